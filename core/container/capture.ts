import { commandToArgv } from '../base/command-line.ts';
import { fault, toFault } from '../base/fault.ts';
import type { Image } from '../image/image.ts';
import type { ContainerJournal } from '../store/container-record.ts';
import { requireScratch } from './recovery/lost.ts';
import { isDue } from './restart/restart-policy.ts';
import { settled } from './settle.ts';
import { stopRun } from './stop.ts';
import { type ContainerWorld, nowText, type OnProgress, scratchFolder } from './world.ts';

export interface CaptureOptions {
  name: string;
  publisher?: string;
  version?: string;
  /** The image's command. Default: the container's. */
  command?: string[];
  /** Stop a running container first. */
  force?: boolean;
  progress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Captures a container's changes as an image, whose parent is the container's own. The container stays, Off.
 *
 * @throws {RuntimeFault} `InvalidState` while it runs, without force; what the image store throws.
 */
export async function captureContainer(world: ContainerWorld, id: string, options: CaptureOptions): Promise<Image> {
  const { force, signal, ...rest } = options;
  const cancellable = signal === undefined ? {} : { signal };
  const capture = async () => {
    let record = await settled(world, id);
    const { name } = record;
    if (record.run !== undefined || isDue(record)) {
      if (force !== true) {
        throw fault(
          'InvalidState',
          `Cannot capture container '${name}': it is ${isDue(record) ? 'restarting' : 'running'}.`,
          {
            target: name,
            hint: `Stop-Container ${name}; or give -Force to stop it first`,
          },
        );
      }
      record = await stopRun(world, record, cancellable);
    }
    try {
      await requireScratch(world, record);
      const parent = await world.images.find({ name: record.image.digest });
      const wanted = wantedImage(options);
      await world.records.writeJournal(id, {
        schemaVersion: 1,
        operation: 'capture',
        at: nowText(world),
        name,
        image: wanted,
      });
      const image = await world.images.capture({
        ...rest,
        ...cancellable,
        scratchFolder: scratchFolder(world, id),
        parent,
        environment: record.environment,
        ...(rest.command === undefined && record.command !== undefined
          ? { command: commandToArgv(record.command) }
          : {}),
        ...(record.workingDirectory === undefined ? {} : { workingDirectory: record.workingDirectory }),
      });
      await world.events.add('Captured', record, { image: image.reference });
      return image;
    } catch (error) {
      throw toFault(error, 'capture container', name);
    } finally {
      await clearJournal(world, id);
    }
  };
  return world.locks.exclusive(id, capture, signal);
}

function wantedImage({ name, publisher, version }: CaptureOptions): NonNullable<ContainerJournal['image']> {
  return {
    name,
    ...(publisher === undefined ? {} : { publisher }),
    ...(version === undefined ? {} : { version }),
  };
}

async function clearJournal(world: ContainerWorld, id: string): Promise<void> {
  await world.records.clearJournal(id).catch((error: unknown) => {
    // The next operation on it finds out what became of the image.
    world.log.warn('a journal could not be removed', { id, reason: String(error) });
  });
}
