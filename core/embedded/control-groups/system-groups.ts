import { mkdir, readdir, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { shortHash } from '../../base/digest.ts';
import { errnoOf, fault } from '../../base/fault.ts';
import { listFolder } from '../../base/list-folder.ts';
import { isGuid } from '../../base/names.ts';
import type { Limit } from '../../host/capabilities.ts';
import { CONTROLLER, type Controller, findParentsHere, type GroupFolders, treesHere, words } from './find-parents.ts';
import { endedForMemory, refusedThreads } from './limits.ts';

export const LIMIT_OF = {
  memory: 'memory',
  cpu: 'processor',
  pids: 'threads',
} as const satisfies Record<Controller, Limit>;

const MARK = 'hcs-';

/** The kernel may hold on to a group for a moment after the last program in it has gone. */
const REMOVAL_TRIES = 200;
const REMOVAL_TRIES_BEFORE_KILL = 20;
const REMOVAL_PAUSE_MS = 10;

/** What can be limited on this machine, by this user, now. */
export function limitsHere(parents: GroupFolders = findParentsHere()): (typeof LIMIT_OF)[Controller][] {
  return CONTROLLER.filter((controller) => parents[controller] !== undefined).map((controller) => LIMIT_OF[controller]);
}

/** Where a system's groups would be: one folder of its own in each of the kernel's trees. Makes nothing. */
export function planGroups(stateFolder: string, systemId: string, parents = findParentsHere()): GroupFolders {
  const name = prefixOf(stateFolder) + systemId;
  const groups: GroupFolders = {};
  for (const controller of CONTROLLER) {
    const parent = parents[controller];
    if (parent !== undefined) groups[controller] = { version: parent.version, path: join(parent.path, name) };
  }
  return groups;
}

/** Makes them, without limits. Idempotent. @throws NotSupported when the kernel does not give them after all. */
export async function makeGroups(groups: GroupFolders): Promise<void> {
  for (const controller of CONTROLLER) {
    const group = groups[controller];
    if (group === undefined) continue;
    try {
      if (group.version === 2) await giveToChildren(dirname(group.path), controller);
      await mkdir(group.path);
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') continue; // of another controller, or of a start that was killed
      throw fault('NotSupported', `The kernel gives no limits of ${LIMIT_OF[controller]} at '${group.path}'.`, {
        target: group.path,
        hint: 'Get-ContainerHost',
        cause: error,
      });
    }
  }
}

/** Version 2: a group's children have a controller once that is written here. */
async function giveToChildren(path: string, controller: Controller): Promise<void> {
  const file = join(path, 'cgroup.subtree_control');
  if (!words(file).includes(controller)) await writeFile(file, `+${controller}`);
}

/** The folders that a process must enter to be in all of these groups. */
export function pathsOf(groups: GroupFolders): string[] {
  return [...new Set(CONTROLLER.map((controller) => groups[controller]?.path).filter((path) => path !== undefined))];
}

/**
 * Removes the groups of a system that has ended. What is still in them, as a sandbox that was coming up, is killed. Not
 * there: success. One that the kernel does not let go of stays, for the next who tries.
 */
export async function removeGroups(groups: GroupFolders): Promise<void> {
  for (const path of pathsOf(groups)) await removeGroup(path);
}

async function removeGroup(path: string): Promise<void> {
  for (let tries = 1; tries <= REMOVAL_TRIES; tries++) {
    try {
      return await rmdir(path);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return;
      if (errnoOf(error) !== 'EBUSY') throw error;
    }
    if (tries > REMOVAL_TRIES_BEFORE_KILL) for (const pid of words(join(path, 'cgroup.procs'))) kill(Number(pid));
    await delay(REMOVAL_PAUSE_MS);
  }
}

function kill(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error; // gone meanwhile
  }
}

/** How often each limit was reached since the start; only those that were. */
export function limitsReached({ memory, pids }: GroupFolders): Partial<Record<Limit, number>> {
  const ended = memory === undefined ? 0 : endedForMemory(memory);
  const refused = pids === undefined ? 0 : refusedThreads(pids);
  return { ...(ended > 0 ? { memory: ended } : {}), ...(refused > 0 ? { threads: refused } : {}) };
}

/**
 * Removes the empty groups of this state folder whose system it does not know any more, as far as they are where groups
 * are made now. Those of others, and what something lives in, stay.
 */
export async function sweepGroups(stateFolder: string): Promise<void> {
  const groups: string[] = [];
  for (const parent of pathsOf(findParentsHere())) groups.push(...(await markedGroups(parent)).marked);
  for (const path of await straysOf(stateFolder, groups)) await removeStrayGroup(path);
}

/**
 * The empty groups of this state folder whose system it does not know any more, in the whole of this machine's trees: a
 * service that was started elsewhere has made its groups elsewhere. Sorted. Lists some hundred folders of the kernel's.
 */
export async function findStrayGroups(stateFolder: string): Promise<string[]> {
  const groups: string[] = [];
  for (const tree of treesHere()) await addMarkedBelow(tree, groups);
  return (await straysOf(stateFolder, groups)).filter((path) => words(join(path, 'cgroup.procs')).length === 0).sort();
}

/** One that something has come to live in meanwhile stays. */
export async function removeStrayGroup(path: string): Promise<void> {
  await rmdir(path).catch(() => undefined);
}

/** Those of some groups that bear this state folder's mark, and whose system it does not know. */
async function straysOf(stateFolder: string, groups: readonly string[]): Promise<string[]> {
  const prefix = prefixOf(stateFolder);
  const known = await listFolder(join(stateFolder, 'systems'));
  return groups.filter((path) => {
    const name = basename(path);
    const id = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    return isGuid(id) && !known.includes(id);
  });
}

/** Not in what sandboxes are in: they have no groups below theirs. */
async function addMarkedBelow(path: string, groups: string[]): Promise<void> {
  const { marked, others } = await markedGroups(path);
  groups.push(...marked);
  for (const other of others) await addMarkedBelow(other, groups);
}

/** The groups right below one: those of sandboxes, of whatever state folder, and all others. None where we may not look. */
async function markedGroups(path: string): Promise<{ marked: string[]; others: string[] }> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []); // gone meanwhile, or not for us
  const groups = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  const isMarked = (group: string) => basename(group).startsWith(MARK);
  return { marked: groups.filter(isMarked), others: groups.filter((group) => !isMarked(group)) };
}

/** Groups bear a mark of their state folder: two of them never touch each other's. */
function prefixOf(stateFolder: string): string {
  return `${MARK}${shortHash(stateFolder, 12)}-`;
}
