import { isFault } from '../base/fault.ts';
import { settlesWithin } from '../base/wait.ts';
import { isUp } from '../host/is-up.ts';
import type { SystemProperties } from '../host/port.ts';
import type { ContainerJournal, ContainerRecord, EndedRun } from '../store/container-record.ts';
import type { LastAct } from '../store/last-act.ts';
import { afterEnd, atRestart, hasGivenUp } from './restart/restart-policy.ts';
import { type ContainerWorld, ignoringNotFound, MAIN_KEY, nowText, readRecord, scratchFolder } from './world.ts';

/** How long the output of commands in flight may take to be read before an ended system is closed. */
const DRAIN_MS = 5000;
/** How long a stopped system's main process may take to tell its exit code. */
const EXIT_CODE_MS = 5000;

/**
 * Frees all that a container holds of the host while it runs. Each step is idempotent, so it is used to unwind a
 * start wherever it failed, and again after a failure of its own. The caller holds the container's lock.
 */
export async function tearDown(world: ContainerWorld, id: string): Promise<void> {
  const { compute, network, layers } = world.host;
  await ignoringNotFound(compute.terminate(id));
  await ignoringNotFound(compute.close(id));
  await network.deleteNamespace(id);
  await ignoringNotFound(layers.detachScratch(scratchFolder(world, id)));
}

/** As `tearDown`, of a run whose end nobody will read: its container goes. */
export async function dropRun(world: ContainerWorld, id: string): Promise<void> {
  world.health.forget(id);
  world.due.forget(id);
  world.mains.delete(id);
  await tearDown(world, id);
  world.running.delete(id);
}

/** The compute system's properties, or undefined when the host knows none of that id. */
export async function querySystem(world: ContainerWorld, id: string): Promise<SystemProperties | undefined> {
  try {
    return await world.host.compute.query(id);
  } catch (error) {
    if (isFault(error, 'NotFound')) return undefined;
    throw error;
  }
}

/**
 * Brings a container's record and what is on the host in step: finishes or undoes a half-done operation, records the
 * end of a run that nobody watched. The caller holds the container's lock.
 *
 * @returns the record as it is now; undefined when the half-done operation was its creation or removal.
 */
export async function settle(world: ContainerWorld, id: string): Promise<ContainerRecord | undefined> {
  const journal = await world.records.readJournal(id);
  if (journal !== undefined) await finishJournal(world, id, journal);
  const record = await world.records.read(id);
  if (record?.run === undefined) return record;
  const system = await querySystem(world, id);
  if (isUp(system)) return record;
  return endRun(world, record, system);
}

/** As `settle`, for a container that must be there. @throws {RuntimeFault} `NotFound`. */
export async function settled(world: ContainerWorld, id: string): Promise<ContainerRecord> {
  return (await settle(world, id)) ?? readRecord(world, id);
}

async function finishJournal(world: ContainerWorld, id: string, journal: ContainerJournal): Promise<void> {
  const record = await world.records.read(id);
  world.log.info('finishing what was half done', { id, operation: journal.operation });
  switch (journal.operation) {
    case 'create':
      if (record === undefined) await eraseContainer(world, id);
      else await world.events.addOnce('Created', record, {}, { image: record.image.reference });
      break;
    case 'start':
      if (record?.run === undefined) await tearDown(world, id);
      else await world.events.addOnce('Started', record, { run: record.run.id });
      break;
    case 'end':
      if (record?.run !== undefined && journal.outcome !== undefined)
        await tellEnd(world, record, { run: record.run.id, outcome: journal.outcome, isRepeat: true });
      await tearDown(world, id);
      world.health.forget(id);
      if (record !== undefined) {
        const ended = withoutRun(world, record, journal);
        await world.records.write(ended);
        world.due.follow(ended);
        if (journal.act !== undefined) await world.events.addLate(ended, journal.act);
        tellAfterRun(world, ended);
      }
      world.running.delete(id);
      break;
    case 'stop': {
      const system = record?.run === undefined ? undefined : await querySystem(world, id);
      // Programs may have been asked to end: who recovers does the restart once more, and has this for it until then.
      if (record?.run !== undefined && isUp(system) && journal.isRestart === true) return;
      if (record?.run === undefined || isUp(system)) break;
      const isRestart = journal.isRestart === true;
      const ended = await endRun(world, record, system, { stopped: 'Unknown', isRestart });
      world.due.follow(ended);
      if (ended.lastAct !== undefined) await world.events.addLate(record, ended.lastAct);
      break;
    }
    case 'capture':
      if (record !== undefined) await tellCaptured(world, record, journal);
      break;
    case 'remove':
      await tearDown(world, id);
      await world.events.addOnce('Removed', { id, name: journal.name });
      await eraseContainer(world, id);
      break;
  }
  if (await isKnown(world, id)) await world.records.clearJournal(id);
}

