import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcesses, processesOf } from './outside.ts';
import { PROJECT } from './project.ts';

/** A check that did not hold, or a cmdlet that did not do what the walk needs. */
export class DemoFailure extends Error {}

/** The user pressed Ctrl+C. */
export class Interrupted extends Error {}

const HEARTBEAT_MS = 5000;
/** No cmdlet of the walk takes nearly as long on any machine that can run it. */
const PATIENCE_MS = 300_000;
const CLEAR_PATIENCE_MS = 30_000;

interface RunOptions {
  /** Whether its words go to the terminal. */
  isShown: boolean;
  /** It is killed after this long. */
  patienceMs: number;
}

interface RunResult {
  code: number;
  output: string;
  isLate: boolean;
}

/** Where the demo plays: a state root of its own, the product's command line, and what is printed. */
export class Stage {
  /** Only this user's, and gone at the end. */
  readonly folder = mkdtempSync(join(tmpdir(), 'hcs-demo-'));
  readonly root = join(this.folder, 'root');
  readonly startedMs = performance.now();
  checks = 0;
  #running: ChildProcess | undefined;
  #isInterrupted = false;

  /** A headline. */
  step(title: string): void {
    print(`\n== ${title} (${seconds(this.startedMs)} so far)`);
  }

  note(text: string): void {
    print(`   ${text}`);
  }

  /** Counts and prints a check that held; ends the demo at one that did not. */
  check(what: string, holds: boolean, seen?: unknown): void {
    if (!holds) throw new DemoFailure(`${what}: that is not so${seen === undefined ? '' : `; seen: ${show(seen)}`}`);
    this.checks += 1;
    print(`ok ${what}`);
  }

  /**
   * Prints a cmdlet as a user would type it in PowerShell, runs it through the product's command line, and prints its
   * output as it comes.
   *
   * @returns what it wrote to standard output.
   * @throws {DemoFailure} when it exits with another code than 0.
   */
  async cmdlet(...words: string[]): Promise<string> {
    print(`\nPS> ${words.map(typed).join(' ')}`);
    const { code, output, isLate } = await this.#run(words, { isShown: true, patienceMs: PATIENCE_MS });
    if (isLate) throw new DemoFailure(`${words[0] ?? ''} did not end within ${PATIENCE_MS / 1000} seconds`);
    if (code !== 0) throw new DemoFailure(`${words[0] ?? ''} ended with exit code ${code}`);
    return output;
  }

  /** Ends the walk at the next moment that can be left. */
  interrupt(): void {
    this.#isInterrupted = true;
    this.#running?.kill('SIGINT');
  }

  /**
   * Removes every container, ends the service and whatever process still belongs to this root, and removes the folder.
   * Never throws: what it could not do it says.
   */
  async clear(): Promise<void> {
    this.#isInterrupted = false;
    const quietly = { isShown: false, patienceMs: CLEAR_PATIENCE_MS };
    const steps: [string, () => Promise<unknown>][] = [
      ['remove the containers', () => this.#run(['Remove-Container', '*', '-Force'], quietly)],
      ['stop the service', () => this.#run(['service', 'stop'], quietly)],
      ['end the processes', () => endProcesses(this.folder)],
      ['remove the folder', async () => rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 })],
    ];
    for (const [what, act] of steps) {
      if (what === 'remove the containers' && processesOf(this.folder).length === 0) continue;
      try {
        await act();
      } catch (error) {
        print(`cannot ${what}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  #run(words: readonly string[], options: RunOptions): Promise<RunResult> {
    const { isShown, patienceMs } = options;
    if (this.#isInterrupted) throw new Interrupted();
    const child = spawn(process.execPath, [join(PROJECT, 'dist/hcs.mjs'), ...words], {
      // The terminal's own stderr, where there is one: then progress shows.
      stdio: ['ignore', 'pipe', isShown ? 'inherit' : 'ignore'],
      env: { ...process.env, HCS_CONTAINERS_ROOT: this.root },
    });
    this.#running = child;
    const startedMs = performance.now();
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (isShown) process.stdout.write(text);
    });
    // Without a terminal there is no progress bar: a line now and then says that it goes on.
    const heartbeat = setInterval(() => {
      if (isShown && !process.stderr.isTTY) print(`   ... ${seconds(startedMs)}`);
    }, HEARTBEAT_MS);
    let isLate = false;
    const patience = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, patienceMs);
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        clearInterval(heartbeat);
        clearTimeout(patience);
        this.#running = undefined;
        if (isShown && performance.now() - startedMs > 1000) print(`   (${seconds(startedMs)})`);
        if (this.#isInterrupted) reject(new Interrupted());
        else resolve({ code: code ?? 1, output, isLate });
      });
    });
  }
}

/** A word as PowerShell needs it: in single quotes where it holds more than plain characters. */
function typed(word: string): string {
  return /^[\w./:\\*=>-]+$/.test(word) ? word : `'${word.replaceAll("'", "''")}'`;
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The time since a moment of `performance.now()`: `1.2 s`. */
export function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
