import { NtQuerySystemInformation } from '../../../core/win32/bindings/ntdll.ts';
import type { Native } from '../../../core/win32/native.ts';

/** What a process holds. */
export interface Footprint {
  handles: number;
  threads: number;
  workingSetBytes: number;
}

const SYSTEM_PROCESS_INFORMATION_CLASS = 5;
const BUFFER_BYTES = 4 * 1024 * 1024;
/** SYSTEM_PROCESS_INFORMATION of 64-bit Windows, offsets in bytes. */
const NEXT_ENTRY = 0x00;
const NUMBER_OF_THREADS = 0x04;
const UNIQUE_PROCESS_ID = 0x50;
const HANDLE_COUNT = 0x60;
const WORKING_SET_SIZE = 0x90;

/**
 * Looks at a running process from outside.
 * @throws when there is no such process.
 */
export async function footprintOf(native: Native, processId: number): Promise<Footprint> {
  const list = Buffer.alloc(BUFFER_BYTES);
  await native.call(NtQuerySystemInformation, SYSTEM_PROCESS_INFORMATION_CLASS, list, list.length, [null]);
  for (let at = 0; ; ) {
    if (list.readUInt32LE(at + UNIQUE_PROCESS_ID) === processId) {
      return {
        handles: list.readUInt32LE(at + HANDLE_COUNT),
        threads: list.readUInt32LE(at + NUMBER_OF_THREADS),
        workingSetBytes: Number(list.readBigUInt64LE(at + WORKING_SET_SIZE)),
      };
    }
    const next = list.readUInt32LE(at + NEXT_ENTRY);
    if (next === 0) throw new Error(`there is no process ${processId}`);
    at += next;
  }
}

export function footprintText({ handles, threads, workingSetBytes }: Footprint): string {
  return `${handles} handles, ${threads} threads, ${(workingSetBytes / 1e6).toFixed(1)} MB`;
}
