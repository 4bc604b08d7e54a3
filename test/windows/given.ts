import { win32 } from 'node:path';
import type { DllName } from '../../core/win32/binding.ts';

/** The folder of the run, and where its tests find the rest. `scripts/test-windows.mjs` sets them. */
const NAMES = { work: 'HCS_WINDOWS_WORK', baseImage: 'HCS_WINDOWS_BASE_IMAGE' } as const;

/** What the run gives its tests. @throws where they are started without it. */
export function given(what: keyof typeof NAMES): string {
  const value = process.env[NAMES[what]];
  if (value === undefined) throw new Error(`${NAMES[what]} is not set: run npm run test:windows`);
  return value;
}

export function givenEnvironment(values: Record<keyof typeof NAMES, string>): Record<string, string> {
  return { [NAMES.work]: values.work, [NAMES.baseImage]: values.baseImage };
}

/** Stand-ins in the place of Windows' own DLLs: only where the run itself is tested, under Wine. */
export function givenDlls(): Partial<Record<DllName, string>> {
  return JSON.parse(process.env['HCS_CONTAINERS_DLLS'] ?? '{}') as Partial<Record<DllName, string>>; // its caller's word
}

/** Where containers are made unless the user says otherwise. */
export function defaultWorkFolder(): string {
  return win32.join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'HcsContainers-test');
}
