// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 34a1a76d4518c829a6c8b2e5798a277f691b12d4515763878f1b1f8d98f7557c
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
