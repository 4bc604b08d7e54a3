import { sweepTemporaries } from '../base/atomic-file.ts';
import { isFault } from '../base/fault.ts';
import { settlesWithin } from '../base/wait.ts';
import { eraseContainer, settle, tearDown } from './settle.ts';
import { endInBackground, watchMain } from './watch.ts';
import { type ContainerWorld, ignoringNotFound, MAIN_KEY } from './world.ts';

/** How long a main process found again may take to tell that it has ended. */
const LEARN_MS = 50;

/**
 * Brings the state root in order when a service starts on it: finishes or undoes what a service before left half done,
 * watches the containers that run on, learns how those that ended meanwhile ended, frees what belongs to nobody.
 * Touches only what carries our owner tag. What cannot be put in order is logged; the rest goes on.
 */
export async function recoverContainers(world: ContainerWorld): Promise<void> {
  const { damaged } = await world.records.list();
  const untouchable = new Set(damaged.map(({ id }) => id));
  const ids = (await world.records.ids()).filter((id) => !untouchable.has(id));
  const recover = (id: string) => attempt(world, id, () => world.locks.exclusive(id, () => recoverOne(world, id)));
  await Promise.all(ids.map(recover));
  await sweep(world, untouchable);
}

async function recoverOne(world: ContainerWorld, id: string): Promise<void> {
  await sweepTemporaries(world.records.folder(id));
  const record = await settle(world, id);
  if (record === undefined) {
    // A folder without record or journal: its creation had only begun.
    if ((await world.records.ids()).includes(id)) await eraseContainer(world, id);
    return;
  }
  if (record.run === undefined) return;
  world.running.add(id);
  await closeEndedCommands(world, id);
  if (record.command === undefined) return;
  try {
    const main = await world.host.compute.openProcess(id, MAIN_KEY);
    watchMain(world, id, record.run.id, main);
    // One that ended while nobody looked is not shown as running to the first who asks.
    await settlesWithin(main.exited, LEARN_MS);
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
    endInBackground(world, id, record.run.id);
  }
}

/** Commands that nobody follows any more go on, and are closed at their end. */
async function closeEndedCommands(world: ContainerWorld, id: string): Promise<void> {
  for (const key of await world.host.compute.listProcesses(id)) {
    if (key === MAIN_KEY) continue;
    const process = await world.host.compute.openProcess(id, key);
    process.stdout.destroy();
    process.stderr.destroy();
    void process.exited.then(() => process.close()).catch(() => undefined); // gone with its system: closed too
  }
}

/** Frees systems and namespaces of ours that no container has. */
async function sweep(world: ContainerWorld, untouchable: ReadonlySet<string>): Promise<void> {
  const { compute, network } = world.host;
  const { records } = await world.records.list();
  const running = new Set(records.filter(({ run }) => run !== undefined).map(({ id }) => id));
  const isOrphan = (id: string) => !running.has(id) && !untouchable.has(id);
  // A machine that lacks what containers need cannot be asked: the service starts all the same, to install it.
  await attempt(world, 'systems', async () => {
    for (const { id } of await compute.list({ owner: world.owner }))
      if (isOrphan(id)) await attempt(world, id, () => tearDown(world, id));
  });
  await attempt(world, 'namespaces', async () => {
    for (const { id } of await network.listNamespaces({ owner: world.owner }))
      if (isOrphan(id)) await attempt(world, id, () => ignoringNotFound(network.deleteNamespace(id)));
  });
}

async function attempt(world: ContainerWorld, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    world.log.error('a container could not be put in order', { id, reason: String(error) });
  }
}
