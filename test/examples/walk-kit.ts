/** What the tests of examples and README share: a fresh state root on the embedded host, and a shell to type in. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endProcesses, processesOf } from '../../scripts/demo/outside.ts';
import { isListening } from '../../scripts/ports.ts';

export const PROJECT = dirname(dirname(import.meta.dirname));

export interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

/** A state root that is this test's own, gone with its service and every process at the end. */
export class FreshRoot {
  readonly folder = mkdtempSync(join(tmpdir(), 'hcs-walk-'));
  readonly root = join(this.folder, 'root');

  /** Runs a program with this root, in a folder. Never throws for an exit code. */
  async run(program: string, args: readonly string[], workingFolder = PROJECT): Promise<Run> {
    const child = spawn(program, args, {
      cwd: workingFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HCS_CONTAINERS_ROOT: this.root, NO_COLOR: '1' },
    });
    const [stdout, stderr] = [collect(child, 'stdout'), collect(child, 'stderr')];
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (value) => resolve(value ?? 1));
    });
    return { code, stdout: stdout(), stderr: stderr() };
  }

  /** The processes of its containers; the service and the keeper are not among them. */
  containerProcesses(): string[] {
    return processesOf(this.root)
      .map(({ command }) => command)
      .filter((command) => !/service\.mjs|keeper\.mjs/.test(command));
  }

  async dispose(): Promise<void> {
    await this.run(process.execPath, [join(PROJECT, 'scripts/hcs.mjs'), 'service', 'stop']);
    await endProcesses(this.folder);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The first of `count` neighbouring ports that nobody has. */
export async function freeRun(count: number): Promise<number> {
  for (let first = 21_000; first < 32_000; first += count + 7) {
    const taken = await Promise.all(Array.from({ length: count }, (_, index) => isListening(first + index)));
    if (!taken.includes(true)) return first;
  }
  throw new Error(`no ${count} neighbouring ports are free`);
}

function collect(child: ChildProcess, name: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
