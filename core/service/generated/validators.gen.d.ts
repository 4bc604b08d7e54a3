// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: b81b64d3e0b58d1ea0e99818c34af984bf9da75043b4a7c097d7458d4bf5f5aa
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
