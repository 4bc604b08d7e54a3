import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sweepTemporaries, writeFileAtomic } from '../base/atomic-file.ts';
import { fault, isFault } from '../base/fault.ts';
import { readIfThere } from '../base/read-if-there.ts';
import type { Log } from '../base/runtime.ts';
import { listSetAside, setAside } from '../base/set-aside.ts';
import type { KeySeal } from '../host/key-seal.ts';
import { Unreadable } from './unreadable-secrets.ts';

const KEY_BYTES = 32;

export interface SecretKeyOptions {
  /** The state root: the key is `<root>/keys/secrets.key`, which only its owner can read. */
  root: string;
  log: Log;
  /** What the key is sealed with, where the host has it. */
  keySeal?: KeySeal;
}

/** The key that all secrets of a state root are sealed with: made at the first use. */
export class SecretKey {
  readonly path: string;
  readonly #log: Log;
  readonly #keySeal: KeySeal | undefined;
  /** While it is made: two that want the first secret at once must not make two. */
  #making: Promise<Buffer> | undefined;

  constructor({ root, log, keySeal }: SecretKeyOptions) {
    this.path = join(root, 'keys', 'secrets.key');
    this.#log = log;
    this.#keySeal = keySeal;
  }

  /** @throws `Unreadable` when it is gone or damaged. */
  async read(): Promise<Buffer> {
    const key = await this.#readIfThere();
    if (key === undefined) throw new Unreadable(this.path, 'the key of this state root is gone', 'NotFound');
    return key;
  }

  /** Keys that were damaged. */
  listSetAside(): Promise<string[]> {
    return listSetAside(dirname(this.path));
  }

  /** The key, which is made where there is none, or none that can be opened: that one is set aside. */
  readOrMake(): Promise<Buffer> {
    this.#making ??= this.#make().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  /**
   * Removes what a process before has half written, and seals a key that is there in clear, as from before, where the host
   * can. Idempotent; whoever is killed meanwhile leaves the one or the other, and both can be read.
   */
  async open(): Promise<void> {
    await sweepTemporaries(dirname(this.path));
    const kept = this.#keySeal === undefined ? undefined : await readIfThere(this.path);
    if (kept?.length === KEY_BYTES) await writeFileAtomic(this.path, await this.#closed(kept));
  }

  async #readIfThere(): Promise<Buffer | undefined> {
    const kept = await readIfThere(this.path);
    if (kept === undefined || kept.length === KEY_BYTES) return kept;
    const keySeal = this.#keySeal;
    const mark = markOf(keySeal);
    if (keySeal === undefined || mark === undefined || !kept.subarray(0, mark.length).equals(mark))
      throw this.#damaged(', or of another kind of host');
    const key = await keySeal.open(kept.subarray(mark.length)).catch((error: unknown) => {
      throw isFault(error, 'Corrupt') ? this.#damaged(', or of another machine') : error;
    });
    if (key.length === KEY_BYTES) return key;
    throw this.#damaged('');
  }

  #damaged(or: string): Unreadable {
    return new Unreadable(this.path, `the key of this state root is damaged${or}`, 'Corrupt');
  }

  /** What the file of a key holds. */
  async #closed(key: Buffer): Promise<Buffer> {
    const keySeal = this.#keySeal;
    const mark = markOf(keySeal);
    if (keySeal === undefined || mark === undefined) return key;
    const sealed = Buffer.concat([mark, await keySeal.seal(key)]);
    if (!(await keySeal.open(sealed.subarray(mark.length))).equals(key))
      throw fault('Internal', `${keySeal.name} did not give back what it was given.`);
    return sealed;
  }

  async #make(): Promise<Buffer> {
    const there = await this.#readIfThere().catch((error: unknown) => this.#setAside(error));
    if (there !== undefined) return there;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    try {
      await writeFileAtomic(this.path, await this.#closed(key));
    } catch (error) {
      await rm(this.path, { force: true });
      throw error;
    }
    return key;
  }

  /** What was sealed with it cannot be read without it: it is kept, for a person who may mend it. */
  async #setAside(error: unknown): Promise<undefined> {
    if (!(error instanceof Unreadable)) throw error;
    const keptPath = await setAside(this.path);
    this.#log.error('the key of secrets was set aside: those sealed with it must be given again', {
      keptPath,
      reason: error.why,
    });
  }
}

/** What a sealed key begins with: longer or shorter than a key in clear, whatever follows. */
function markOf(seal: KeySeal | undefined): Buffer | undefined {
  return seal === undefined ? undefined : Buffer.from(`hcs key ${seal.name}\n`);
}
