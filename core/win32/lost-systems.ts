import { isFault } from '../base/fault.ts';
import { isNotFound } from '../base/hresult.ts';
import { isGuid } from '../base/names.ts';
import { lostDocument } from '../host/lost-document.ts';
import { hasCredentialGuard } from './documents/credential-guard.ts';
import type { Hcs } from './hcs.ts';
import { machineIdOf } from './hyperv/machine-plan.ts';
import { lostMachine } from './hyperv/plan-machine.ts';
import type { SystemFacts } from './keeper/protocol.ts';
import type { Attachments } from './win32-world.ts';

/** A system that HCS has and no record tells of. */
export interface LostSystem {
  id: string;
  about: SystemFacts;
  /** ISO 8601; absent for one that was made and not started. */
  startedAt?: string;
}

export interface LostSystemsWorld {
  attachments: Pick<Attachments, 'list'>;
  hcs: Pick<Hcs, 'enumerateSystems' | 'openSystem' | 'systemProperties' | 'serviceProperties'>;
  now(): Date;
  /** Whether the keeper has a record. */
  isKnown(id: string): Promise<boolean>;
}

/**
 * The systems in HCS that carry this tag and of which the keeper has no record. A machine without the Host Compute
 * Service has none. Changes nothing.
 */
export async function findLost(world: LostSystemsWorld, owner: string): Promise<LostSystem[]> {
  let found: Record<string, unknown>[];
  try {
    found = await world.hcs.enumerateSystems({ Owners: [owner] });
  } catch (error) {
    if (isFault(error, 'NotInstalled') || isFault(error, 'NotSupported')) return [];
    throw error;
  }
  const lost: LostSystem[] = [];
  for (const { Id: id, Owner: tag } of found) {
    // Ours have such ids; a build that does not filter tells the tag.
    if (typeof id !== 'string' || !isGuid(id) || (typeof tag === 'string' && tag !== owner)) continue;
    if (await world.isKnown(id)) continue;
    const described = await describe(world, id, owner);
    if (described !== undefined) lost.push(described);
  }
  return lost.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What can be found out of it; undefined when it has ended meanwhile. */
async function describe(world: LostSystemsWorld, id: string, owner: string): Promise<LostSystem | undefined> {
  let properties: Record<string, unknown>;
  try {
    const handle = await world.hcs.openSystem(id);
    try {
      properties = await world.hcs.systemProperties(handle, {});
      if (properties['State'] !== 'Created') {
        const { Statistics } = await world.hcs.systemProperties(handle, { PropertyTypes: ['Statistics'] });
        properties = { ...properties, Statistics };
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
  const about = await factsOf(world, id, owner, properties);
  return properties['State'] === 'Created' ? { id, about } : { id, about, startedAt: startOf(world, properties) };
}

/** As far as the document can be told from what is left: its scratch from the attachment, its namespace from our habit. */
async function factsOf(
  { attachments, hcs }: LostSystemsWorld,
  id: string,
  owner: string,
  { RuntimeId: runtimeId, HostingSystemId: host }: Record<string, unknown>,
): Promise<SystemFacts> {
  const attachment = (await attachments.list()).find(({ systemId }) => systemId === id);
  const document = lostDocument(id, owner, attachment?.volumePath);
  if (host === machineIdOf(id)) {
    const machine = lostMachine(id, attachment?.scratch);
    return { document, isolation: 'hyperv', hasCredentialGuard: false, machine }; // which has none: see `makesOwnMachine`
  }
  const isMachine = typeof runtimeId === 'string' && /[1-9a-f]/i.test(runtimeId); // all zero or absent for a silo (hcs.md 2.9)
  // A host that cannot tell has none; one that fails to tell may have: taking away what is not there does no harm.
  const isVouchedFor = await hasCredentialGuard(hcs, id).catch((error: unknown) => !isFault(error, 'NotSupported'));
  return { document, isolation: isMachine ? 'hyperv' : 'process', hasCredentialGuard: isVouchedFor };
}

/** HCS tells it among the statistics; a build that does not leaves the moment of its finding. */
function startOf({ now }: LostSystemsWorld, { Statistics: statistics }: Record<string, unknown>): string {
  const at =
    typeof statistics === 'object' && statistics !== null && 'ContainerStartTime' in statistics
      ? Date.parse(String(statistics.ContainerStartTime))
      : Number.NaN;
  return Number.isNaN(at) ? now().toISOString() : new Date(at).toISOString();
}
