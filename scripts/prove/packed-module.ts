import { execFile } from 'node:child_process';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findWine } from '../../core/embedded/wine.ts';
import { WinePrefix } from '../../test/standin/wine/prefix.ts';
import { PROJECT } from '../demo/project.ts';

export interface PackedModule {
  /** The files of the folder, in the order that `npm run pack:module` lists them. */
  listing: string[];
  /** What its program printed under Wine, each time with the command line before it. */
  started: string[];
}

/** Packs the module and starts its program under Wine. @throws where there is no Wine, or it says something else. */
export async function packedModule(folder: string): Promise<PackedModule> {
  const out = join(folder, 'packed');
  const pack = [join(PROJECT, 'scripts/pack-module.mjs'), '--out', out];
  const { stdout } = await promisify(execFile)(process.execPath, pack);
  const listing = [...stdout.matchAll(/^[0-9a-f]{64} +\d+ {2}(.*)$/gm)].map(([, path = '']) => path);
  const [version = ''] = await readdir(join(out, 'HcsContainers'));
  const program = join(out, 'HcsContainers', version, 'bin/hcs.exe');
  const wine = await findWine();
  if (wine === undefined) throw new Error('Wine is not installed');
  const prefix = await WinePrefix.make(join(folder, 'prefix'), wine);
  try {
    const started: string[] = [];
    for (const words of [['--version'], ['help', 'Get-Container']])
      started.push(`> bin\\hcs.exe ${words.join(' ')}\n${await printed(prefix, folder, program, words)}`);
    if (!started[0]?.endsWith(`\n${version}`)) throw new Error(`hcs.exe under Wine said: ${started[0]}`);
    return { listing, started };
  } finally {
    await prefix.end();
  }
}

/** What a Windows program prints. It prints to a file: Node.js takes no Unix pipe under Wine. */
async function printed(prefix: WinePrefix, folder: string, program: string, words: readonly string[]): Promise<string> {
  const path = join(folder, 'printed');
  const file = await open(path, 'w');
  try {
    const child = prefix.spawn(program, words, { cwd: folder, env: { NO_COLOR: '1' }, output: file.fd });
    await new Promise((resolve) => child.once('close', resolve));
  } finally {
    await file.close();
  }
  return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n').trimEnd();
}
