import { rowsOf } from './row.ts';
import type { DataBlob } from './types.ts';

/** crypt32.dll: secrets that only this user or this machine can read again (DPAPI). */
const row = rowsOf({
  dll: 'crypt32',
  failure: 'boolean',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-${name.toLowerCase()}`,
});

/** Flags: 1 no user interface, 4 for the machine rather than the user. The caller frees `pbData` with LocalFree. */
export const CryptProtectData = row<
  [data: DataBlob, description: null, entropy: null, reserved: null, prompt: null, flags: number, out: [DataBlob]],
  number
>(
  'int32_t CryptProtectData(DATA_BLOB *data, str16 description, DATA_BLOB *entropy, void *reserved, CRYPTPROTECT_PROMPTSTRUCT *prompt, uint32_t flags, _Out_ DATA_BLOB *out)',
);
export const CryptUnprotectData = row<
  [data: DataBlob, description: null, entropy: null, reserved: null, prompt: null, flags: number, out: [DataBlob]],
  number
>(
  'int32_t CryptUnprotectData(DATA_BLOB *data, char16_t **description, DATA_BLOB *entropy, void *reserved, CRYPTPROTECT_PROMPTSTRUCT *prompt, uint32_t flags, _Out_ DATA_BLOB *out)',
);
