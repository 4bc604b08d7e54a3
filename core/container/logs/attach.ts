import { fault } from '../../base/fault.ts';
import { settlesWithin } from '../../base/wait.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { CommandSink } from '../command.ts';
import { viewContainer } from '../view.ts';
import { type ContainerWorld, readRecord } from '../world.ts';
import { giveLog } from './give-log.ts';

export interface AttachOptions {
  /** Also what the run that goes on has printed before. Default: from now on. */
  isFromBeginning?: boolean;
  signal: AbortSignal;
}

/** How long the exit code of a run that has ended may take to be known, where the container is gone with it. */
const LEARN_MS = 1000;

/**
 * Gives what the main process of a running container prints, to the end of its run. The container does not notice, nor
 * does it when the signal is aborted.
 *
 * @returns the whole unsigned 32-bit exit code; undefined when nobody knows it.
 * @throws {RuntimeFault} `InvalidState` for a container that is off, or has no command; the signal's reason.
 */
export async function attachToMain(
  world: ContainerWorld,
  id: string,
  { isFromBeginning = false, signal }: AttachOptions,
  sink: CommandSink,
): Promise<number | undefined> {
  const record = (await viewContainer(world, id))?.record ?? (await readRecord(world, id));
  const { run } = record;
  if (run === undefined) throw isOff(record);
  if (record.command === undefined) throw hasNoCommand(record);
  const main = world.mains.get(id);
  await giveLog(
    world,
    id,
    {
      runId: run.id,
      signal,
      from: (stream) => async (log) => (isFromBeginning ? (run.logStart?.[stream] ?? 0) : (await log.extent()).end),
    },
    sink,
  );
  const after = await world.records.read(id);
  if (after?.lastRun?.exitCode !== undefined) return after.lastRun.exitCode;
  const isKnown = main !== undefined && (await settlesWithin(main.process.exited, LEARN_MS));
  return isKnown ? main.process.exited : undefined;
}

function isOff({ name }: ContainerRecord): Error {
  return fault('InvalidState', `Cannot attach to container '${name}': it is off.`, {
    target: name,
    hint: `Get-ContainerLog ${name}, for what it has printed; Start-Container ${name}`,
  });
}

function hasNoCommand({ name }: ContainerRecord): Error {
  return fault('InvalidState', `Cannot attach to container '${name}': it has no command, and idles.`, {
    target: name,
    hint: `Invoke-ContainerCommand ${name} 'cmd /c ver'`,
  });
}
