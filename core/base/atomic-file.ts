import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, fault } from './fault.ts';
import { listFolder } from './list-folder.ts';
import { startTicksOf } from './process-start.ts';
import { readIfThere } from './read-if-there.ts';
import { whileShared } from './while-shared.ts';

let sequence = 0;

/** Flushes a folder's entries to disk. Windows has no such call and needs none (NTFS journals them). */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (errnoOf(error) === 'EISDIR' || errnoOf(error) === 'EPERM') return;
    throw error;
  }
  try {
    await handle.sync();
  } catch (error) {
    if (errnoOf(error) !== 'EPERM' && errnoOf(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file so that a reader, and a machine that loses power, sees the old bytes or the new ones, never a mix.
 *
 * Writes a sibling `<name>.<pid>.<n>.tmp`, fsyncs it, renames it over `path`, fsyncs the folder. On failure the
 * temporary file is removed and `path` is untouched.
 *
 * @throws the system error (ENOSPC, EACCES...) as Node gives it.
 * @example Replace a file
 * await writeFileAtomic(`${folder}/a.json`, '{}');
 * assert.equal(await readFile(`${folder}/a.json`, 'utf8'), '{}');
 */
export async function writeFileAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.${++sequence}.tmp`;
  try {
    // Nobody else has this name: what lies there is of an earlier process with our id.
    const handle = await open(temporary, 'w', 0o600);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await whileShared(() => rename(temporary, path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Writes an object as indented JSON with a final newline, atomically and durably; makes the folder if it is missing. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  try {
    await writeFileAtomic(path, text);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text);
  }
}

/**
 * Reads one JSON object.
 *
 * @returns the object, or undefined when there is no file.
 * @throws {RuntimeFault} `Corrupt` when the file is no JSON object or is over `maxBytes` (default 16 MiB).
 */
export async function readJson(
  path: string,
  maxBytes = 16 * 1024 * 1024,
): Promise<Record<string, unknown> | undefined> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) return undefined;
  if (bytes.length > maxBytes)
    throw fault('Corrupt', `'${path}' is ${bytes.length} bytes, over ${maxBytes}.`, { target: path });
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw fault('Corrupt', `'${path}' is not JSON: ${String(error)}`, { target: path, cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault('Corrupt', `'${path}' does not hold a JSON object.`, { target: path });
  }
  return value as Record<string, unknown>; // checked above: a plain object, its members still unknown
}

/** What `writeFileAtomic` calls its temporary files: `<name>.<pid>.<n>.tmp`. */
const TEMPORARY = /\.(\d+)\.\d+\.tmp$/;

/**
 * The temporary files that writers left in `folder` which died in the middle, as paths, sorted; those of living ones are
 * not among them. A folder that is not there: none.
 */
export async function leftTemporaries(folder: string): Promise<string[]> {
  const left: string[] = [];
  for (const name of await listFolder(folder)) {
    const writer = TEMPORARY.exec(name)?.[1];
    const path = join(folder, name);
    if (writer !== undefined && (await isLeft(path, Number(writer)))) left.push(path);
  }
  return left.sort();
}

/**
 * Whether who wrote this file, by its process id, is gone. The id may be another's by now, our own too: in a machine of few
 * processes a service has the same one each time, and after a restart of the machine all ids are given anew.
 */
export async function isLeft(path: string, writer: number): Promise<boolean> {
  if (writer !== process.pid && !isAlive(writer)) return true;
  const found = await stat(path).catch(() => undefined); // just now put in its place
  const startedMs = writer === process.pid ? performance.timeOrigin : startOf(writer);
  return found !== undefined && startedMs !== undefined && found.mtimeMs < startedMs;
}

/**
 * Removes the temporary files that writers left in `folder` which died in the middle; those of living ones stay.
 * A folder that is not there: success.
 *
 * @example What a dead writer left
 * await writeFile(`${folder}/a.json.4194305.1.tmp`, '{');
 * await sweepTemporaries(folder);
 * assert.ok(!(await readdir(folder)).includes('a.json.4194305.1.tmp'));
 */
export async function sweepTemporaries(folder: string): Promise<void> {
  for (const path of await leftTemporaries(folder)) await rm(path, { force: true });
}

/** One that has ended and waits for its parent to take notice (Linux: a zombie) writes no more. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
  } catch (error) {
    return errnoOf(error) === 'EPERM'; // somebody else's process with this id
  }
  try {
    return !/ Z [^)]*$/.test(readFileSync(`/proc/${processId}/stat`, 'utf8'));
  } catch {
    return true; // no such files here
  }
}

/** A second, as the start of the machine is told in whole ones. */
const CLOCK_SLACK_MS = 1000;
/** Of the times in /proc: 100 of them a second, on every machine. */
const TICK_MS = 10;

/** When a process was started, or a little earlier; undefined where that is not told, or it has ended. */
function startOf(processId: number): number | undefined {
  const ticks = startTicksOf(processId);
  if (ticks === undefined) return undefined;
  const bootSeconds = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]);
  return bootSeconds * 1000 + Number(ticks) * TICK_MS - CLOCK_SLACK_MS;
}
