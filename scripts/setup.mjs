/** Brings the npm packages when they are missing or not those of package-lock.json. Plain JavaScript for Node 20. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PROJECT } from './node22.mjs';

const LOCKFILE = join(PROJECT, 'package-lock.json');
const INSTALLED = join(PROJECT, 'node_modules', '.package-lock.json');
/** Holds the hash of the package-lock.json that node_modules was made from. */
const MARK = join(PROJECT, 'node_modules', '.hcs-setup');
const BUSY = join(PROJECT, '.tmp', 'setup');

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const hash = () => createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');

/** Whether node_modules is what package-lock.json says. Under a millisecond when nothing changed. */
export function isSetUp() {
  const installed = modified(INSTALLED);
  if (installed === 0) return false;
  const mark = modified(MARK);
  const lock = modified(LOCKFILE);
  if (mark >= lock && mark > 0) return true;
  // A checkout touches files that it does not change.
  const same = mark > 0 ? readFileSync(MARK, 'utf8') === hash() : installed >= lock;
  if (same) writeMark();
  return same;
}

function writeMark() {
  try {
    writeFileSync(MARK, hash());
  } catch {
    // Somebody else's node_modules: then we look a little longer each time.
  }
}

/** Makes node_modules, once, however many ask at the same time. Exits with npm's code when it fails. */
export function ensureSetUp() {
  if (isSetUp()) return;
  const release = claim();
  try {
    if (isSetUp()) return;
    process.stderr.write('Setting up: npm install (once)\n');
    // `npm ci` refuses a lock that lacks optional packages of other platforms, which some registries do not offer.
    if (!npm('ci', 'ignore') && !npm('install', 2)) {
      process.stderr.write(`npm install failed.\n  Try: npm install, in ${PROJECT}\n`);
      process.exit(1);
    }
    writeMark();
  } finally {
    release();
  }
}

/** Runs npm on this project. Its words go to `stderr`. @returns whether it succeeded. */
function npm(verb, stderr) {
  const isWindows = process.platform === 'win32';
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(isWindows ? 'npm.cmd' : 'npm', [verb, ...options], {
    cwd: PROJECT,
    stdio: ['ignore', stderr, stderr],
    shell: isWindows,
  });
  return result.status === 0;
}

/** One set-up at a time: a folder with the process id of who does it; a dead one's is taken over. */
function claim() {
  mkdirSync(join(PROJECT, '.tmp'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(BUSY);
      writeFileSync(join(BUSY, 'pid'), String(process.pid));
      return () => rmSync(BUSY, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!holderLives()) rmSync(BUSY, { recursive: true, force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(join(BUSY, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    // No pid yet: made a moment ago, unless it is old.
    return (
      error.code === 'EPERM' || (error.code === 'ENOENT' && Date.now() - modified(BUSY) < 5000 && modified(BUSY) > 0)
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureSetUp();
