import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { fault } from './fault.ts';

/** A pipe would hold a thread of this process until somebody writes to it. Windows has no such flag and needs none. */
const AT_ONCE = constants.O_NONBLOCK ?? 0;

/**
 * Opens a file that a person named, for reading; the caller closes it. Pipes, devices and folders are refused: the service
 * would wait for what never comes, or read what has no end.
 *
 * @throws {RuntimeFault} `InvalidArgument` for what is no file; the system error as Node gives it.
 * @example A folder is no file
 * await assert.rejects(openFile(folder), /is no file/);
 */
export async function openFile(path: string): Promise<FileHandle> {
  const file = await open(path, constants.O_RDONLY | AT_ONCE);
  try {
    if ((await file.stat()).isFile()) return file;
    throw fault('InvalidArgument', `'${path}' is no file.`, { target: path });
  } catch (error) {
    await file.close();
    throw error;
  }
}
