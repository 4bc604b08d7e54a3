import { basename, dirname } from 'node:path';
import { leftTemporaries, sweepTemporaries } from '../../base/atomic-file.ts';
import { fault, isFault, toFault } from '../../base/fault.ts';
import { listSetAside } from '../../base/set-aside.ts';
import { type HostFinding, repairCommand, setAsideFinding } from '../../host/preparation.ts';
import { isContainerId } from '../../store/container-record.ts';
import { eraseContainer, querySystem, settle, tearDown } from '../settle.ts';
import { type ContainerWorld, ignoringNotFound, scratchFolder } from '../world.ts';
import { takeUpLost } from './lost.ts';

/** How long a container that is just being worked on may take: what it holds is then no leftover. */
const PATIENCE_MS = 2000;

/** What may be left, each with why it is one and what mends it. */
const KINDS = {
  LeftoverSystem: {
    cause: 'A compute system of ours is on the host, and no container that runs has it.',
    repair: 'End and remove the compute system',
  },
  LeftoverNamespace: {
    cause: 'A network namespace of ours is on the host with its ports, and its container does not run.',
    repair: 'Remove the namespace with its endpoint and ports',
  },
  LeftoverScratch: {
    cause: 'The writable layer of a container is attached, and the container does not run.',
    repair: 'Detach the layer',
  },
  HalfDone: {
    cause: 'An operation on a container was cut short and is neither done nor undone.',
    repair: 'Finish it, or undo it',
  },
  DamagedJournal: {
    cause: 'The journal of a container cannot be read, so nobody knows what was half done.',
    repair: 'Free what the container holds and remove its journal',
  },
  TemporaryFile: {
    cause: 'A process that is gone has left half a file with the records of a container.',
    repair: 'Remove the file',
  },
} as const;

type Kind = keyof typeof KINDS;

/**
 * What is on the host or on disk of containers that do not have it: only what carries our owner tag, or lies in our
 * state root. What an operation under way holds is not among it. Changes nothing but that the host knows again what it had
 * forgotten.
 */
export async function findLeftovers(world: ContainerWorld): Promise<HostFinding[]> {
  const look = async (id: string): Promise<HostFinding[]> => {
    const kinds = await quietly(world, id, () => leftoversOf(world, id));
    return (kinds ?? []).map((kind) => describe(kind, id));
  };
  const suspects = [...(await suspectIds(world))].sort();
  return (await Promise.all(suspects.map(look))).flat();
}

/** Containers whose record was set aside: what they hold is left alone, since nobody knows whether they run. */
export async function findDamaged(world: ContainerWorld): Promise<HostFinding[]> {
  const { damaged } = await world.records.list();
  return damaged.map(({ id, keptPath, reason }) => ({
    id: `ContainerRecord:${id}`,
    name: 'ContainerRecord',
    result: 'failed',
    target: id,
    cause: `${reason.message} The file was set aside as '${keptPath}', and the container was left alone.`,
    fix: `Mend the file and rename it to container.json; or Remove-Container -Id ${id} -Force`,
  }));
}

/** Damaged files that were set aside, but for those that `findDamaged` tells. */
export async function findSetAside({ records, secrets }: ContainerWorld): Promise<HostFinding[]> {
  const told = new Set((await records.list()).damaged.map(({ keptPath }) => keptPath));
  const folders = (await records.ids()).map((id) => records.folder(id));
  const kept = [...(await Promise.all(folders.map(listSetAside))).flat(), ...(await secrets.keysSetAside())];
  return kept.filter((path) => !told.has(path)).map(setAsideFinding);
}

/**
 * Frees one leftover. Looks again first, under the container's lock: what is in use meanwhile stays.
 *
 * @throws {RuntimeFault} `NotFound` for what is no leftover's id; what freeing it meets.
 */
export async function removeLeftover(world: ContainerWorld, leftover: string, signal?: AbortSignal): Promise<void> {
  const [kind = '', id = ''] = leftover.split(':');
  if (!isKind(kind) || !isContainerId(id))
    throw fault('NotFound', `There is no finding '${leftover}'.`, { target: leftover, hint: 'Test-ContainerHost' });
  const free = async () => {
    if (!(await leftoversOf(world, id)).includes(kind)) return;
    world.log.info('a leftover is removed', { id, kind });
    await FREE[kind](world, id);
  };
  try {
    await world.locks.exclusive(id, free, signal);
  } catch (error) {
    throw toFault(error, 'free what was left of container', id);
  }
}

