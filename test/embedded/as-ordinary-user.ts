import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { patience } from '../patience.ts';

const NOBODY = 65534;

interface MochaReport {
  stats: { passes: number };
  failures: { fullTitle: string; err: { message?: string } }[];
}

/** Whether this run is the one below: then it must not start another. */
export const isRerun = process.env['HCS_TEST_RERUN'] === '1';

/**
 * Runs a test file again as a user without any right, with a home and temporary folder of its own.
 * @returns how many tests passed.
 * @throws Error when one failed, which names each with its message, in one line.
 */
export async function passesAsNobody(file: string): Promise<number> {
  const home = await mkdtemp(join(tmpdir(), 'hcs-nobody-'));
  try {
    await chmod(home, 0o711);
    await mkdir(join(home, 'tmp'));
    await promisify(execFile)('chown', ['-R', `${NOBODY}:${NOBODY}`, home]);
    const mocha = join(import.meta.dirname, '../../node_modules/mocha/bin/mocha.js');
    const user = ['--reuid', `${NOBODY}`, '--regid', `${NOBODY}`, '--clear-groups', '--no-new-privs', '--'];
    const setUp = join(import.meta.dirname, '../mocha-setup.ts');
    const options = ['--require', setUp, '--reporter', 'json', '--timeout', '60000', file];
    const report = join(home, 'tmp', 'report.json');
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      TMPDIR: join(home, 'tmp'),
      LANG: 'C',
      HCS_TEST_RERUN: '1',
    };
    const command = [...user, process.execPath, mocha, ...options, '--reporter-option', `output=${report}`];
    const outcome = await promisify(execFile)('setpriv', command, { env, cwd: home, timeout: patience(110_000) }).catch(
      (error: unknown) => error,
    );
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(report, 'utf8').catch(() => undefined);
    if (text === undefined) throw new Error(`no report of ${file}: ${String(outcome)}`);
    const { stats, failures } = JSON.parse(text) as MochaReport;
    if (failures.length > 0) {
      const lines = failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message}`);
      throw new Error(lines.join('; ').replaceAll(/\s*\n\s*/g, ' | '));
    }
    return stats.passes;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
