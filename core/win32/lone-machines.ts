import { isFault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { Log } from '../base/runtime.ts';
import type { Hcs } from './hcs.ts';
import { MACHINE_SUFFIX as SUFFIX } from './hyperv/machine-plan.ts';
import { lostMachine } from './hyperv/plan-machine.ts';
import { HeldMachine } from './keeper/held-machine.ts';
import type { Attachments } from './win32-world.ts';

export interface LoneMachinesWorld {
  hcs: Hcs;
  log: Log;
  attachments: Pick<Attachments, 'list' | 'release'>;
  /** Whether there is anything written of the system, be it half made. */
  isWritten(systemId: string): boolean;
}

/** Ends the machines with this tag whose container neither HCS nor a record has: nobody can use them any more. */
export async function endLoneMachines(world: LoneMachinesWorld, owner: string): Promise<void> {
  const found = await machinesAndSystems(world.hcs, owner);
  const ids = new Set(found.map(({ Id: id }) => id));
  for (const { Id: id, Owner: tag } of found) {
    if (typeof id !== 'string' || !id.endsWith(SUFFIX) || (typeof tag === 'string' && tag !== owner)) continue;
    const systemId = id.slice(0, -SUFFIX.length);
    if (!isGuid(systemId) || ids.has(systemId) || world.isWritten(systemId)) continue;
    await end(world, systemId);
  }
}

/** A machine without the Host Compute Service has none. */
async function machinesAndSystems(hcs: Hcs, owner: string): Promise<Record<string, unknown>[]> {
  try {
    return await hcs.enumerateSystems({ Owners: [owner] });
  } catch (error) {
    if (isFault(error, 'NotInstalled') || isFault(error, 'NotSupported')) return [];
    throw error;
  }
}

async function end({ hcs, log, attachments }: LoneMachinesWorld, systemId: string): Promise<void> {
  const scratch = (await attachments.list()).find((one) => one.systemId === systemId)?.scratch;
  const machine = new HeldMachine({ hcs, log }, lostMachine(systemId, scratch), () => undefined);
  log.warn('a virtual machine without its container is ended', { machineId: machine.id });
  await machine.takeApart();
  await attachments.release(systemId);
}
