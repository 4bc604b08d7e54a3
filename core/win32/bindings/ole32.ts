import { rowsOf } from './row.ts';

const row = rowsOf({
  dll: 'ole32',
  failure: 'none',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-${name.toLowerCase()}`,
});

/** Frees what the network and layer functions allocated. NULL is fine. */
export const CoTaskMemFree = row<[memory: bigint | null], void>('void CoTaskMemFree(void *memory)');
