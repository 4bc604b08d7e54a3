import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { WinePrefix } from './prefix.ts';
import { windowsPath } from './prefix.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const TEST_TIMEOUT_MS = 60_000;
const LOOK_MS = 200;

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Runs test files with node.exe for Windows in the prefix; their words appear as they come, but for the counting line.
 * @returns the counts; a run that ends without its counting line is one failure.
 */
export async function runMocha(
  prefix: WinePrefix,
  options: {
    node: string;
    files: readonly string[];
    mocha: readonly string[];
    env: Record<string, string>;
    /** Where its words go. */
    outputPath: string;
  },
): Promise<Counts> {
  const args = [
    windowsPath(join(PROJECT, 'node_modules/mocha/bin/mocha.js')),
    '--exit',
    '--require',
    windowsPath(join(PROJECT, 'test/mocha-setup.ts')),
    '--no-color',
    '--timeout',
    String(TEST_TIMEOUT_MS),
    '--reporter',
    windowsPath(join(PROJECT, 'scripts/reporter.mjs')),
    ...options.mocha,
    ...options.files,
  ];
  const output = openSync(options.outputPath, 'a');
  const child = prefix.spawn(options.node, args, { cwd: PROJECT, env: options.env, output });
  closeSync(output);
  let counts: Counts | undefined;
  const lines = new FileLines(options.outputPath, (line) => {
    const found = parseCounts(line);
    if (found === undefined) process.stdout.write(`${line}\n`);
    counts = found ?? counts;
  });
  const timer = setInterval(() => lines.read(), LOOK_MS);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(timer);
  lines.end();
  if (counts !== undefined && (counts.failed > 0 || code === 0)) return counts;
  process.stdout.write(
    `failed: node.exe ended with ${code}${counts === undefined ? ', before it had counted its tests' : ''}\n`,
  );
  return { passed: counts?.passed ?? 0, skipped: counts?.skipped ?? 0, failed: 1 };
}

/** The lines of a file that another process writes. */
class FileLines {
  private readonly fd: number;
  private readonly onLine: (line: string) => void;
  private readonly decoder = new StringDecoder('utf8');
  private readonly buffer = Buffer.alloc(64 * 1024);
  private rest = '';

  constructor(path: string, onLine: (line: string) => void) {
    this.fd = openSync(path, 'r');
    this.onLine = onLine;
  }

  read(): void {
    for (let size = this.fill(); size > 0; size = this.fill()) {
      const lines = (this.rest + this.decoder.write(this.buffer.subarray(0, size))).split(/\r?\n/);
      this.rest = lines.pop() ?? '';
      for (const line of lines) this.onLine(line);
    }
  }

  private fill(): number {
    return readSync(this.fd, this.buffer, 0, this.buffer.length, null);
  }

  end(): void {
    this.read();
    if (this.rest !== '') this.onLine(this.rest);
    closeSync(this.fd);
  }
}

function parseCounts(line: string): Counts | undefined {
  const match = /^(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(line);
  if (match === null) return undefined;
  const [passed = 0, failed = 0, skipped = 0] = match.slice(1).map(Number);
  return { passed, failed, skipped };
}

export function add(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}
