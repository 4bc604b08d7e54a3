import type { TerminalSize } from '../spec/wire.ts';
import { DEFAULT_DETACH_KEYS, DetachFilter, parseDetachKeys } from './detach-keys.ts';
import type { RawTerminal, Terminal } from './terminal.ts';

/** A call that has taken the terminal over: keys go to the program, until it ends or the keys that leave are pressed. */
export interface TakenTerminal {
  readonly size: TerminalSize;
  readonly input: AsyncIterable<Uint8Array>;
  onResize(listener: (size: TerminalSize) => void): void;
  /** Keeps what the service says of the session: it would spoil the screen. */
  keep(objects: readonly unknown[]): void;
  /** Gives the terminal back, as it was; says how to come back where the program goes on. */
  giveBack(): Promise<void>;
}

/** Attributes as they are by default, and the cursor to be seen. */
const CALM = '\x1b[0m\x1b[?25h';

/** @throws {UsageError} for keys that are none. @returns undefined where there is no terminal: the service says why that is an error. */
export function takeTerminal(terminal: Terminal, detachKeys: unknown): TakenTerminal | undefined {
  const keys = parseDetachKeys(typeof detachKeys === 'string' ? detachKeys : DEFAULT_DETACH_KEYS);
  const raw = terminal.takeOver();
  if (raw === undefined) return undefined;
  const state: { hasLeft: boolean; session: unknown } = { hasLeft: false, session: undefined };
  return {
    size: raw.size(),
    input: untilLeft(raw, new DetachFilter(keys), () => {
      state.hasLeft = true;
    }),
    onResize: (listener) => raw.onResize(() => listener(raw.size())),
    keep: (objects) => {
      state.session = objects.at(-1) ?? state.session;
    },
    async giveBack() {
      raw.close();
      await terminal.out(CALM);
      if (state.hasLeft) await terminal.err(`\r\nLeft; the program goes on. ${wayBack(state.session)}\n`);
    },
  };
}

async function* untilLeft(raw: RawTerminal, filter: DetachFilter, onLeft: () => void): AsyncGenerator<Uint8Array> {
  for await (const typed of raw.input) {
    const { passed, hasLeft } = filter.take(typed);
    if (passed.length > 0) yield passed;
    if (!hasLeft) continue;
    onLeft();
    return;
  }
}

function wayBack(session: unknown): string {
  if (typeof session !== 'object' || session === null || !('SessionId' in session && 'ContainerName' in session))
    return '';
  return `Come back: Enter-ContainerSession ${session.ContainerName} -SessionId ${session.SessionId}`;
}
