/** A shell in a real terminal, driven by keys: tmux, on a socket of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { patience } from '../patience.ts';

const run = promisify(execFile);
let opened = 0;

export interface Screen {
  /** Keys by tmux's names (`C-c`, `Enter`), or text. */
  press(...keys: string[]): Promise<void>;
  /** Types a line. */
  type(text: string): Promise<void>;
  /** The screen, without what is empty below. */
  text(): Promise<string>;
  /** Waits for it. */
  shows(what: RegExp): Promise<string>;
  resize(width: number, height: number): Promise<void>;
  /** The terminal is gone, and what runs in it hears that it hung up. */
  close(): Promise<void>;
}

/** Opens bash in a folder, with an environment over ours. */
export async function openScreen(options: {
  folder: string;
  environment: Record<string, string>;
  size: [width: number, height: number];
}): Promise<Screen> {
  // A server that was just told to end may still have its socket: a new one would be sent away with it.
  const socket = join(options.folder, `tmux-${++opened}`);
  // The server has the environment of who starts it, and the shell the server's.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', ...options.environment };
  const tmux = (...words: string[]) => run('tmux', ['-S', socket, ...words], { encoding: 'utf8', env });
  const [width, height] = options.size;
  const start = ['-f', '/dev/null', 'new-session', '-d', '-x', `${width}`, '-y', `${height}`];
  await tmux(...start, '-c', options.folder, "env PS1='$ ' bash --norc --noprofile");
  const screen: Screen = {
    press: async (...keys) => void (await tmux('send-keys', ...keys)),
    async type(text) {
      await tmux('send-keys', '-l', text);
      await tmux('send-keys', 'Enter');
    },
    text: async () => (await tmux('capture-pane', '-p')).stdout.trimEnd(),
    async shows(what) {
      const until = performance.now() + patience(20_000);
      for (;;) {
        const text = await screen.text();
        if (what.test(text)) return text;
        if (performance.now() > until) throw new Error(`the screen does not show ${what}:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    resize: async (columns, rows) => void (await tmux('resize-window', '-x', `${columns}`, '-y', `${rows}`)),
    close: async () => void (await tmux('kill-server').catch(() => undefined)),
  };
  return screen;
}
