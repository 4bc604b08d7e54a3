import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that is not ours, and ended with another code than 0. */
export class PeerFailure extends Error {}

export interface PeerOptions {
  env?: Record<string, string>;
  /** The clock stops as soon as standard output holds this, not at the program's end. */
  until?: string;
}

/** What a program printed, and how long it took. */
export interface PeerRun {
  stdout: string;
  /** From just before it was spawned, in milliseconds. */
  ms: number;
}

/**
 * Runs a program to its end.
 * @throws {PeerFailure} with what it wrote to standard error.
 */
export async function runPeer(argv: readonly string[], options: PeerOptions = {}): Promise<PeerRun> {
  const [command = '', ...args] = argv;
  const startedMs = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let ms: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (options.until !== undefined && stdout.includes(options.until)) ms ??= performance.now() - startedMs;
  });
  await once(child, 'close');
  ms ??= performance.now() - startedMs;
  if (child.exitCode !== 0) {
    throw new PeerFailure(`${argv.join(' ')} ended with ${child.exitCode ?? child.signalCode}: ${stderr.trim()}`);
  }
  return { stdout, ms };
}

/** The version a program says it has, or undefined where there is none. */
export async function versionOf(...argv: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await runPeer(argv);
    return stdout.split('\n')[0]?.trim();
  } catch {
    return undefined; // not installed: the comparison is skipped, and says so
  }
}
