import { isFault } from '../base/fault.ts';
import type { HostProcess } from '../host/port.ts';
import { endRun, querySystem } from './settle.ts';
import { type ContainerWorld, inBackground } from './world.ts';

/** How long a system may take to shut down once its main process is gone. */
const SHUTDOWN_MS = 30_000;

/**
 * Ends the container when its main process ends. The process's output streams are let go: the host writes the log.
 *
 * @param runId The run that the process belongs to; a later run is left alone.
 */
export function watchMain(world: ContainerWorld, id: string, runId: string, main: HostProcess): void {
  main.stdout.destroy();
  main.stderr.destroy();
  const watched = { runId, process: main, hasExited: false };
  world.mains.set(id, watched);
  void main.exited.then(() => {
    watched.hasExited = true;
    endInBackground(world, id, runId);
  });
}

/** Subscribes to systems that end by themselves. @returns unsubscribe. */
export function watchSystems(world: ContainerWorld): () => void {
  return world.host.compute.subscribe((event) => {
    if (event.type !== 'systemExited') return;
    void world.records
      .read(event.systemId)
      .then((record) => {
        if (record?.run !== undefined) endInBackground(world, record.id, record.run.id);
      })
      .catch((error: unknown) => {
        world.log.error('the end of a system could not be followed', { id: event.systemId, reason: String(error) });
      });
  });
}

/** Shuts the container down and records its end, behind whatever holds its lock now. Failures are logged. */
export function endInBackground(world: ContainerWorld, id: string, runId: string): void {
  if (world.isClosed) return;
  const work = world.locks.exclusive(id, () => endIfSameRun(world, id, runId));
  // When it fails the record still says that it runs, the host that it does not: the next look at it settles that.
  void inBackground(world, work, { id, failed: 'the end of a container could not be recorded' });
}

async function endIfSameRun(world: ContainerWorld, id: string, runId: string): Promise<void> {
  const record = await world.records.read(id);
  if (world.isClosed || record?.run?.id !== runId) return;
  await shutDown(world, id, SHUTDOWN_MS);
  await endRun(world, record, await querySystem(world, id));
}

/** Asks a system to shut down; ends it when it does not in time. A system that is gone: success. */
export async function shutDown(world: ContainerWorld, id: string, timeoutMs: number): Promise<void> {
  const { compute } = world.host;
  try {
    await compute.shutdown(id, { timeoutMs });
  } catch (error) {
    if (isFault(error, 'NotFound')) return;
    if (!isFault(error)) throw error;
    world.log.warn('a container did not shut down and is turned off', { id, reason: error.message });
    await compute.terminate(id);
  }
}
