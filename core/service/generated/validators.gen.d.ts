// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 1ac42a47f0a0fff92f6c14e03df2eaafd418982b55f7e0e01f6250cbea292abe
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
