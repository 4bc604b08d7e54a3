/**
 * Runs the tests: `node scripts/test.mjs [suite...] [file.test.ts...] [mocha options]`.
 *
 * A suite is a folder of test/. Without one: all but DEFAULT_LEFT_OUT, and beside them the tests of the Windows host under
 * Wine (`scripts/test-wine.mjs`). With only options, they apply to that default. The last line is
 * `N passed, N failed, N skipped`, the sum of all.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

/** What `npm test` does not run: each has an npm script of its own. */
const DEFAULT_LEFT_OUT = new Set(['long', 'bench']);
const TEST_TIMEOUT_MS = 60_000;
const COUNTS = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;
const FAILED = /^failed: .*$/gm;

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));

const words = process.argv.slice(2);
// A runner beside the suite that is no mocha file.
if (words[0] === 'contract' && words[1] === '--mutants')
  process.exit(await run([join(PROJECT, 'test/contract/mutants/run.ts'), ...words.slice(2)]));

const suites = words.filter(
  (word) => !word.startsWith('-') && existsSync(join(PROJECT, 'test', word)) && !word.endsWith('.ts'),
);
const files = words.filter((word) => word.endsWith('.test.ts'));
const options = words.filter((word) => !suites.includes(word) && !files.includes(word));
const chosen = files.length > 0 ? files : (suites.length > 0 ? suites : defaultSuites()).flatMap(testsBelow);
if (chosen.length === 0) {
  process.stdout.write(`There are no tests in ${suites.join(', ')}.\n0 passed, 0 failed, 0 skipped\n`);
  process.exit(suites.length > 0 ? 0 : 1);
}
const mocha = [
  join(PROJECT, 'node_modules/mocha/bin/mocha.js'),
  '--exit',
  '--require',
  join(PROJECT, 'test/mocha-setup.ts'),
  '--timeout',
  String(TEST_TIMEOUT_MS),
  '--reporter',
  join(PROJECT, 'scripts/reporter.mjs'),
  ...options,
  ...chosen,
];
const isAll = files.length === 0 && suites.length === 0;
process.exit(isAll ? await runAll([mocha, [join(PROJECT, 'scripts/test-wine.mjs'), ...options]]) : await run(mocha));

/** The folders and files right below test/ that `npm test` runs. */
function defaultSuites() {
  return readdirSync(join(PROJECT, 'test'))
    .filter((name) => !DEFAULT_LEFT_OUT.has(name))
    .sort();
}

function testsBelow(name) {
  if (name.endsWith('.test.ts')) return [`test/${name}`];
  if (name.endsWith('.ts')) return [];
  return readdirSync(join(PROJECT, 'test', name), { recursive: true })
    .filter((path) => path.endsWith('.test.ts') && !/\.(wine|windows)\.test\.ts$/.test(path))
    .sort()
    .map((path) => `test/${name}/${path}`);
}

/** Runs Node on a script, with our streams, our Node first on the PATH. @returns its exit code. */
function run(argv) {
  return ended(start(argv, 'inherit'));
}

/**
 * Runs scripts side by side, for each waits more than it works; shows what they print one after the other, and adds up
 * their last lines. What failed is said once more before the sum, since a reader may have only the end of a long output.
 * @returns 0 when all gave 0.
 */
async function runAll(scripts) {
  const sum = [0, 0, 0];
  let exitCode = 0;
  const failed = [];
  const runs = scripts.map((argv) => {
    const child = start(argv, ['inherit', 'pipe', 'pipe']);
    return { code: ended(child), ...recorded(child) };
  });
  for (const { code, text, show } of runs) {
    show();
    if ((await code) !== 0) exitCode = await code;
    const said = text();
    failed.push(...(said.match(FAILED) ?? []));
    const counts = [...said.matchAll(COUNTS)].at(-1)?.slice(1).map(Number);
    // A part that ended without its line has failed, whatever its exit code.
    for (const [index, count] of (counts ?? [0, 1, 0]).entries()) sum[index] += count;
    if (counts === undefined) exitCode ||= 1;
  }
  for (const line of failed) process.stdout.write(`${line}\n`);
  process.stdout.write(`${sum[0]} passed, ${sum[1]} failed, ${sum[2]} skipped\n`);
  return exitCode;
}

/** Keeps what a child prints; `show` prints it so far, and the rest as it comes. `text` is of its stdout alone. */
function recorded(child) {
  const pieces = [];
  let isShown = false;
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      pieces.push({ name, text });
      if (isShown) process[name].write(text);
    });
  }
  const show = () => {
    isShown = true;
    for (const { name, text } of pieces) process[name].write(text);
  };
  const text = () =>
    pieces
      .filter(({ name }) => name === 'stdout')
      .map((piece) => piece.text)
      .join('');
  return { show, text };
}

function start(argv, stdio) {
  const path = `${dirname(process.execPath)}:${join(PROJECT, 'node_modules/.bin')}:${process.env.PATH ?? ''}`;
  const child = spawn(process.execPath, argv, { cwd: PROJECT, stdio, env: { ...process.env, PATH: path } });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return child;
}

function ended(child) {
  return new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
}
