import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { parseRegistry } from '../formats/wine-registry/parse-registry.ts';
import { getValue } from '../formats/wine-registry/registry-tree.ts';

const CURRENT_VERSION = 'Software\\Microsoft\\Windows NT\\CurrentVersion';

/**
 * The Windows version that programs in containers here see; undefined before the first base layer is there. Wine
 * reports what the registry says, so the base layer's registry is where it comes from.
 */
export async function knownWindowsVersion(stateFolder: string): Promise<string | undefined> {
  const record = await readJson(recordPath(stateFolder)).catch(() => undefined); // damaged: learnt again with the next base
  return typeof record?.['osVersion'] === 'string' ? record['osVersion'] : undefined;
}

/** Takes it from a base layer's registry. A registry without one changes nothing. */
export async function learnWindowsVersion(stateFolder: string, baseFolder: string): Promise<void> {
  const tree = parseRegistry(await readFile(join(baseFolder, 'system.reg'), 'utf8'));
  const build = /^"(\d{1,6})"$/.exec(getValue(tree, CURRENT_VERSION, 'CurrentBuildNumber') ?? '')?.[1];
  if (build !== undefined) await writeJson(recordPath(stateFolder), { osVersion: `10.0.${build}` });
}

function recordPath(stateFolder: string): string {
  return join(stateFolder, 'windows-version.json');
}
