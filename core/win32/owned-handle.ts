import { fault } from '../base/fault.ts';
import type { Handle } from './handle.ts';

/**
 * One owner of a native handle: closed once, after the calls that use it have returned, never on the JavaScript thread.
 *
 * @example Used, then closed
 * const closed: bigint[] = [];
 * const owned = new OwnedHandle(7n as KernelHandle, 'a file', async (handle) => void closed.push(handle));
 * assert.equal(await owned.use(async (handle) => handle + 1n), 8n);
 * await owned.close();
 * await owned.close();
 * assert.deepEqual(closed, [7n]);
 */
export class OwnedHandle<Kind extends Handle<string>> {
  /** What it is, for messages: `process 812 of container 'web'`. */
  readonly what: string;
  readonly #handle: Kind;
  readonly #closeNative: (handle: Kind) => Promise<unknown>;
  readonly #uses = new Set<Promise<void>>();
  #closing: Promise<void> | undefined;

  constructor(handle: Kind, what: string, closeNative: (handle: Kind) => Promise<unknown>) {
    this.#handle = handle;
    this.what = what;
    this.#closeNative = closeNative;
  }

  /** Whether `close` was called. */
  get isClosed(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Runs `work` with the handle, which stays open until it has ended. Do not keep the handle beyond that.
   * @throws Internal after `close`
   */
  async use<T>(work: (handle: Kind) => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw fault('Internal', `${this.what} was used after it was closed.`);
    const running = work(this.#handle);
    const ended: Promise<void> = running.then(nothing, nothing).then(() => {
      this.#uses.delete(ended);
    });
    this.#uses.add(ended);
    return running;
  }

  /** Closes it when nobody uses it any more; later calls wait for the same close. */
  close(): Promise<void> {
    this.#closing ??= this.#closeWhenUnused();
    return this.#closing;
  }

  async #closeWhenUnused(): Promise<void> {
    await Promise.all(this.#uses);
    await this.#closeNative(this.#handle);
  }
}

function nothing(): void {}