/** Every id that something of ours on host or disk names, except containers whose record is damaged. */
async function suspectIds(world: ContainerWorld): Promise<Set<string>> {
  const { owner, records, host } = world;
  await takeUpLost(world);
  const [systems, namespaces, attached, ids, { damaged }] = await Promise.all([
    host.compute.list({ owner }),
    host.network.listNamespaces({ owner }),
    attachedIds(world),
    records.ids(),
    records.list(),
  ]);
  const suspects = new Set([...systems.map(({ id }) => id), ...namespaces.map(({ id }) => id), ...attached, ...ids]);
  for (const { id } of damaged) suspects.delete(id);
  return suspects;
}

/** The containers of this root whose scratch is attached. */
async function attachedIds(world: ContainerWorld): Promise<string[]> {
  const attached = await world.host.preparation.attachedScratches();
  return attached.flatMap((folder) => {
    const id = basename(dirname(folder));
    return isContainerId(id) && scratchFolder(world, id) === folder ? [id] : [];
  });
}

/** What of this container is left over; its lock is held, so no operation is under way. */
async function leftoversOf(world: ContainerWorld, id: string): Promise<Kind[]> {
  if (world.pending.has(id)) return [];
  const { records, host, owner } = world;
  const kinds: Kind[] = [];
  const journal = await readJournal(world, id);
  const record = await records.read(id);
  if (journal === 'damaged') kinds.push('DamagedJournal');
  const hasFolder = (await records.ids()).includes(id);
  if (journal === 'there' || (hasFolder && record === undefined && journal === 'none')) kinds.push('HalfDone');
  if ((await leftTemporaries(records.folder(id))).length > 0) kinds.push('TemporaryFile');
  if (record?.run !== undefined) return kinds;
  if ((await querySystem(world, id))?.owner === owner) kinds.push('LeftoverSystem');
  if ((await host.network.listNamespaces({ owner })).some((namespace) => namespace.id === id))
    kinds.push('LeftoverNamespace');
  if ((await host.preparation.attachedScratches()).includes(scratchFolder(world, id))) kinds.push('LeftoverScratch');
  return kinds;
}

async function readJournal(world: ContainerWorld, id: string): Promise<'none' | 'there' | 'damaged'> {
  try {
    return (await world.records.readJournal(id)) === undefined ? 'none' : 'there';
  } catch (error) {
    if (isFault(error, 'Corrupt')) return 'damaged';
    throw error;
  }
}

const FREE: Readonly<Record<Kind, (world: ContainerWorld, id: string) => Promise<void>>> = {
  LeftoverSystem: async ({ host: { compute } }, id) => {
    await ignoringNotFound(compute.terminate(id));
    await ignoringNotFound(compute.close(id));
  },
  LeftoverNamespace: ({ host }, id) => host.network.deleteNamespace(id),
  LeftoverScratch: (world, id) => ignoringNotFound(world.host.layers.detachScratch(scratchFolder(world, id))),
  HalfDone: finish,
  DamagedJournal: async (world, id) => {
    const record = await world.records.read(id);
    if (record === undefined) return erase(world, id);
    if (record.run === undefined) await tearDown(world, id);
    await world.records.clearJournal(id);
  },
  TemporaryFile: (world, id) => sweepTemporaries(world.records.folder(id)),
};

async function finish(world: ContainerWorld, id: string): Promise<void> {
  const record = await settle(world, id);
  if (record === undefined && (await world.records.ids()).includes(id)) await erase(world, id);
}

async function erase(world: ContainerWorld, id: string): Promise<void> {
  await tearDown(world, id);
  await eraseContainer(world, id);
}

/** Under the container's lock; undefined when somebody works on it for longer. */
async function quietly<T>(world: ContainerWorld, id: string, work: () => Promise<T>): Promise<T | undefined> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await world.locks.exclusive(id, work, patience);
  } catch (error) {
    if (patience.aborted && isFault(error, 'Cancelled')) return undefined;
    throw error;
  }
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text);
}

function describe(kind: Kind, target: string): HostFinding {
  const id = `${kind}:${target}`;
  return {
    id,
    name: kind,
    result: 'warning',
    target,
    ...KINDS[kind],
    fix: repairCommand(`container:${id}`),
  };
}
