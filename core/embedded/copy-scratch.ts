import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fault, toFault } from '../base/fault.ts';
import { removeTree } from './remove-tree.ts';
import { runProgram } from './run-program.ts';

/** Where a scratch is made before it is whole. */
export const UNFINISHED = '.new';

/**
 * Copies the folder of a scratch, which nobody changes meanwhile. By `cp -a`: names with several links stay such, and
 * overlayfs' marks (devices, extended attributes), holes and links come along as they are; where the file system can,
 * files share their blocks.
 *
 * @param isStillFree Asked when all was copied: whether nobody has attached the source meanwhile.
 */
export async function copyScratchFolder(
  source: string,
  folder: string,
  { isStillFree, signal }: { isStillFree(): Promise<boolean>; signal: AbortSignal | undefined },
): Promise<void> {
  const temporary = `${folder}${UNFINISHED}`;
  try {
    await removeTree(temporary);
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(join(temporary, 'work'), { recursive: true });
    const paths = [join(source, 'upper'), join(temporary, 'upper')];
    const { exitCode, output } = await runProgram('cp', ['-aT', '--reflink=auto', '--', ...paths], signal);
    if (exitCode !== 0) throw copyFault(source, output);
    if (!(await isStillFree())) throw fault('Busy', `Scratch '${source}' was attached meanwhile.`, { target: source });
    await rename(temporary, folder);
  } catch (error) {
    await removeTree(temporary);
    throw toFault(error, 'copy scratch', source);
  }
}

function copyFault(source: string, output: string): Error {
  const [first = 'cp says nothing'] = output.split('\n');
  const isFull = output.includes('No space left on device') || output.includes('Disk quota exceeded');
  return fault(isFull ? 'DiskFull' : 'CommandFailed', `Cannot copy scratch '${source}': ${first}`, { target: source });
}
