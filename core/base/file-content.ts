import { close, createReadStream, open, read } from 'node:fs';
import { Readable } from 'node:stream';

/** Up to this a file is read with one call. */
const SMALL_BYTES = 256 * 1024;

/**
 * The content of a file whose size is known, as a stream: for thousands of small files at three system calls each,
 * without the large buffer that a read stream allocates for every one.
 *
 * A file that has become shorter ends early, one that has grown is given up to `sizeBytes + 1` bytes: whoever counts
 * sees that it changed. The file is opened when the stream is first read. Errors are the system's.
 */
export function fileContent(path: string, sizeBytes: number): Readable {
  if (sizeBytes >= SMALL_BYTES) return createReadStream(path, { highWaterMark: SMALL_BYTES, end: sizeBytes });
  return new Readable({
    highWaterMark: SMALL_BYTES,
    read() {
      readWhole(path, sizeBytes + 1, (error, bytes) => {
        if (error !== null) this.destroy(error);
        else {
          if (bytes.length > 0) this.push(bytes);
          this.push(null);
        }
      });
    },
  });
}

type Done = (error: Error | null, bytes: Buffer) => void;

const NOTHING = Buffer.alloc(0);

/** Reads at most `maxBytes` from the start of a file. */
function readWhole(path: string, maxBytes: number, done: Done): void {
  open(path, 'r', (openError, fd) => {
    if (openError !== null) return done(openError, NOTHING);
    const bytes = Buffer.allocUnsafe(maxBytes);
    const finish = (error: Error | null, length: number): void => {
      close(fd, (closeError) => done(error ?? closeError ?? null, bytes.subarray(0, length)));
    };
    const next = (at: number): void => {
      read(fd, bytes, at, maxBytes - at, null, (error, count) => {
        if (error !== null) finish(error, 0);
        // A regular file gives all that it has in one call, unless a signal came between.
        else if (count === 0 || at + count === maxBytes) finish(null, at + count);
        else next(at + count);
      });
    };
    next(0);
  });
}
