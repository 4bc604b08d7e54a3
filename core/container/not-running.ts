import { fault, isFault, type RuntimeFault } from '../base/fault.ts';
import { querySystem } from './settle.ts';
import type { ContainerWorld } from './world.ts';

/** What cannot be done to a container that is off. @param what `run a command in container 'web'`. */
export function notRunning(name: string, what: string, cause?: unknown): RuntimeFault {
  return fault('InvalidState', `Cannot ${what}: it is not running.`, {
    target: name,
    hint: `Start-Container ${name}`,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What cannot be done to a paused container. @param what `start container 'web'`. */
export function pausedFault(name: string, what: string, cause?: unknown): RuntimeFault {
  return fault('InvalidState', `Cannot ${what}: it is paused.`, {
    target: name,
    hint: `Resume-Container ${name}`,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Why the host refused a running container something: it is paused, or has ended. @returns undefined for another reason. */
export async function whyNotRunning(
  world: ContainerWorld,
  { id, name }: { id: string; name: string },
  what: string,
  error: unknown,
): Promise<RuntimeFault | undefined> {
  if (!isFault(error, 'InvalidState') && !isFault(error, 'NotFound')) return undefined;
  const isPaused = (await querySystem(world, id))?.state === 'Paused';
  return isPaused ? pausedFault(name, what, error) : notRunning(name, what, error);
}
