import type { StreamProgress } from '../spec/wire.ts';
import { displayWidth, harmless } from './format-value.ts';
import type { Terminal } from './terminal.ts';

const CLEAR_LINE = '\r\u001b[K';
const BAR_COLUMNS = 24;

/** One line of progress on the terminal's stderr; nothing at all anywhere else. */
export class ProgressBar {
  private readonly terminal: Terminal;
  private line = '';

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  show(progress: StreamProgress): void {
    if (!this.terminal.isErrTerminal) return;
    const line = progress.completed === true ? '' : progressLine(progress, this.terminal.columns ?? 80);
    if (line === this.line) return;
    this.line = line;
    void this.terminal.err(CLEAR_LINE + line);
  }

  /** Takes the line away before something else is printed; the next `show` brings it back. */
  clear(): void {
    if (this.line === '') return;
    this.line = '';
    void this.terminal.err(CLEAR_LINE);
  }
}

/** `Capture web: 120 of 400 files [======>          ] 30%`, within the columns there are. */
export function progressLine(progress: StreamProgress, columns: number): string {
  const { activity, status, percent } = progress;
  const share = percent === undefined ? undefined : Math.min(100, Math.max(0, percent));
  const filled = share === undefined ? 0 : Math.round((share / 100) * BAR_COLUMNS);
  const bar = share === undefined ? '' : ` [${'='.repeat(filled).padEnd(BAR_COLUMNS)}] ${Math.floor(share)}%`;
  let text = harmless(`${activity}: ${status}`).replace(/\s+/g, ' ');
  while (text.length > 0 && displayWidth(text) + bar.length > columns - 1) text = text.slice(0, -1);
  return text + bar;
}
