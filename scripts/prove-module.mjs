/**
 * `npm run prove:module`: runs the tests of the module in the PowerShell of this machine, and where all have passed
 * writes docs/proof/module.md: what was run, in which PowerShell, and the hash that CI without a PowerShell compares.
 */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

const COUNTS = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;
const SUITES = ['module', 'pack'];

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
const { moduleHash, PROVED } = await import('./prove/module-hash.ts');
const shell = spawnSync('pwsh', ['-NoProfile', '-Command', '$PSVersionTable.PSVersion.ToString()'], {
  encoding: 'utf8',
});
if (shell.status !== 0) fail('pwsh (PowerShell 7) is not on PATH');
const before = moduleHash(PROJECT);
const { code, text } = await runTests();
const [passed, failed, skipped] = [...text.matchAll(COUNTS)].at(-1)?.slice(1).map(Number) ?? [0, 1, 0];
if (code !== 0 || failed > 0) fail(`${failed} tests failed`);
if (moduleHash(PROJECT) !== before) fail('the module changed while it was tested');
writeFileSync(join(PROJECT, 'docs/proof/module.md'), pageOf(shell.stdout.trim()));
process.stdout.write(`wrote docs/proof/module.md: ${passed} passed, ${skipped} skipped, hash ${before}\n`);

/** Shows what the tests print. */
function runTests() {
  const child = spawn(process.execPath, [join(PROJECT, 'scripts/test.mjs'), ...SUITES], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    text += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, text })));
}

function pageOf(version) {
  return `# The module, in a real PowerShell

Written by \`npm run prove:module\` after a run in which nothing failed. Where there is no PowerShell the tests of the
module cannot run: there \`test/architecture/module-proof.test.ts\` fails when the hash below is not that of the files.

| | |
|---|---|
| PowerShell | ${version}, ${process.platform} ${process.arch} |
| Tests (${SUITES.map((name) => `\`test/${name}\``).join(', ')}) | ${passed} passed, 0 failed, ${skipped} skipped |
| Date | ${new Date().toISOString().slice(0, 10)} |
| SHA-256 of ${PROVED.map((path) => `\`${path}\``).join(', ')} | \`${before}\` |
`;
}

function fail(why) {
  process.stderr.write(`The module is not proved: ${why}.\n`);
  process.exit(1);
}
