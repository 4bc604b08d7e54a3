// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 9f4ade45ccd63a77f7f3e50d477362f881ddfb2702a934f76a7f792353ca1448
import type { CmdletName } from './contract.gen.ts';

/** One thing that is wrong; a subset of what ajv says. */
export interface ValidationError {
  /** JSON pointer into the parameters: `/PublishPort/0`; empty for the whole. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** Whether parameters are right; when not, `errors` holds the first problem until the next call. */
export interface Validator {
  (parameters: unknown): boolean;
  errors?: ValidationError[] | null;
}

export const VALIDATORS: { readonly [K in CmdletName]: Validator };
