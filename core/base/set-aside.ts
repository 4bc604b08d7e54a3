import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere } from './is-there.ts';
import { listFolder } from './list-folder.ts';

/** `container.json.damaged-2`. */
const SET_ASIDE = /\.damaged(-\d+)?$/;

/**
 * Takes a damaged file out of the way, as `<name>.damaged-<n>`, so that a person can look at it or put it back: none that was
 * set aside before is replaced.
 *
 * @returns where it is kept.
 * @example Twice
 * await writeFile(`${folder}/a.json`, '{');
 * assert.equal(await setAside(`${folder}/a.json`), `${folder}/a.json.damaged-1`);
 * await writeFile(`${folder}/a.json`, '[');
 * assert.equal(await setAside(`${folder}/a.json`), `${folder}/a.json.damaged-2`);
 */
export async function setAside(path: string): Promise<string> {
  const kept = await freeName(path);
  await rename(path, kept);
  return kept;
}

/** As `setAside`, of a file that is then replaced: at no moment is there none. */
export async function copyAside(path: string): Promise<string> {
  const kept = await freeName(path);
  await copyFile(path, kept);
  return kept;
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${path}.damaged-${n}`;
    if (!(await isThere(name))) return name;
  }
}

/** The files in a folder that were set aside, as paths, sorted; none when it is not there. */
export async function listSetAside(folder: string): Promise<string[]> {
  return (await listFolder(folder)).filter((name) => SET_ASIDE.test(name)).map((name) => join(folder, name));
}
