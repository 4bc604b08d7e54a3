import type { Terminal } from '../../core/cli/terminal.ts';

/** A terminal that keeps what it is told. */
export interface FakeTerminal extends Terminal {
  readonly stdout: string;
  readonly stderr: string;
  interrupt(signal: 'SIGINT' | 'SIGTERM'): void;
}

export interface FakeTerminalOptions {
  isTerminal?: boolean;
  columns?: number;
  /** Answers to questions, in turn. */
  answers?: string[];
  input?: AsyncIterable<Uint8Array>;
}

export function fakeTerminal(options: FakeTerminalOptions = {}): FakeTerminal {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const answers = [...(options.answers ?? [])];
  const interrupts: ((signal: 'SIGINT' | 'SIGTERM') => void)[] = [];
  const isTerminal = options.isTerminal === true;
  return {
    async out(data) {
      out.push(Buffer.from(data));
    },
    async err(data) {
      err.push(Buffer.from(data));
    },
    isOutTerminal: isTerminal,
    isErrTerminal: isTerminal,
    canAsk: isTerminal,
    columns: options.columns,
    async ask(question) {
      err.push(Buffer.from(question));
      return answers.shift();
    },
    input: options.input,
    takeOver: () => undefined,
    close: () => undefined,
    onBrokenPipe: () => undefined,
    onInterrupt: (listener) => {
      interrupts.push(listener);
    },
    interrupt(signal) {
      for (const listener of interrupts) listener(signal);
    },
    get stdout() {
      return Buffer.concat(out).toString();
    },
    get stderr() {
      return Buffer.concat(err).toString();
    },
  };
}
