import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Wine } from '../../../core/embedded/wine.ts';
import { patience } from '../../patience.ts';

const MAKE_TIMEOUT_MS = patience(60_000);

/** A Wine prefix of our own, set to Windows 10. */
export class WinePrefix {
  readonly path: string;
  private readonly wine: Wine;

  private constructor(path: string, wine: Wine) {
    this.path = path;
    this.wine = wine;
  }

  /** Makes it; takes some 7 s. */
  static async make(path: string, wine: Wine): Promise<WinePrefix> {
    await mkdir(path, { recursive: true });
    const prefix = new WinePrefix(path, wine);
    const [command = '', ...args] = [...wine.starter, wine.loader, 'winecfg', '-v', 'win10'];
    const setVersion = (): Promise<unknown> =>
      promisify(execFile)(command, args, {
        env: prefix.environment(),
        timeout: MAKE_TIMEOUT_MS,
      });
    // On a busy machine Wine now and then looks for winecfg before it has finished the prefix.
    await setVersion().catch(setVersion);
    return prefix;
  }

  /** Starts a Windows program; its output goes to an open file: node.exe takes no Unix pipe. */
  spawn(
    program: string,
    args: readonly string[],
    options: { cwd: string; env: Record<string, string>; output: number },
  ): ChildProcess {
    const [command = '', ...words] = [...this.wine.starter, this.wine.loader, program, ...args];
    return spawn(command, words, {
      cwd: options.cwd,
      env: { ...this.environment(), ...options.env },
      stdio: ['ignore', options.output, options.output],
    });
  }

  /** Waits until every program has ended by itself. @returns false when some had not after `timeoutMs`. */
  async settled(timeoutMs: number): Promise<boolean> {
    return promisify(execFile)(this.wine.server, ['-w'], { env: this.environment(), timeout: timeoutMs }).then(
      () => true,
      () => false,
    );
  }

  /** Ends every program of the prefix. */
  async end(): Promise<void> {
    // It fails when none runs.
    await promisify(execFile)(this.wine.server, ['-k'], { env: this.environment() }).catch(() => undefined);
  }

  private environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: process.env['HOME'] ?? '/tmp',
      LANG: 'C.UTF-8',
      ...(process.env['CI'] === undefined ? {} : { CI: process.env['CI'] }),
      WINEPREFIX: this.path,
      WINEDEBUG: '-all',
      WINEARCH: 'win64',
      WINEDLLOVERRIDES: 'mscoree,mshtml=',
      WINELOADER: this.wine.loader,
      WINESERVER: this.wine.server,
    };
  }
}

/** `/tmp/x` as programs of the prefix name it. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}
