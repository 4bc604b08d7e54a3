import { fault, type RuntimeFault } from '../base/fault.ts';
import { isUp } from '../host/is-up.ts';
import type { SystemProperties } from '../host/port.ts';
import { isNamed } from './resolve.ts';
import type { ContainerWorld } from './world.ts';

/** A compute system that somebody else has made: it can be looked at, no more. */
export interface OtherSystem {
  id: string;
  /** The tag of who made it: `docker`, `containerd-shim-runhcs-v1.exe`, `VMMS`. Empty where the host does not tell. */
  owner: string;
  state: 'Off' | 'Running' | 'Paused';
  startedAt?: Date;
}

/** The compute systems of this machine that are not ours, by id. */
export async function listOthers(world: ContainerWorld): Promise<OtherSystem[]> {
  return (await world.host.compute.listOthers(world.owner)).map(describe);
}

function describe(system: SystemProperties): OtherSystem {
  const { id, owner, startedAt } = system;
  const other: OtherSystem = { id, owner, state: isUp(system) ? system.state : 'Off' };
  if (startedAt !== undefined) other.startedAt = startedAt;
  return other;
}

/** The one that a text names: its id, or at least 4 digits from its beginning, where only one begins so. */
export function findOther(others: readonly OtherSystem[], text: string): OtherSystem | undefined {
  const found = others.filter(({ id }) => isNamed(text, id, [id]));
  return found.length === 1 ? found[0] : undefined;
}

/** What to say to who would change one. */
export function otherFault({ id, owner }: OtherSystem): RuntimeFault {
  const whose = owner === '' ? 'somebody else' : `'${owner}'`;
  return fault(
    'AccessDenied',
    `Compute system '${id}' belongs to ${whose}: it can be seen here, and changed by its owner.`,
    {
      target: id,
      hint: 'Get-Container -Owner *',
    },
  );
}
