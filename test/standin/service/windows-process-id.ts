import { type FileHandle, open, readFile } from 'node:fs/promises';

/** Wine keeps thread blocks below 2 GB; what is larger than this is a stack or a heap. */
const HIGHEST = 0x80000000n;
const MOST_BYTES = 16n * 1024n * 1024n;
const PAGE_BYTES = 4096;
/** NT_TIB.Self and ClientId.UniqueProcess of a 64-bit TEB. */
const SELF = 0x30;
const UNIQUE_PROCESS = 0x40;

/**
 * The process id that a Windows program under Wine has for itself: read from its thread environment block, which is
 * known by the pointer to itself. @returns undefined for a process without one.
 * @see https://learn.microsoft.com/windows/win32/api/winternl/ns-winternl-teb
 */
export async function windowsProcessId(pid: number): Promise<number | undefined> {
  const maps = await readFile(`/proc/${pid}/maps`, 'latin1');
  const memory = await open(`/proc/${pid}/mem`);
  try {
    for (const line of maps.split('\n')) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      const [start, end] = (match ?? []).slice(1).map((text) => BigInt(`0x${text}`));
      if (start === undefined || end === undefined || end > HIGHEST || end - start > MOST_BYTES) continue;
      const found = await findIn(memory, start, Number(end - start));
      if (found !== undefined) return found;
    }
    return undefined;
  } finally {
    await memory.close();
  }
}

async function findIn(memory: FileHandle, start: bigint, sizeBytes: number): Promise<number | undefined> {
  const bytes = Buffer.alloc(sizeBytes);
  const { bytesRead } = await memory.read(bytes, 0, sizeBytes, start);
  for (let at = 0; at + PAGE_BYTES <= bytesRead; at += PAGE_BYTES) {
    if (bytes.readBigUInt64LE(at + SELF) !== start + BigInt(at)) continue;
    const id = Number(bytes.readBigUInt64LE(at + UNIQUE_PROCESS));
    if (id > 0 && id < 2 ** 32) return id;
  }
  return undefined;
}
