import { join } from 'node:path';
import type { WinePrefix } from './prefix.ts';
import { windowsPath } from './prefix.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const TEST_TIMEOUT_MS = 60_000;

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
  options: { node: string; files: readonly string[]; mocha: readonly string[]; env: Record<string, string> },
): Promise<Counts> {
  const args = [
    windowsPath(join(PROJECT, 'node_modules/mocha/bin/mocha.js')),
    '--exit',
    '--timeout',
    String(TEST_TIMEOUT_MS),
    '--reporter',
    windowsPath(join(PROJECT, 'scripts/reporter.mjs')),
    ...options.mocha,
    ...options.files,
  ];
  const child = prefix.spawn(options.node, args, { cwd: PROJECT, env: options.env });
  let rest = '';
  let counts: Counts | undefined;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const found = parseCounts(line);
      if (found === undefined) process.stdout.write(`${line}\n`);
      counts = found ?? counts;
    }
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (rest !== '') process.stdout.write(`${rest}\n`);
  if (counts !== undefined && (counts.failed > 0 || code === 0)) return counts;
  process.stdout.write(
    `node.exe ended with ${code}${counts === undefined ? ', before it had counted its tests' : ''}\n`,
  );
  return { passed: counts?.passed ?? 0, skipped: counts?.skipped ?? 0, failed: 1 };
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
