import { win32 } from 'node:path';
import type { DllName } from '../../../core/win32/binding.ts';
import { rowsOf } from '../../../core/win32/bindings/row.ts';
import type { Out } from '../../../core/win32/bindings/types.ts';
import type { Native } from '../../../core/win32/native.ts';

/** Where the launcher put the stand-in DLLs (`test/standin/build.sh`), as a Windows path. */
export function standinFolder(): string {
  const folder = process.env['HCS_STANDIN_DLLS'];
  if (folder === undefined) throw new Error('HCS_STANDIN_DLLS does not say where the stand-in DLLs are');
  return folder;
}

export function standinFile(name: string): string {
  return win32.join(standinFolder(), name);
}

/** What each stand-in exports for its tests. */
const rowsFor = (dll: DllName) =>
  rowsOf({ dll, failure: 'hresult', minimumBuild: 0, doc: () => 'test/standin/common/fault-script.h' });
const row = rowsFor('computecore');
const StandinReport = row<[json: Out<string>], number>('int32_t StandinReport(_Out_ PWSTR_LOCAL *json)');
const StandinDisconnect = row<[], void>('void StandinDisconnect()', { failure: 'none' });

export interface ScriptedFault {
  call?: string;
  event?: string;
  times?: number;
  hr?: string;
  refused?: boolean;
  delayMs?: number;
  callbackDelayMs?: number;
  never?: boolean;
  lost?: boolean;
  skip?: number;
  twice?: boolean;
}

/** Takes the place of all faults of computecore so far. */
export function setFaults(native: Native, ...faults: ScriptedFault[]): Promise<void> {
  return setFaultsOf('computecore', native, faults);
}

/** Takes the place of all faults of that stand-in so far. */
export async function setFaultsOf(dll: DllName, native: Native, faults: readonly ScriptedFault[]): Promise<void> {
  const StandinFault = rowsFor(dll)<[json: string], number>('int32_t StandinFault(str16 json)');
  await native.call(StandinFault, JSON.stringify({ faults }));
}

/** vmcompute dies and comes back. */
export async function disconnect(native: Native): Promise<void> {
  await native.call(StandinDisconnect);
}

export type StandinCounters = Record<string, unknown>;

export async function standinReport(native: Native): Promise<StandinCounters> {
  const json: Out<string> = [null];
  await native.call(StandinReport, json);
  return JSON.parse(json[0] ?? '{}') as StandinCounters; // the stand-in's own format
}
