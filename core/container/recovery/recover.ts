import { sweepTemporaries } from '../../base/atomic-file.ts';
import { isFault } from '../../base/fault.ts';
import { settlesWithin } from '../../base/wait.ts';
import { isUp } from '../../host/is-up.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { removeWhenOff } from '../auto-remove.ts';
import { isCommandKey } from '../command.ts';
import { sweepParts } from '../copy/left-parts.ts';
import { restartInBackground } from '../restart/restart.ts';
import { stopUnfollowed } from '../run-image.ts';
import { isShellKey } from '../sessions/shell.ts';
import { sweepSecrets } from '../settings/secrets.ts';
import { eraseContainer, settle, tearDown } from '../settle.ts';
import { stopInBackground } from '../stop.ts';
import { watchMain } from '../watch.ts';
import { type ContainerWorld, ignoringNotFound, inBackground, MAIN_KEY } from '../world.ts';
import { takeUpLost } from './lost.ts';
import { tellUntold } from './untold.ts';

/** How long a main process found again may take to tell that it has ended. */
const LEARN_MS = 50;

/**
 * Brings the state root in order when a service starts on it: finishes or undoes what a service before left half done,
 * watches the containers that run on, learns how those that ended meanwhile ended, frees what belongs to nobody.
 * Touches only what carries our owner tag, and ends nothing that runs and is not known to be half started, half ended or
 * without the caller that it was for: that is for a person to judge (Test-ContainerHost). What cannot be put in order is logged; the rest goes on.
 */
export async function recoverContainers(world: ContainerWorld): Promise<void> {
  // Before any record is looked at: a container whose system the host has forgotten would be taken for ended.
  await attempt(world, 'lost systems', () => takeUpLost(world));
  const { damaged } = await world.records.list();
  const untouchable = new Set(damaged.map(({ id }) => id));
  const ids = (await world.records.ids()).filter((id) => !untouchable.has(id));
  const recover = (id: string) => attempt(world, id, () => world.locks.exclusive(id, () => recoverOne(world, id)));
  await Promise.all(ids.map(recover));
  await attempt(world, 'history', () => tellUntold(world));
  await sweep(world, untouchable);
}

async function recoverOne(world: ContainerWorld, id: string): Promise<void> {
  await sweepTemporaries(world.records.folder(id));
  await sweepParts(world, id);
  const journal = await world.records.readJournal(id);
  const record = await settle(world, id);
  if (record === undefined) {
    // A folder without record or journal: its creation had only begun.
    if ((await world.records.ids()).includes(id)) await eraseContainer(world, id);
    return;
  }
  await sweepSecrets(world, record);
  world.due.follow(record);
  if (record.run === undefined) {
    removeWhenOff(world, record);
    return;
  }
  world.running.add(id);
  if (journal?.isRestart === true) restartInBackground(world, id);
  else if (record.restarts?.isStopped === true) stopInBackground(world, id);
  await endUnfollowed(world, id);
  await world.health.follow(record);
  const hasEnded = await watchAgain(world, record, record.run.id);
  if (record.run.isFollowed === true && !hasEnded) stopUnfollowed(world, id);
}

/** @returns whether its main process is known to have ended. */
async function watchAgain(
  world: ContainerWorld,
  { id, name, command }: ContainerRecord,
  runId: string,
): Promise<boolean> {
  if (command === undefined) return false;
  try {
    const main = await world.host.compute.openProcess(id, MAIN_KEY);
    watchMain(world, id, runId, main);
    // One that ended while nobody looked is not shown as running to the first who asks.
    return await settlesWithin(main.exited, LEARN_MS);
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
    world.log.warn('the main process of a running container is lost', { id, name });
    return false;
  }
}

/**
 * Commands, probes and shells have lost who waited for them with the service before: they end, as by a connection that
 * breaks; their time limits went with it too. Sessions go on, for who comes back. What has ended is closed.
 */
async function endUnfollowed(world: ContainerWorld, id: string): Promise<void> {
  for (const key of await world.host.compute.listProcesses(id)) {
    if (key === MAIN_KEY) continue;
    const process = await world.host.compute.openProcess(id, key);
    process.stdout.destroy();
    process.stderr.destroy();
    const isUnfollowed = isCommandKey(key) || isShellKey(key);
    if (isUnfollowed) void inBackground(world, process.terminate(), { id, failed: 'a command could not be ended' });
    void process.exited.then(() => process.close()).catch(() => undefined); // gone with its system: closed too
  }
}

/** Frees systems and namespaces of ours that no container has. A system that runs is told, and stays with all it has. */
async function sweep(world: ContainerWorld, untouchable: ReadonlySet<string>): Promise<void> {
  const { compute, network } = world.host;
  const { records } = await world.records.list();
  const running = new Set(records.filter(({ run }) => run !== undefined).map(({ id }) => id));
  const strays = new Set<string>();
  const isOrphan = (id: string) => !running.has(id) && !untouchable.has(id);
  // A start that is due begins meanwhile: what it has made belongs to somebody when it is done.
  const free = (id: string, work: () => Promise<void>) =>
    attempt(world, id, () =>
      world.locks.exclusive(id, async () => {
        if ((await world.records.read(id))?.run === undefined) await work();
      }),
    );
  // A machine that lacks what containers need cannot be asked: the service starts all the same, to install it.
  await attempt(world, 'systems', async () => {
    for (const system of await compute.list({ owner: world.owner })) {
      const { id } = system;
      if (!isOrphan(id)) continue;
      if (isUp(system)) strays.add(id);
      else await free(id, () => tearDown(world, id));
    }
    for (const id of strays) world.log.warn('a compute system of ours runs, and no container has it', { id });
  });
  await attempt(world, 'namespaces', async () => {
    for (const { id } of await network.listNamespaces({ owner: world.owner }))
      if (isOrphan(id) && !strays.has(id)) await free(id, () => ignoringNotFound(network.deleteNamespace(id)));
  });
}

async function attempt(world: ContainerWorld, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    world.log.error('a container could not be put in order', { id, reason: String(error) });
  }
}
