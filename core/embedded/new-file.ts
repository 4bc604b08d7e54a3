import { closeSync, fchmodSync, futimesSync, openSync, readSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fault } from '../base/fault.ts';
import type { FileEntry } from '../spec/layer-entry.ts';
import { fileMode, writeDosAttributes } from './attributes.ts';

/**
 * Writes a new file with its mode, time and attributes. Not forced to disk, as no copy is: a machine that loses power has
 * lost the container's own writes too. By calls that wait for no thread: for many small files a third of the time.
 *
 * @throws {RuntimeFault} `Corrupt` when the entry has another size than it says; the file stays, for the caller to remove.
 */
export async function writeNewFile(path: string, entry: FileEntry): Promise<void> {
  const fd = openSync(path, 'wx', fileMode(entry.attributes));
  try {
    const size = entry.openFile === undefined ? await drain(entry.open(), fd) : await pour(entry.openFile(), fd, entry);
    if (size !== entry.sizeBytes) {
      throw fault('Corrupt', `'${entry.name}' has ${size} bytes instead of ${entry.sizeBytes}.`, {
        target: entry.name,
      });
    }
    fchmodSync(fd, fileMode(entry.attributes));
    futimesSync(fd, entry.modifiedMs / 1000, entry.modifiedMs / 1000);
  } finally {
    closeSync(fd);
  }
  writeDosAttributes(path, entry.attributes);
}

async function drain(content: AsyncIterable<Uint8Array>, fd: number): Promise<number> {
  let size = 0;
  for await (const chunk of content) {
    writeWhole(fd, chunk);
    size += chunk.length;
  }
  return size;
}

/** Through one piece of memory for all files: new memory for each costs as much as the copy. */
async function pour(from: number, fd: number, { sizeBytes }: FileEntry): Promise<number> {
  try {
    let size = 0;
    while (size < sizeBytes) {
      const count = readSync(from, piece, 0, Math.min(piece.length, sizeBytes - size), null);
      if (count === 0) break;
      writeWhole(fd, piece.subarray(0, count));
      size += count;
      // Others of this process wait no longer than for a piece.
      if (size < sizeBytes) await setImmediate();
    }
    return size;
  } finally {
    closeSync(from);
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

const piece = Buffer.allocUnsafeSlow(256 * 1024);
