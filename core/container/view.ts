import { deepFrozen } from '../base/deep-frozen.ts';
import { settlesWithin } from '../base/wait.ts';
import { isUp, type UpState } from '../host/is-up.ts';
import type { LimitsReached, SystemProperties } from '../host/port.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import type { DamagedRecord } from '../store/container-records.ts';
import type { Health } from '../store/health-record.ts';
import { isDue } from './restart/restart-policy.ts';
import { querySystem, settle } from './settle.ts';
import type { ContainerWorld } from './world.ts';

/** A container as people see it: its record, and its state as the host says. */
export interface ContainerView {
  record: ContainerRecord;
  /** `Restarting`: off, and its restart policy will start it, or what is left of a restart. */
  state: 'Off' | 'Restarting' | UpState;
  /** Since its start; 0 when it is Off. */
  uptimeMs: number;
  /** In this run, or the last. */
  limitsReached?: LimitsReached;
  /** While it runs, and has a health check. */
  health?: Health;
}

export interface ContainerListing {
  /** Sorted by name. */
  containers: ContainerView[];
  damaged: DamagedRecord[];
}

/** How long a listing waits for a container whose end is just being recorded. */
const SETTLE_MS = 2000;

/** Lists all containers: one question to the host, however many there are. */
export async function listContainers(world: ContainerWorld): Promise<ContainerListing> {
  const { records, damaged } = await world.records.list();
  const isAnyRunning = records.some(({ run }) => run !== undefined);
  const systems = isAnyRunning ? await world.host.compute.list({ owner: world.owner }) : [];
  const byId = new Map(systems.map((system) => [system.id, system]));
  const rest = records.filter(({ run }) => run !== undefined);
  const views = new Map(
    await Promise.all(
      rest.map(async (record) => [record, await viewSettled(world, record, byId.get(record.id))] as const),
    ),
  );
  const containers = records.map((record) => (record.run === undefined ? off(record) : views.get(record)));
  return { containers: containers.filter((view) => view !== undefined), damaged };
}

/** One container as it is now, or undefined when it is gone. */
export async function viewContainer(world: ContainerWorld, id: string): Promise<ContainerView | undefined> {
  const record = await world.records.read(id);
  if (record === undefined) return undefined;
  const systems = record.run === undefined ? [] : await world.host.compute.list({ owner: world.owner });
  return viewSettled(
    world,
    record,
    systems.find((system) => system.id === id),
  );
}

/** A run that has ended, or whose main process has, is recorded first, so that the exit code is there when the state says Off. */
async function viewSettled(
  world: ContainerWorld,
  record: ContainerRecord,
  system: SystemProperties | undefined,
): Promise<ContainerView | undefined> {
  if (record.run === undefined) return off(record);
  const main = world.mains.get(record.id);
  const isEnding = main?.runId === record.run.id && main.hasExited;
  if (isUp(system) && !isEnding) return running(world, record, system);
  const settling = world.locks.exclusive(record.id, () => settle(world, record.id));
  settling.catch((error: unknown) => {
    world.log.error('the end of a container could not be recorded', { id: record.id, reason: String(error) });
  });
  await settlesWithin(settling, SETTLE_MS);
  const settled = await world.records.read(record.id);
  if (settled === undefined) return undefined;
  if (settled.run === undefined) return off(settled);
  const now = await querySystem(world, record.id); // it may take long to shut down, or run again
  if (!isUp(now)) return off(settled);
  return running(world, settled, now);
}

/** A record says all there is to say of a container that is off, and no record changes. */
const offViews = new WeakMap<ContainerRecord, ContainerView>();

function off(record: ContainerRecord): ContainerView {
  const known = offViews.get(record);
  if (known !== undefined) return known;
  const limitsReached = record.lastRun?.limitsReached;
  const state = isDue(record) ? 'Restarting' : 'Off';
  const view: ContainerView = { record, state, uptimeMs: 0, ...(limitsReached === undefined ? {} : { limitsReached }) };
  offViews.set(record, deepFrozen(view));
  return view;
}

function running(
  world: ContainerWorld,
  record: ContainerRecord,
  system: SystemProperties & { state: UpState },
): ContainerView {
  const startedMs = system.startedAt?.getTime() ?? Date.parse(record.run?.startedAt ?? record.created);
  const uptimeMs = Math.max(0, world.runtime.now().getTime() - startedMs);
  const health = world.health.get(record.id);
  const { limitsReached } = system;
  return {
    record,
    state: system.state,
    uptimeMs,
    ...(health === undefined ? {} : { health }),
    ...(limitsReached === undefined ? {} : { limitsReached }),
  };
}
