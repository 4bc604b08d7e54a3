import * as kernel32 from '../bindings/kernel32.ts';
import type { Out } from '../bindings/types.ts';
import type { KernelHandle } from '../handle.ts';
import type { Native } from '../native.ts';
import { toldOf } from './told-of.ts';

const COPY_BYTES = 256 * 1024;

/** An open file that is given its content as backup streams, piece by piece. Its handle stays the caller's. */
export class RestoredFile {
  readonly #native: Native;
  readonly #handle: KernelHandle;
  readonly #path: string;
  readonly #withSecurity: 0 | 1;
  /** What BackupWrite keeps from call to call. */
  readonly #context: [bigint | null] = [null];

  /** @param file `path` is for errors. Without `withSecurity` a stream of that kind is passed over. */
  constructor(native: Native, file: { handle: KernelHandle; path: string; withSecurity: boolean }) {
    this.#native = native;
    this.#handle = file.handle;
    this.#path = file.path;
    this.#withSecurity = file.withSecurity ? 1 : 0;
  }

  write(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0; ) rest = rest.subarray(this.#call(rest, 0));
  }

  /** Frees what BackupWrite keeps of it. */
  end(): void {
    if (this.#context[0] !== null) this.#call(null, 1);
  }

  #call(bytes: Buffer | null, isLast: 0 | 1): number {
    const done: Out<number> = [0];
    const [handle, security, context] = [this.#handle, this.#withSecurity, this.#context];
    toldOf('write', this.#path, () =>
      this.#native.callNow(kernel32.BackupWrite, handle, bytes, bytes?.length ?? 0, done, isLast, security, context),
    );
    return done[0] ?? 0;
  }
}

/** Copies all backup streams of one open file to another that is new. */
export function copyStreams(native: Native, from: KernelHandle, to: { handle: KernelHandle; path: string }): void {
  const context: [bigint | null] = [null];
  const restored = new RestoredFile(native, { ...to, withSecurity: true });
  const buffer = Buffer.alloc(COPY_BYTES);
  const read = (bytes: Buffer | null, isLast: 0 | 1): number => {
    const done: Out<number> = [0];
    toldOf('read', to.path, () =>
      native.callNow(kernel32.BackupRead, from, bytes, bytes?.length ?? 0, done, isLast, 1, context),
    );
    return done[0] ?? 0;
  };
  try {
    for (let count = read(buffer, 0); count > 0; count = read(buffer, 0)) restored.write(buffer.subarray(0, count));
  } finally {
    if (context[0] !== null) read(null, 1);
    restored.end();
  }
}
