import { closeSync, createReadStream, readSync } from 'node:fs';
import { Readable } from 'node:stream';

/** Up to this a file is read at once, with one call. */
const SMALL_BYTES = 256 * 1024;

/**
 * The first `sizeBytes` bytes of an open file, as a stream that owns the descriptor.
 *
 * A small file is read here and now, and the descriptor is closed on return: for thousands of files that costs a third
 * of what streams over the thread pool do. A large one is streamed. A file that has become shorter ends early: whoever
 * counts sees that it changed.
 *
 * @throws the system error of a small file; the stream fails with that of a large one. The descriptor is closed then too.
 */
export function fileContent(fd: number, sizeBytes: number): Readable {
  if (sizeBytes > SMALL_BYTES) {
    return createReadStream('', { fd, start: 0, end: sizeBytes - 1, highWaterMark: SMALL_BYTES });
  }
  try {
    const bytes = Buffer.allocUnsafe(sizeBytes);
    let filled = 0;
    while (filled < sizeBytes) {
      const count = readSync(fd, bytes, filled, sizeBytes - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return Readable.from(filled === 0 ? [] : [bytes.subarray(0, filled)], { objectMode: false });
  } finally {
    closeSync(fd);
  }
}
