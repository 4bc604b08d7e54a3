import type { ContainerRecord } from '../../store/container-record.ts';
import { querySystem } from '../settle.ts';
import type { ContainerWorld } from '../world.ts';

/** What the history tells of one container so far. */
interface Told {
  /** When each action was told last, as ISO 8601. */
  times: Map<string, string>;
  isPaused: boolean;
}

/**
 * Tells the history what a service did and did not live to tell: what the records say was done last, and that what runs
 * was paused or resumed. What is older than the oldest event that is kept was told, and has gone.
 */
export async function tellUntold(world: ContainerWorld): Promise<void> {
  let oldest: string | undefined;
  const told = new Map<string, Told>();
  for await (const { id, action, time } of world.events.history()) {
    oldest ??= time;
    const one = told.get(id) ?? { times: new Map<string, string>(), isPaused: false };
    told.set(id, one);
    one.times.set(action, time);
    if (['Started', 'Paused', 'Resumed', 'Exited'].includes(action)) one.isPaused = action === 'Paused';
  }
  const { records } = await world.records.list();
  for (const record of records) {
    const { lastAct, run, id } = record;
    const at = lastAct === undefined ? undefined : told.get(id)?.times.get(lastAct.action);
    if (lastAct !== undefined && oldest !== undefined && lastAct.at >= oldest && (at ?? '') < lastAct.at)
      await world.events.addAct(record, lastAct, { isLate: true });
    if (run !== undefined) await tellPause(world, record, told.get(id)?.isPaused === true);
  }
}

async function tellPause(world: ContainerWorld, record: ContainerRecord, wasPaused: boolean): Promise<void> {
  const isPaused = (await querySystem(world, record.id))?.state === 'Paused';
  if (isPaused !== wasPaused) await world.events.add(isPaused ? 'Paused' : 'Resumed', record, { isLate: true });
}
