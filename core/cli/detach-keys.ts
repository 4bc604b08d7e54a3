import { UsageError } from './usage.ts';

export const DEFAULT_DETACH_KEYS = 'ctrl-p,ctrl-q';

/**
 * The bytes of the keys that leave a session.
 *
 * @param text A key, or several with commas: a character, or `ctrl-` and a letter or one of `@ [ \ ] ^ _`.
 * @throws {UsageError} for what is no key.
 *
 * @example Ctrl+P, then Ctrl+Q
 * assert.deepEqual([...parseDetachKeys('ctrl-p,ctrl-q')], [0x10, 0x11]);
 */
export function parseDetachKeys(text: string): Uint8Array {
  return Uint8Array.from(text.split(','), (key) => {
    const letter = /^ctrl-([a-z@[\\\]^_])$/i.exec(key)?.[1];
    if (letter !== undefined) return letter.toUpperCase().charCodeAt(0) & 0x1f;
    if (/^[\x21-\x7e]$/.test(key)) return key.charCodeAt(0);
    throw new UsageError('InvalidArgument', `'${key}' is no key to leave a session with.`, '-DetachKeys ctrl-p,ctrl-q');
  });
}

/** Looks for the keys that leave in what is typed. What may be their beginning is held until the next key tells. */
export class DetachFilter {
  readonly #keys: Uint8Array;
  #matched = 0;

  constructor(keys: Uint8Array) {
    this.#keys = keys;
  }

  /** @returns what is to be passed on, and whether the keys were pressed: then nothing after them counts. */
  take(typed: Uint8Array): { passed: Uint8Array; hasLeft: boolean } {
    const passed: number[] = [];
    for (const byte of typed) {
      if (byte !== this.#keys[this.#matched]) {
        passed.push(...this.#keys.subarray(0, this.#matched));
        this.#matched = 0;
      }
      if (byte !== this.#keys[this.#matched]) passed.push(byte);
      else if (++this.#matched === this.#keys.length) return { passed: Uint8Array.from(passed), hasLeft: true };
    }
    return { passed: Uint8Array.from(passed), hasLeft: false };
  }
}
