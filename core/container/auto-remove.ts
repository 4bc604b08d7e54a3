import { isFault } from '../base/fault.ts';
import type { ContainerRecord } from '../store/container-record.ts';
import { removeContainer } from './remove.ts';
import { type ContainerWorld, inBackground } from './world.ts';

/**
 * Removes a container that was made to be removed after its run, behind whatever holds its lock now; one that runs again
 * then (a restart) stays, and so does one that is followed: who follows it removes it. Failures are logged; the next
 * service start tries again.
 */
export function removeWhenOff(world: ContainerWorld, record: ContainerRecord): void {
  const { id } = record;
  if (record.autoRemove !== true || world.isClosed || world.followed.has(id)) return;
  const work = removeContainer(world, id).catch((error: unknown) => {
    if (!isFault(error, 'InvalidState')) throw error; // it runs again
  });
  void inBackground(world, work, { id, failed: 'a container that has ended could not be removed' });
}
