import { isFault } from '../base/fault.ts';
import type { SystemProperties, SystemState } from '../host/port.ts';
import type { Hcs } from './hcs.ts';
import { MACHINE_SUFFIX } from './hyperv/machine-plan.ts';

/** HCS tells `SavedAsTemplate` and `Unknown` too: those are there and do not run. */
const STATES: readonly SystemState[] = ['Created', 'Running', 'Paused', 'Stopped'];

/** See `ComputeHost.listOthers`. Docker's, containerd's, Hyper-V's virtual machines: whatever HCS lists. */
export async function listOthers(hcs: Pick<Hcs, 'enumerateSystems'>, owner: string): Promise<SystemProperties[]> {
  let found: Record<string, unknown>[];
  try {
    found = await hcs.enumerateSystems({});
  } catch (error) {
    if (isFault(error, 'NotInstalled') || isFault(error, 'NotSupported')) return [];
    throw error;
  }
  const systems = found.flatMap(({ Id: id, Owner: tag, State: state }): SystemProperties[] => {
    if (typeof id !== 'string' || tag === owner) return [];
    return [{ id, owner: typeof tag === 'string' ? tag : '', state: STATES.find((one) => one === state) ?? 'Created' }];
  });
  // A container that runs in a machine of its own is one system, not two.
  const ids = new Set(systems.map(({ id }) => id));
  const isOwnMachine = ({ id }: SystemProperties) =>
    id.endsWith(MACHINE_SUFFIX) && ids.has(id.slice(0, -MACHINE_SUFFIX.length));
  return systems.filter((system) => !isOwnMachine(system)).sort((a, b) => (a.id < b.id ? -1 : 1));
}
