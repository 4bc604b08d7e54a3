import { fault, type RuntimeFault } from '../../base/fault.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import type { SystemChange } from '../../host/controls.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { ContainerWorld } from '../world.ts';
import { LIMIT_FIELDS, limitChange } from './limits.ts';
import { PARAMETERS } from './parameter-names.ts';

/** What needs no word to the host: it can be changed while the container runs, and counts at once. */
const ALWAYS: readonly (keyof ContainerRecord)[] = [
  'restartPolicy',
  'restarts',
  'healthCheck',
  'stopCommand',
  'stopTimeoutMs',
];

/** The record first: when the host refuses it is as before, and a crash in between leaves what its next start obeys. */
export async function setRunning(
  world: ContainerWorld,
  record: ContainerRecord,
  next: ContainerRecord,
  changed: readonly (keyof ContainerRecord)[],
): Promise<void> {
  const changes = await liveChanges(world, record, next, changed);
  await world.records.write(next);
  const done: (keyof ContainerRecord)[] = [];
  try {
    for (const { field, change } of changes) {
      await world.host.controls.change(record.id, change);
      done.push(field);
    }
  } catch (error) {
    await undo(world, record, done);
    throw error;
  }
}

/** What the host is asked to change in a running container. @throws {RuntimeFault} `InvalidState` for what it cannot. */
export async function liveChanges(
  world: ContainerWorld,
  record: ContainerRecord,
  next: ContainerRecord,
  changed: readonly (keyof ContainerRecord)[],
): Promise<{ field: keyof ContainerRecord; change: SystemChange }[]> {
  const { controls } = await world.host.capabilities();
  const refused: string[] = [];
  const changes = changed
    .filter((field) => !ALWAYS.includes(field))
    .flatMap((field) => {
      const change = liveChange(field, next, controls);
      if (change !== undefined) return [{ field, change }];
      refused.push(`-${PARAMETERS[field]}`);
      return [];
    });
  if (refused.length > 0) throw runsFault(record, refused);
  return changes;
}

async function undo(
  world: ContainerWorld,
  record: ContainerRecord,
  done: readonly (keyof ContainerRecord)[],
): Promise<void> {
  await world.records.write(record);
  for (const field of done) {
    const change = liveChange(field, record, ['memory', 'processor']);
    const undone = change === undefined ? undefined : world.host.controls.change(record.id, change);
    await undone?.catch((error: unknown) => {
      world.log.warn('a limit of a running container could not be set back', { id: record.id, reason: String(error) });
    });
  }
}

/** What the host is asked for a field of a running container; undefined when it cannot be asked, or for a limit that is no more. */
function liveChange(
  field: keyof ContainerRecord,
  record: ContainerRecord,
  controls: HostCapabilities['controls'],
): SystemChange | undefined {
  const limit = LIMIT_FIELDS.find((one) => one === field);
  const change = limit === undefined ? undefined : limitChange(limit, record);
  return change !== undefined && controls.some((control) => control === change.kind) ? change : undefined;
}

function runsFault({ name }: ContainerRecord, refused: readonly string[]): RuntimeFault {
  const what = refused.join(', ');
  return fault('InvalidState', `Cannot set ${what} of container '${name}' while it runs. Nothing was changed.`, {
    target: name,
    hint: `Stop-Container ${name}; then set it, and Start-Container ${name}`,
  });
}
