/**
 * The tests on a real Windows machine: `node scripts/test-windows.mjs --base-image <OCI archive> ...`; `--help` tells the
 * rest. Elsewhere it says so and succeeds. The last line is `N passed, N failed, N skipped`.
 */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { ensureNode22 } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

if (process.platform !== 'win32') {
  process.stdout.write(
    `skipped: the tests on Windows: this is ${process.platform}. docs/windows.md says what they need\n`,
  );
  process.stdout.write('0 passed, 0 failed, 1 skipped\n');
  process.exit(0);
}
ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
// Under Wine the bundler of Windows is not there: what was built before is run.
if (process.env.HCS_CONTAINERS_DLLS === undefined) await buildIfStale();
if (process.argv.includes('--help')) {
  const { USAGE } = await import('../test/windows/arguments.ts');
  process.stdout.write(USAGE);
  process.exit(0);
}
const { runOnWindows } = await import('../test/windows/run.ts');
process.exit(await runOnWindows(process.argv.slice(2)));
