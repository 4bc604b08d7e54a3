import { fault } from '../base/fault.ts';
import { checkConsoleSize } from '../host/check-change.ts';

/** In characters: Wine's console keeps some bytes for each in memory. */
const MOST_CHARACTERS = 1_000_000;

/** A terminal's size, in characters. */
export interface TerminalSize {
  height: number;
  width: number;
}

export const DEFAULT_SIZE: TerminalSize = { height: 25, width: 80 };

/** @throws InvalidArgument for a size that is none, or more than a console of this host can have. */
export function checkTerminalSize(size: TerminalSize): void {
  checkConsoleSize(size);
  if (size.height * size.width <= MOST_CHARACTERS) return;
  throw fault('InvalidArgument', `A terminal cannot be ${size.height} lines of ${size.width} characters here.`);
}
