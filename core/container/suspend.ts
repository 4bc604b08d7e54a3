import { fault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { querySystem, settled } from './settle.ts';
import { type ContainerWorld, readRecord } from './world.ts';

/**
 * Stops all programs of a running container where they are. It keeps its memory and ports, and stays so whatever becomes
 * of the service, until `resumeContainer`, a stop or a removal.
 *
 * @returns whether there was something to do: false when it is paused already.
 * @throws {RuntimeFault} `InvalidState` when it is off; `NotSupported` where this host cannot pause it.
 */
export async function suspendContainer(world: ContainerWorld, id: string, signal?: AbortSignal): Promise<boolean> {
  return whileUp(world, { id, verb: 'suspend', signal }, async (record, isPaused) => {
    if (isPaused) return false;
    await checkPausable(world, record);
    world.health.disturb(id);
    await world.host.controls.pause(id);
    await world.events.add('Paused', record);
    return true;
  });
}

/**
 * Lets the programs of a paused container go on.
 *
 * @returns whether there was something to do: false when it is not paused.
 * @throws {RuntimeFault} `InvalidState` when it is off.
 */
export async function resumeContainer(world: ContainerWorld, id: string, signal?: AbortSignal): Promise<boolean> {
  return whileUp(world, { id, verb: 'resume', signal }, async (record, isPaused) => {
    if (!isPaused) return false;
    await world.host.controls.resume(id);
    await world.events.add('Resumed', record);
    return true;
  });
}

/** @throws {RuntimeFault} what `suspendContainer` refuses, as things are now. Changes nothing. */
export async function checkSuspend(world: ContainerWorld, id: string): Promise<void> {
  const record = await readRecord(world, id);
  if (record.run === undefined) throw offFault(record, 'suspend');
  await checkPausable(world, record);
}

/** @throws {RuntimeFault} what `resumeContainer` refuses, as things are now. Changes nothing. */
export async function checkResume(world: ContainerWorld, id: string): Promise<void> {
  const record = await readRecord(world, id);
  if (record.run === undefined) throw offFault(record, 'resume');
}

async function whileUp(
  world: ContainerWorld,
  { id, verb, signal }: { id: string; verb: string; signal: AbortSignal | undefined },
  work: (record: ContainerRecord, isPaused: boolean) => Promise<boolean>,
): Promise<boolean> {
  const go = async () => {
    const record = await settled(world, id);
    const { name } = record;
    if (record.run === undefined) throw offFault(record, verb);
    try {
      return await work(record, (await querySystem(world, id))?.state === 'Paused');
    } catch (error) {
      throw toFault(error, `${verb} container`, name);
    } finally {
      world.changes.tell(id); // no record is written, and somebody may wait for the state
    }
  };
  return world.locks.exclusive(id, go, signal);
}

function offFault({ name }: ContainerRecord, verb: string): RuntimeFault {
  return fault('InvalidState', `Cannot ${verb} container '${name}': it is off.`, {
    target: name,
    hint: `Start-Container ${name}`,
  });
}

async function checkPausable(world: ContainerWorld, record: ContainerRecord): Promise<void> {
  const { pausable } = await world.host.capabilities();
  if (!pausable.includes(record.isolation)) throw notPausable(record);
}

function notPausable({ name, isolation }: ContainerRecord): RuntimeFault {
  const where = isolation === 'hyperv' ? 'Hyper-V isolation' : 'process isolation';
  return fault('NotSupported', `Cannot suspend container '${name}': this host cannot pause containers with ${where}.`, {
    target: name,
    hint: `Stop-Container ${name}`,
  });
}
