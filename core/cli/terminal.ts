import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';

/** What the command line has around it. Tests give their own. */
export interface Terminal {
  /** Bytes and text go out unchanged, in order. Resolves when more can be taken. */
  out(data: string | Uint8Array): Promise<void>;
  err(data: string | Uint8Array): Promise<void>;
  readonly isOutTerminal: boolean;
  readonly isErrTerminal: boolean;
  /** Whether there is somebody to ask. */
  readonly canAsk: boolean;
  /** Columns of the output terminal; undefined for a file or pipe. */
  readonly columns: number | undefined;
  /** Asks on stderr; undefined at the end of input or when `signal` is aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
  /** Stdin, where it is a pipe or a file that a program in a container may read; not a terminal, not /dev/null. */
  readonly input: AsyncIterable<Uint8Array> | undefined;
  /** Stdin and stdout, raw, where both are a terminal; until `close`. */
  takeOver(): RawTerminal | undefined;
  /** Lets go of stdin, which would keep the process running. */
  close(): void;
  /** Calls back once when nobody reads our output any more (`| head -1`). */
  onBrokenPipe(listener: () => void): void;
  /** Calls back on each Ctrl+C and on SIGTERM. */
  onInterrupt(listener: (signal: 'SIGINT' | 'SIGTERM') => void): void;
}

/** A terminal that passes each key on as it is, Ctrl+C too. */
export interface RawTerminal {
  size(): { height: number; width: number };
  onResize(listener: () => void): void;
  /** Ends when the terminal goes away. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Back to what it was. */
  close(): void;
}

/**
 * The terminal of this process.
 *
 * @param onFailure Told once when standard output cannot be written to (a full disk), which is for whoever listens to
 *   `onBrokenPipe` as if nobody read it any more.
 */
export function processTerminal(onFailure: (error: Error) => void = rethrow): Terminal {
  // `process.stdin` is opened only when it is read: once open it would keep us running.
  const [inTerminal, outTerminal, errTerminal] = [isatty(0), isatty(1), isatty(2)];
  const { stdout, stderr } = process;
  let isInputOpen = false;
  let broken = false;
  const listeners: (() => void)[] = [];
  const onError = (error: Error & { code?: string }) => {
    if (broken) return;
    broken = true;
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') onFailure(error);
    for (const listener of listeners) listener();
  };
  stdout.on('error', onError);
  stderr.on('error', onError);
  const write = (stream: NodeJS.WriteStream, data: string | Uint8Array): Promise<void> => {
    if (broken || stream.write(data)) return Promise.resolve();
    return new Promise((resolve) => {
      const events = ['drain', 'error', 'close'] as const;
      const done = (): void => {
        for (const event of events) stream.off(event, done);
        resolve();
      };
      for (const event of events) stream.on(event, done);
    });
  };
  return {
    out: (data) => write(stdout, data),
    err: (data) => write(stderr, data),
    isOutTerminal: outTerminal,
    isErrTerminal: errTerminal,
    canAsk: inTerminal && errTerminal,
    columns: outTerminal ? stdout.columns : undefined,
    async ask(question, signal) {
      const { createInterface } = await import('node:readline/promises');
      isInputOpen = true;
      const lines = createInterface({ input: process.stdin, output: stderr, terminal: false });
      try {
        return await new Promise<string | undefined>((resolve) => {
          lines.once('close', () => resolve(undefined));
          lines.question(question, { signal }).then(resolve, () => resolve(undefined));
        });
      } finally {
        lines.close();
      }
    },
    get input() {
      if (inTerminal || isDevice(0)) return undefined;
      isInputOpen = true;
      return process.stdin;
    },
    takeOver() {
      if (!inTerminal || !outTerminal) return undefined;
      isInputOpen = true;
      return takeOver();
    },
    close() {
      if (isInputOpen) process.stdin.destroy();
    },
    onBrokenPipe: (listener) => {
      listeners.push(listener);
    },
    onInterrupt(listener) {
      process.on('SIGINT', () => listener('SIGINT'));
      process.on('SIGTERM', () => listener('SIGTERM'));
    },
  };
}

function takeOver(): RawTerminal {
  const { stdin, stdout } = process;
  stdin.setRawMode(true);
  return {
    // A terminal that does not know its size is a serial line, or a test's.
    size: () => ({ height: stdout.rows || 25, width: stdout.columns || 80 }),
    onResize: (listener) => void stdout.on('resize', listener),
    input: stdin,
    close: () => void stdin.setRawMode(false),
  };
}

function rethrow(error: Error): void {
  throw error;
}

/** Whether a descriptor is a device (/dev/null), or nothing at all. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}
