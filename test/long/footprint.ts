import { readdirSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { processesOf } from '../../scripts/demo/outside.ts';

/** What a state root holds of the machine. */
export interface Footprint {
  /** Of the service and the keeper of its ports. */
  residentBytes: number;
  files: number;
  watches: number;
  threads: number;
  /** All processes of the root. */
  processes: number;
  /** In the namespace of the machine. */
  mounts: number;
  diskFiles: number;
  diskBytes: number;
}

/** Looks at a state root from outside. */
export async function footprint(root: string): Promise<Footprint> {
  const all = processesOf(root);
  const ours = all.filter(({ command }) => /service\.mjs|keeper\.mjs/.test(command)).map(({ id }) => lookAt(id));
  const sum = (of: (one: ReturnType<typeof lookAt>) => number) => ours.reduce((total, one) => total + of(one), 0);
  return {
    residentBytes: sum((one) => one.residentBytes),
    files: sum((one) => one.files),
    watches: sum((one) => one.watches),
    threads: sum((one) => one.threads),
    processes: all.length,
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').trim().split('\n').length,
    ...(await disk(root)),
  };
}

export function describeFootprint(at: Footprint): string {
  const { residentBytes, files, watches, threads, processes, mounts, diskFiles, diskBytes } = at;
  const memory = `${Math.round(residentBytes / 1e6)} MB, ${threads} threads, ${files} handles, ${watches} watches`;
  return `${memory}, ${processes} processes, ${mounts} mounts, ${diskFiles} files of ${Math.round(diskBytes / 1e6)} MB`;
}

function lookAt(processId: number) {
  const folder = `/proc/${processId}`;
  const status = read(`${folder}/status`);
  const names = list(`${folder}/fd`);
  const info = names.map((fd) => read(`${folder}/fdinfo/${fd}`));
  return {
    residentBytes: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024,
    threads: Number(/Threads:\s+(\d+)/.exec(status)?.[1] ?? 0),
    files: names.length,
    watches: info.join('\n').match(/^inotify wd/gm)?.length ?? 0,
  };
}

async function disk(root: string): Promise<{ diskFiles: number; diskBytes: number }> {
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    names.filter((entry) => entry.isFile()).map((entry) => sizeOf(join(entry.parentPath, entry.name))),
  );
  return { diskFiles: sizes.length, diskBytes: sizes.reduce((total, size) => total + size, 0) };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0, // removed meanwhile
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // closed or ended meanwhile
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // ended meanwhile
  }
}
