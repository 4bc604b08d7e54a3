import { execFile } from 'node:child_process';
import { lstat, mkdir, readdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, HR } from './failure.ts';
import type { Paths } from './paths.ts';
import { type Json, object, objects, text } from './request.ts';

const run = promisify(execFile);
const SCRIPT = join(import.meta.dirname, 'mount-folder.pl');
/** Where the C: drive is in a sandbox. */
const DRIVE = '/c/drive_c';

/** The folders of a document: schema 2 has them in the container, schema 1 at the top. */
export function mappedDirectories(document: Json): Json[] {
  return [...objects(document, 'MappedDirectories'), ...objects(object(document, 'Container'), 'MappedDirectories')];
}

/** The folders of this machine that one container sees. */
export class SharedFolders {
  private readonly paths: Paths;
  /** By the container path, lower case: its place in the sandbox, and the folders that were made for it. */
  private readonly shown = new Map<string, { place: string; made: string[] }>();

  constructor(paths: Paths) {
    this.paths = paths;
  }

  /** @throws Failure pathNotFound unless every folder is there. */
  async check(directories: readonly Json[]): Promise<void> {
    for (const one of directories) {
      parts(text(one, 'ContainerPath'));
      await this.hostFolder(one);
    }
  }

  /** @throws Failure alreadyExists where one is shown; pathNotFound; nothing is shown then. */
  async add(initProcessId: number, directory: Json): Promise<void> {
    const key = keyOf(directory);
    const folder = await this.hostFolder(directory);
    if (this.shown.has(key)) throw new Failure(HR.alreadyExists, `A folder is shown as '${key}' already.`);
    const { place, made } = await makePlace(initProcessId, parts(text(directory, 'ContainerPath')));
    try {
      const isReadOnly = directory['ReadOnly'] === true ? '1' : '0';
      await run('perl', [SCRIPT, 'add', String(initProcessId), folder, place, isReadOnly]);
    } catch (error) {
      await removeAll(initProcessId, made);
      throw error;
    }
    this.shown.set(key, { place, made });
  }

  /** @throws Failure elementNotFound for one that is not shown. */
  async remove(initProcessId: number, directory: Json): Promise<void> {
    const key = keyOf(directory);
    const found = this.shown.get(key);
    if (found === undefined) throw new Failure(HR.elementNotFound, `No folder is shown as '${key}'.`);
    await run('perl', [SCRIPT, 'remove', String(initProcessId), found.place]);
    this.shown.delete(key);
    await removeAll(initProcessId, found.made);
  }

  private async hostFolder(directory: Json): Promise<string> {
    const path = text(directory, 'HostPath');
    const folder = this.paths.toLinux(path);
    if ((await stat(folder).catch(() => undefined))?.isDirectory() === true) return folder;
    throw new Failure(HR.pathNotFound, `'${path}' is no folder.`);
  }
}

const keyOf = (directory: Json): string => parts(text(directory, 'ContainerPath')).join('\\').toLowerCase();

/** @throws Failure invalidParameter unless it is a folder below C:. */
function parts(containerPath: string): string[] {
  const match = /^[Cc]:\\(.+)$/.exec(containerPath);
  const found = (match?.[1] ?? '').split('\\').filter((part) => part !== '');
  if (found.length > 0 && !found.includes('..')) return found;
  throw new Failure(HR.invalidParameter, `'${containerPath}' is no folder below C:.`);
}

/** Walks down without regard to case, and makes what is missing. */
async function makePlace(initProcessId: number, names: readonly string[]): Promise<{ place: string; made: string[] }> {
  let place = DRIVE;
  const made: string[] = [];
  for (const name of names) {
    const here = outside(initProcessId, place);
    const found = (await readdir(here)).find((one) => one.toLowerCase() === name.toLowerCase());
    place = `${place}/${found ?? name}`;
    if (found === undefined) {
      await mkdir(join(here, name));
      made.unshift(place);
    } else if (!(await lstat(join(here, found))).isDirectory()) {
      throw new Failure(HR.invalidParameter, `'${place}' is no folder.`);
    }
  }
  return { place, made };
}

/** What something put into meanwhile stays. */
async function removeAll(initProcessId: number, made: readonly string[]): Promise<void> {
  for (const place of made) await rmdir(outside(initProcessId, place)).catch(() => undefined);
}

const outside = (initProcessId: number, place: string): string => `/proc/${initProcessId}/root${place}`;
