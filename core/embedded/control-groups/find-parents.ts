import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the kernel counts and limits for a group of processes. */
export const CONTROLLER = ['memory', 'cpu', 'pids'] as const;
export type Controller = (typeof CONTROLLER)[number];

/** A folder of the kernel's in which groups can be made; the files in it differ between its two versions. */
export interface GroupFolder {
  version: 1 | 2;
  path: string;
}

export type GroupFolders = Partial<Record<Controller, GroupFolder>>;

/**
 * Where groups of ours can be made, for each controller that this machine gives us. Below the group that we are in
 * ourselves, or as near to it as the kernel allows, so that whatever limits us limits our containers too. Reads a few
 * files; changes nothing.
 *
 * @param mountInfo /proc/self/mountinfo. @param ownGroups /proc/self/cgroup.
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html, "No Internal Process Constraint" and "Delegation"
 * @see https://docs.kernel.org/admin-guide/cgroup-v1/cgroups.html
 */
export function findParents(mountInfo: string, ownGroups: string): GroupFolders {
  const mounts = mountsOf(mountInfo);
  const own = ownGroupsOf(ownGroups);
  const found: GroupFolders = {};
  for (const controller of CONTROLLER) {
    const mount = mounts.find(({ version, options }) => version === 1 && options.includes(controller));
    const path = mount === undefined ? undefined : ownFolder(mount, own.get(controller));
    if (path !== undefined && isWritable(path)) found[controller] = { version: 1, path };
  }
  const missing = CONTROLLER.filter((controller) => !mounts.some(({ options }) => options.includes(controller)));
  const unified = mounts.find(({ version }) => version === 2);
  const path = unified === undefined ? undefined : ownFolder(unified, own.get(''));
  if (unified === undefined || path === undefined) return found;
  return { ...found, ...nearest(unified.point, path, missing) };
}

/** The same of this machine, now. */
export function findParentsHere(): GroupFolders {
  try {
    return findParents(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'));
  } catch {
    return {}; // a kernel without control groups
  }
}

/** The roots of all trees in which groups of ours can be, whichever group we were in when they were made. */
export function treesHere(): string[] {
  try {
    return mountsOf(readFileSync('/proc/self/mountinfo', 'utf8'))
      .filter(({ version, options }) => version === 2 || CONTROLLER.some((controller) => options.includes(controller)))
      .map(({ point }) => point);
  } catch {
    return []; // a kernel without control groups
  }
}

/** Version 2: the nearest folder, from ours upwards, that gives children the most of these controllers. */
function nearest(root: string, from: string, wanted: readonly Controller[]): GroupFolders {
  let best: Controller[] = [];
  let bestPath = from;
  for (let path = from; ; path = dirname(path)) {
    const given = wanted.filter((controller) => canGive(path, controller));
    if (given.length > best.length) [best, bestPath] = [given, path];
    if (path === root || !path.startsWith(root)) break;
  }
  return Object.fromEntries(best.map((controller) => [controller, { version: 2, path: bestPath }]));
}

/** Whether children of this group have the controller, or could: not in one with processes of its own, except the root. */
function canGive(path: string, controller: Controller): boolean {
  if (!isWritable(path) || !isWritable(join(path, 'cgroup.procs'))) return false;
  if (words(join(path, 'cgroup.subtree_control')).includes(controller)) return true;
  if (!words(join(path, 'cgroup.controllers')).includes(controller)) return false;
  const isRoot = !existsSync(join(path, 'cgroup.type'));
  const isEmpty = words(join(path, 'cgroup.procs')).length === 0;
  return (isRoot || isEmpty) && isWritable(join(path, 'cgroup.subtree_control'));
}

/** The words of a small file of the kernel's; none when it is not there. */
export function words(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\s+/).filter(Boolean);
  } catch {
    return [];
  }
}

interface Mount {
  version: 1 | 2;
  /** The group that the mount shows as its root. */
  root: string;
  point: string;
  /** Of the file system: version 1 names its controllers here. */
  options: string[];
}

/** Fields 4 and 5 are root and mount point; after the dash: type, source, options. */
function mountsOf(mountInfo: string): Mount[] {
  const mounts: Mount[] = [];
  for (const line of mountInfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '', point = ''] = before.split(' ');
    const [type, , options = ''] = after.split(' ');
    if (type !== 'cgroup' && type !== 'cgroup2') continue;
    mounts.push({
      version: type === 'cgroup' ? 1 : 2,
      root: unescaped(root),
      point: unescaped(point),
      options: options.split(','),
    });
  }
  return mounts;
}

/** Spaces and such are three octal digits there. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** By controller, the group we are in; version 2's by the empty name. Lines `4:memory:/a/b`. */
function ownGroupsOf(text: string): Map<string, string> {
  const own = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, names, ...path] = line.split(':');
    if (names === undefined) continue;
    for (const name of names.split(',')) own.set(name, path.join(':'));
  }
  return own;
}

/** Undefined for a group that the mount does not show. */
function ownFolder({ root, point }: Mount, group: string | undefined): string | undefined {
  if (group === undefined) return undefined;
  if (group === root) return point;
  if (root === '/') return join(point, group);
  return group.startsWith(`${root}/`) ? join(point, group.slice(root.length)) : undefined;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
