import { rowsOf } from './row.ts';
import type { Out } from './types.ts';

/** rstrtmgr.dll, the Restart Manager: who holds a file. A result other than 0 is the Win32 error. */
const row = rowsOf({
  dll: 'rstrtmgr',
  failure: 'win32',
  minimumBuild: 0,
  doc: (name) => `https://learn.microsoft.com/windows/win32/api/restartmanager/nf-restartmanager-${name.toLowerCase()}`,
});

/** The key is for 33 UTF-16 units. */
export const RmStartSession = row<[session: Out<number>, flags: number, key: Buffer], number>(
  'uint32_t RmStartSession(_Out_ uint32_t *session, uint32_t flags, char16_t *key)',
);
export const RmRegisterResources = row<
  [
    session: number,
    fileCount: number,
    files: string[],
    applicationCount: number,
    applications: null,
    serviceCount: number,
    services: null,
  ],
  number
>(
  'uint32_t RmRegisterResources(uint32_t session, uint32_t fileCount, const char16_t **files, uint32_t applicationCount, RM_UNIQUE_PROCESS *applications, uint32_t serviceCount, const char16_t **services)',
);
/** `found` is an array of RM_PROCESS_INFO, of 668 bytes each. */
export const RmGetList = row<
  [session: number, needed: Out<number>, count: [number], found: Buffer, rebootReasons: Out<number>],
  number
>(
  'uint32_t RmGetList(uint32_t session, _Out_ uint32_t *needed, _Inout_ uint32_t *count, RM_PROCESS_INFO *found, _Out_ uint32_t *rebootReasons)',
);
export const RmEndSession = row<[session: number], number>('uint32_t RmEndSession(uint32_t session)');
