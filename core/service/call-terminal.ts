import type { TerminalSize } from '../spec/wire.ts';

/** The terminal of a call's client: its size, as that tells it. */
export class CallTerminal {
  #size: TerminalSize;
  readonly #listeners = new Set<(size: TerminalSize) => void>();

  constructor(size: TerminalSize) {
    this.#size = size;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  onResize(listener: (size: TerminalSize) => void): void {
    this.#listeners.add(listener);
  }

  /** The same size again is no news. */
  resize(size: TerminalSize): void {
    if (size.height === this.#size.height && size.width === this.#size.width) return;
    this.#size = size;
    for (const listener of this.#listeners) listener(size);
  }
}

/** A size that a client tells, or undefined where it is none. */
export function parseTerminalSize(value: unknown): TerminalSize | undefined {
  if (typeof value !== 'object' || value === null || !('height' in value) || !('width' in value)) return undefined;
  const { height, width } = value;
  return isCount(height) && isCount(width) ? { height, width } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 32_767;
}
