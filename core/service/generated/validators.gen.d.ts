// Generated from cmdlets.psd1 by 'npm run generate'. Do not edit.
// Source sha256: 77f862c99fafd54b0e5fa9e69c42325657ed30e6e0bc112108c129982fe5dde6
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