async function isKnown(world: ContainerWorld, id: string): Promise<boolean> {
  return (await world.records.ids()).includes(id);
}

/** Removes a container's scratch and folder. Nothing of it is on the host any more. */
export async function eraseContainer(world: ContainerWorld, id: string): Promise<void> {
  const scratch = scratchFolder(world, id);
  await ignoringNotFound(world.host.layers.detachScratch(scratch));
  await world.host.layers.destroyScratch(scratch);
  await world.records.removeFolder(id);
}

function withoutRun(
  world: ContainerWorld,
  { run: _, ...before }: ContainerRecord,
  { outcome, act, isRestart }: Pick<ContainerJournal, 'outcome' | 'act' | 'isRestart'>,
): ContainerRecord {
  const rest = act === undefined ? before : { ...before, lastAct: act };
  if (outcome === undefined) return rest;
  const ended = { ...rest, lastRun: outcome };
  const now = world.runtime.now();
  return isRestart === true ? atRestart(ended, now) : afterEnd(ended, outcome, now);
}

/**
 * Records the end of a run and frees what it held. The outcome goes into the journal before the host forgets it.
 *
 * @param system The stopped system's properties; undefined when the host no longer knows it.
 * @param by.stopped How somebody has stopped it: the history is told that by the record's `lastAct`, which the caller tells.
 * @param by.isRestart It is to be started again; by the caller, and where that dies by the next service.
 */
export async function endRun(
  world: ContainerWorld,
  record: ContainerRecord,
  system: SystemProperties | undefined,
  { stopped, isRestart = false }: { stopped?: string; isRestart?: boolean } = {},
): Promise<ContainerRecord> {
  const { id } = record;
  world.health.forget(id);
  const outcome = await learnOutcome(world, record, system);
  const isRepeat = (await world.records.readJournal(id)) !== undefined;
  const act = stopped === undefined ? {} : { act: stoppedAct(world, stopped) };
  const restart = isRestart ? ({ isRestart } as const) : {};
  await world.records.writeJournal(id, {
    schemaVersion: 1,
    operation: 'end',
    at: nowText(world),
    name: record.name,
    outcome,
    ...act,
    ...restart,
  });
  if (record.run !== undefined) await tellEnd(world, record, { run: record.run.id, outcome, isRepeat });
  await drainCommands(world, id);
  world.mains.delete(id);
  await tearDown(world, id);
  const ended = withoutRun(world, record, { outcome, ...act, ...restart });
  await world.records.write(ended);
  world.running.delete(id);
  await world.records.clearJournal(id);
  if (!isRestart) world.due.follow(ended);
  await tellGivenUp(world, ended);
  world.log.info('container is off', { id, name: record.name, ...outcome });
  tellAfterRun(world, ended);
  return ended;
}

/** What the history is told of a stop. @param how As in the event. */
export function stoppedAct(world: ContainerWorld, how: string): LastAct {
  return { action: 'Stopped', at: nowText(world), details: { how } };
}

