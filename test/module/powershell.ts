import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skip } from '../skip.ts';

/** The manifest that users import. */
export const MANIFEST = join(import.meta.dirname, '../../module/HcsContainers.psd1');

let found: boolean | undefined;

/** Skips a suite, in its `before` hook, where there is no PowerShell 7. */
export function needPowerShell(context: Mocha.Context): void {
  found ??= spawnSync('pwsh', ['-NoProfile', '-Version']).status === 0;
  if (!found) skip(context, 'pwsh (PowerShell 7) is not on PATH');
}

export interface PowerShellRun {
  /** What the script gave, read from its last line of JSON. */
  result: unknown;
  stdout: string;
  stderr: string;
}

const PREAMBLE = `
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false)
Import-Module '${MANIFEST}'
`;

/** Runs a script after importing the module, and gives what its `Result` block returns, through JSON. */
export async function runPowerShell(script: string, environment: Record<string, string> = {}): Promise<PowerShellRun> {
  const text = `${PREAMBLE}\n$result = & {\n${script}\n}\n"\`n" + (ConvertTo-Json -InputObject @($result) -Depth 8 -Compress)`;
  const child = spawn('pwsh', ['-NoProfile', '-NonInteractive', '-Command', '-'], {
    env: { ...process.env, ...environment },
  });
  child.stdin.end(`& {\n${text}\n}\n\n`);
  const [stdout, stderr] = await Promise.all([collect(child, 'stdout'), collect(child, 'stderr')]);
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  try {
    return { result: JSON.parse(last), stdout, stderr };
  } catch {
    throw new Error(`the script gave no JSON:\n${stdout}\n${stderr}`);
  }
}

async function collect(child: ChildProcess, name: 'stdout' | 'stderr'): Promise<string> {
  let text = '';
  child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await once(child, 'close');
  return text;
}

/** A running fake service in a state root of its own. */
export class FakeRoot {
  readonly folder = mkdtempSync(join(tmpdir(), 'hcs-module-'));
  #child: ChildProcess | undefined;

  get environment(): Record<string, string> {
    return { HCS_CONTAINERS_ROOT: this.folder };
  }

  get #log(): string {
    return join(this.folder, 'messages.log');
  }

  /** Every message the service got so far, or of one method. */
  messages(method?: string): { method?: string; params: Record<string, unknown>; result?: unknown }[] {
    const lines = readFileSync(this.#log, 'utf8').trim().split('\n');
    const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
    return method === undefined ? all : all.filter((message) => message.method === method);
  }

  clear(): void {
    writeFileSync(this.#log, '');
  }

  async start(version = '0.1.0'): Promise<void> {
    mkdirSync(join(this.folder, 'run'), { recursive: true });
    this.clear();
    const socket = join(this.folder, 'run', 'fake.sock');
    const script = join(import.meta.dirname, 'fake-service.ts');
    const child = spawn(process.execPath, [script, socket, this.#log, version], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    await once(child.stdout, 'data');
    writeFileSync(join(this.folder, 'run', 'service.json'), JSON.stringify({ endpoint: socket, processId: child.pid }));
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
