import { toFault } from '../../base/fault.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { settle, tellGivenUp } from '../settle.ts';
import { startOff } from '../start.ts';
import { type ContainerWorld, inBackground } from '../world.ts';
import { afterFailedStart, atMachineStart, isDue } from './restart-policy.ts';

/** Starts a container whose time has come, behind whatever holds its lock now. What fails is tried again, later. */
export function startByPolicy(world: ContainerWorld, id: string): Promise<void> {
  if (world.isClosed) return Promise.resolve();
  const work = world.locks.exclusive(id, () => startIfDue(world, id));
  return inBackground(world, work, { id, failed: 'a container could not be started by its restart policy' });
}

async function startIfDue(world: ContainerWorld, id: string): Promise<void> {
  const record = await settle(world, id);
  if (world.isClosed || record === undefined || !isDue(record)) return;
  try {
    await startOff(world, record, { isByPolicy: true });
    const count = (record.restarts?.count ?? 0) + 1;
    const { restartPolicy: policy } = record; // without one it is a restart that a service before left in the middle
    await world.events.add('Restarted', record, policy === undefined ? {} : { policy: policy.name, count });
  } catch (error) {
    const { message } = toFault(error, 'start container', record.name);
    world.log.warn('a start by the restart policy failed', { id, name: record.name, reason: message });
    await world.events.add('StartFailed', record, { reason: message });
    const after = afterFailedStart(record, message, world.runtime.now());
    await keep(world, after);
    await tellGivenUp(world, after);
  }
}

/** To be called when the machine has started: what was stopped by the user and is to run `Always` is started. */
export async function startWithMachine(world: ContainerWorld): Promise<void> {
  const { records } = await world.records.list();
  const ids = records.filter((record) => atMachineStart(record, world.runtime.now()) !== record).map(({ id }) => id);
  const wake = async (id: string): Promise<void> => {
    const record = await settle(world, id);
    if (record !== undefined) await keep(world, atMachineStart(record, world.runtime.now()));
  };
  await Promise.all(ids.map((id) => world.locks.exclusive(id, () => wake(id))));
}

async function keep(world: ContainerWorld, record: ContainerRecord): Promise<void> {
  await world.records.write(record);
  world.due.follow(record);
}
