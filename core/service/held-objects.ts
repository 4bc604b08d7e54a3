import { frameOf } from '../base/frames.ts';

/** Characters of objects in one message: what a client works on while the next is made. */
const FULL_CHARACTERS = 32 * 1024;

/**
 * Objects of one call that wait for the end of the turn in which they were told, to leave in one message: for a listing of
 * a thousand, a message each costs more than making and reading the objects.
 */
export class HeldObjects {
  readonly #texts: string[] = [];
  #characters = 0;
  #call = 0;
  #type = '';

  /** Whether an object of this call and type may go with those that are held. */
  accepts(call: number, type: string): boolean {
    return this.#texts.length === 0 || (this.#call === call && this.#type === type);
  }

  /** Whether there is enough for a message. */
  get isFull(): boolean {
    return this.#characters >= FULL_CHARACTERS;
  }

  get isEmpty(): boolean {
    return this.#texts.length === 0;
  }

  add(call: number, type: string, value: unknown): void {
    const text = textOf(value);
    this.#call = call;
    this.#type = type;
    this.#texts.push(text);
    this.#characters += text.length;
  }

  /** The message that holds them all, framed. None is held afterwards. */
  take(): Buffer {
    const [only] = this.#texts;
    const isOne = this.#texts.length === 1;
    const method = isOne ? 'stream/object' : 'stream/objects';
    const member = isOne ? `"value":${only}` : `"values":[${this.#texts.join(',')}]`;
    const params = `{"call":${this.#call},"type":${JSON.stringify(this.#type)},${member}}`;
    this.#texts.length = 0;
    this.#characters = 0;
    return frameOf(`{"jsonrpc":"2.0","method":"${method}","params":${params}}`);
  }
}

/** Of objects that are frozen, with all that they hold: who tells one again need not make it again. */
const textsOfFrozen = new WeakMap<object, string>();

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return JSON.stringify(value) ?? 'null';
  const text = textsOfFrozen.get(value) ?? JSON.stringify(value);
  textsOfFrozen.set(value, text);
  return text;
}
