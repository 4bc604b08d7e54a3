import { readdirSync } from 'node:fs';
import { chmod, lstat, opendir, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/fault.ts';

/**
 * Removes a tree that programs of a container have made; one that is not there: success. Nothing may run in it any more.
 *
 * Copes with what they can leave: paths longer than the kernel takes, names that are no UTF-8, folders without
 * permissions (overlayfs leaves one itself). No link is followed.
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await removePlainTree(path);
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined || !HARD.has(code)) throw error;
    await unlessGone(() => removeHardTree(Buffer.from(path)));
  }
}

/** At once, in one folder. */
const UNLINKS = 64;

/** Not `rm`, which holds all names of a folder in memory, and a promise for each: a million of them ended the service. */
async function removePlainTree(path: string): Promise<void> {
  const found = await lstat(path).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw error;
  });
  if (found === undefined) return;
  if (!found.isDirectory()) return unlink(path);
  const folders: string[] = [];
  const files: string[] = [];
  const unlinkAll = () => Promise.all(files.splice(0).map((file) => unlink(file)));
  for await (const entry of await opendir(path, { bufferSize: 256 })) {
    (entry.isDirectory() ? folders : files).push(join(path, entry.name));
    if (files.length === UNLINKS) await unlinkAll();
  }
  await unlinkAll();
  for (const folder of folders) await removePlainTree(folder);
  await rmdir(path);
}

/** What a plain recursive removal says of the above. */
const HARD = new Set(['EACCES', 'EPERM', 'ENAMETOOLONG', 'ENOTEMPTY', 'ENOENT', 'ELOOP']);

/** Flattens as it goes: a folder two levels down is moved up, so that every path stays short. */
async function removeHardTree(root: Buffer): Promise<void> {
  let sequence = 0;
  const moveUp = async (folder: Buffer): Promise<void> => {
    for (;;) {
      try {
        return await rename(folder, below(root, Buffer.from(`~${++sequence}`)));
      } catch (error) {
        if (!TAKEN.has(errnoOf(error) ?? '')) throw error;
      }
    }
  };
  await allowOwner(root);
  for (let names = namesOf(root); names.length > 0; names = namesOf(root)) {
    for (const name of names) {
      // The removal that failed may still be at work on its other branches.
      await unlessGone(async () => {
        const child = below(root, name);
        if (!(await isFolder(child))) return unlink(child);
        await allowOwner(child);
        for (const inner of namesOf(child)) await unlessGone(() => removeOrMove(below(child, inner), moveUp));
        await rmdir(child);
      });
    }
  }
  await unlessGone(() => rmdir(root));
}

const TAKEN = new Set(['EEXIST', 'ENOTEMPTY', 'ENOTDIR']);

async function removeOrMove(path: Buffer, moveUp: (folder: Buffer) => Promise<void>): Promise<void> {
  if (!(await isFolder(path))) return unlink(path);
  await allowOwner(path);
  await moveUp(path);
}

async function unlessGone(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

async function isFolder(path: Buffer): Promise<boolean> {
  return (await lstat(path)).isDirectory();
}

async function allowOwner(folder: Buffer): Promise<void> {
  await chmod(folder, 0o700);
}

function namesOf(folder: Buffer): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer' });
}

function below(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name]);
}
