import { readdirSync } from 'node:fs';
import { chmod, lstat, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { errnoOf } from '../base/fault.ts';

/**
 * Removes a tree that programs of a container have made; one that is not there: success. Nothing may run in it any more.
 *
 * Copes with what they can leave: paths longer than the kernel takes, names that are no UTF-8, folders without
 * permissions (overlayfs leaves one itself). No link is followed.
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined || !HARD.has(code)) throw error;
    await removeHardTree(Buffer.from(path));
  }
}

/** What a plain recursive removal says of the above. */
const HARD = new Set(['EACCES', 'EPERM', 'ENAMETOOLONG', 'ENOTEMPTY', 'ENOENT', 'ELOOP']);

/** Flattens as it goes: a folder two levels down is moved up, so that every path stays short. */
async function removeHardTree(root: Buffer): Promise<void> {
  await allowOwner(root);
  let sequence = 0;
  const moveUp = async (folder: Buffer): Promise<void> => {
    for (;;) {
      try {
        return await rename(folder, below(root, Buffer.from(`~${++sequence}`)));
      } catch (error) {
        const code = errnoOf(error);
        if (code !== 'EEXIST' && code !== 'ENOTEMPTY' && code !== 'ENOTDIR') throw error; // the name is taken
      }
    }
  };
  for (let names = namesOf(root); names.length > 0; names = namesOf(root)) {
    for (const name of names) {
      const child = below(root, name);
      if (!(await isFolder(child))) {
        await unlink(child);
        continue;
      }
      await allowOwner(child);
      for (const inner of namesOf(child)) {
        const grandchild = below(child, inner);
        if (!(await isFolder(grandchild))) await unlink(grandchild);
        else {
          await allowOwner(grandchild);
          await moveUp(grandchild);
        }
      }
      await rmdir(child);
    }
  }
  await rmdir(root);
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
