import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MODULES = join(import.meta.dirname, '../../../node_modules');
const NAME = '@koromix/koffi-win32-x64';

/**
 * Puts koffi's part for Windows where `koffi` looks for it: npm leaves it out on Linux. Fetched once into a cache folder.
 * @throws Error with npm's words when it cannot be brought.
 */
export async function ensureKoffi(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(MODULES, 'koffi/package.json'), 'utf8')) as { version: string }; // npm's
  const target = join(MODULES, NAME);
  if (await isVersion(target, version)) return;
  const cache = join(tmpdir(), `hcscontainers-cache-${process.getuid?.() ?? 0}`);
  const cached = join(cache, `koffi-win32-x64-${version}`);
  if (!existsSync(cached)) await fetch(`${NAME}@${version}`, cache, cached);
  // Tests on Linux and under Wine run at once: none may see half of it.
  await mkdir(dirname(target), { recursive: true });
  const aside = await mkdtemp(`${target}-`);
  try {
    await chmod(aside, 0o755);
    await cp(cached, aside, { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(aside, target).catch(async (error: unknown) => {
      if (!(await isVersion(target, version))) throw error; // another run was first
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function isVersion(folder: string, version: string): Promise<boolean> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { version?: string }).version === version; // npm's
}

async function fetch(spec: string, cache: string, target: string): Promise<void> {
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const work = await mkdtemp(join(cache, 'fetch-'));
  try {
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', work, spec], { cwd: work });
    await run('tar', ['-xzf', join(work, stdout.trim().split('\n').at(-1) ?? ''), '-C', work]);
    await rename(join(work, 'package'), target).catch((error: unknown) => {
      if (!existsSync(target)) throw error; // another run was first
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
