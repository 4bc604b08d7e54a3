/**
 * The tests of the Windows host under Wine: `node scripts/test-wine.mjs [long | file.wine.test.ts...] [mocha options]`;
 * `long` is for those of test/long. The last line is `N passed, N failed, N skipped`. In a mount namespace of its own, so
 * that no mount is left however it ends.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { ensureNode22 } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

const APART = 'HCS_TEST_WINE_APART';
const script = fileURLToPath(import.meta.url);

ensureSetUp();
await ensureNode22(script);
if (process.getuid?.() === 0 && process.env[APART] === undefined) process.exit(await again());
await buildIfStale(); // what the command line under Wine runs
const { runUnderWine } = await import('../test/standin/wine/run.ts');
process.exit(await runUnderWine(process.argv.slice(2)));

/** Runs this script once more, in the namespace. @returns its exit code. */
function again() {
  const args = ['--mount', '--propagation', 'private', process.execPath, script, ...process.argv.slice(2)];
  const child = spawn('unshare', args, { stdio: 'inherit', env: { ...process.env, [APART]: '1' } });
  // The terminal tells the child itself about Ctrl+C.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
