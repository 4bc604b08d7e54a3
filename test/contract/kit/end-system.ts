import { isFault } from '../../../core/base/fault.ts';
import type { Host } from '../../../core/host/port.ts';
import { eventually, within } from './within.ts';

/** Terminates a system and forgets it, with a deadline. A system that is Stopped too late is no failure here. */
export async function endSystem(host: Host, id: string): Promise<void> {
  try {
    await within(15_000, `terminate of system ${id}`, host.compute.terminate(id));
    const isStopped = async () => (await host.compute.query(id)).state === 'Stopped';
    await eventually(20_000, `system ${id} is Stopped`, isStopped);
    await host.compute.close(id);
  } catch (error) {
    if (!isFault(error, 'NotFound')) throw error;
  }
}