/** The image that was being made is there: the history was not told. */
async function tellCaptured(world: ContainerWorld, record: ContainerRecord, { at, image: wanted }: ContainerJournal) {
  if (wanted === undefined) return;
  const image = await world.images.find(wanted).catch(() => undefined); // not there, or damaged: it was not made whole
  // Images have times of whole seconds.
  const isNew = (image?.created?.getTime() ?? 0) >= Math.floor(Date.parse(at) / 1000) * 1000;
  if (image !== undefined && isNew && image.parentDigest === record.image.digest)
    await world.events.addLate(record, { action: 'Captured', at, details: { image: image.reference } });
}

/** Says that a restart policy has done what it may, where it has. */
export async function tellGivenUp(world: ContainerWorld, record: ContainerRecord): Promise<void> {
  if (!hasGivenUp(record)) return;
  world.log.warn('a restart policy has given up', { id: record.id, name: record.name });
  await world.events.add('GivenUp', record, { count: record.restarts?.count ?? 0 });
}

/** While the record has the run: a crash before it is written is made good by who finishes the journal. */
async function tellEnd(
  world: ContainerWorld,
  record: ContainerRecord,
  { run, outcome, isRepeat }: { run: string; outcome: EndedRun; isRepeat: boolean },
): Promise<void> {
  const { exitType, exitCode, limitsReached } = outcome;
  const details = {
    exitType,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(limitsReached === undefined ? {} : { limitsReached: Object.keys(limitsReached).join(', ') }),
  };
  const act = { action: 'Exited', at: outcome.endedAt, details } as const;
  if (isRepeat) await world.events.addActOnce(record, act, { run });
  else await world.events.addAct(record, act, { run });
}

function tellAfterRun(world: ContainerWorld, ended: ContainerRecord): void {
  for (const listener of world.afterRun) listener(ended);
}

async function learnOutcome(
  world: ContainerWorld,
  record: ContainerRecord,
  system: SystemProperties | undefined,
): Promise<EndedRun> {
  const main = record.command === undefined || system === undefined ? {} : await mainExit(world, record.id);
  // As the host has noted it: it may be long since, and nobody was there.
  const endedAt = main.exitedAt ?? system?.exitedAt ?? world.runtime.now();
  const outcome: EndedRun = { endedAt: endedAt.toISOString(), exitType: system?.exitType ?? 'Unknown' };
  const startedAt = system?.startedAt?.toISOString() ?? record.run?.startedAt;
  if (startedAt !== undefined) outcome.startedAt = startedAt;
  if (record.run?.logStart !== undefined) outcome.logStart = record.run.logStart;
  if (system?.limitsReached !== undefined) outcome.limitsReached = system.limitsReached;
  if (main.exitCode !== undefined) outcome.exitCode = main.exitCode;
  return outcome;
}

async function mainExit(world: ContainerWorld, id: string): Promise<{ exitCode?: number; exitedAt?: Date }> {
  try {
    const main = world.mains.get(id)?.process ?? (await world.host.compute.openProcess(id, MAIN_KEY));
    const isKnown = await settlesWithin(main.exited, EXIT_CODE_MS);
    const exitCode = isKnown ? await main.exited : undefined;
    main.stdout.destroy();
    main.stderr.destroy();
    if (exitCode === undefined) return {};
    return main.exitedAt === undefined ? { exitCode } : { exitCode, exitedAt: main.exitedAt };
  } catch (error) {
    if (!isFault(error, 'NotFound')) world.log.warn('an exit code cannot be known', { id, reason: String(error) });
    return {};
  }
}

/** Closing a system drops its commands' output: those that read it get a moment to come to its end. */
async function drainCommands(world: ContainerWorld, id: string): Promise<void> {
  const commands = world.commands.get(id);
  if (commands === undefined || commands.size === 0) return;
  await settlesWithin(Promise.allSettled([...commands]), DRAIN_MS);
}
