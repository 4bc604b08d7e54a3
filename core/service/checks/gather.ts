import { toFault } from '../../base/fault.ts';
import type { HostFinding } from '../../host/preparation.ts';
import { readPreparation } from '../preparation-journal.ts';
import type { Services } from '../services.ts';
import { imageChecks, removeUnusedLayer } from './image-checks.ts';

/** Who looks, who mends: the first part of a check's id. */
type Source = 'host' | 'container' | 'image';

/** A finding with the id that people see: `host:Wine`, `container:LeftoverSystem:<id>`. */
export interface Check extends HostFinding {
  source: Source;
  /** The id as its source gave it. */
  findingId: string;
}

/** Everything there is to check on this host: its own preparation, what containers left, the images. */
export async function gatherChecks(services: Services, signal: AbortSignal): Promise<Check[]> {
  const { host, containers } = services;
  const [prepared, waiting, left, images] = await Promise.all([
    host.preparation.check({ signal }),
    waitingRestart(services.root),
    looking('Leftovers', () => containers.check()),
    looking('Images', () => imageChecks(services)),
  ]);
  return [...from('host', [...prepared, ...waiting]), ...from('container', left), ...from('image', images)];
}

/** Mends what a check found. @throws {RuntimeFault} what its source says. */
export async function repairCheck(services: Services, check: Check, signal: AbortSignal): Promise<void> {
  switch (check.source) {
    case 'host':
      return services.host.preparation.repair(check.findingId, { signal });
    case 'container':
      return services.containers.removeLeftover(check.findingId, signal);
    case 'image':
      return removeUnusedLayer(services, check.findingId);
  }
}

/** Where nothing can be looked at, as on a machine that lacks what containers need, the other checks still say why. */
async function looking(name: string, look: () => Promise<HostFinding[]>): Promise<HostFinding[]> {
  try {
    return await look();
  } catch (error) {
    const { message, hint } = toFault(error, `look for ${name.toLowerCase()}`);
    return [{ id: name, name, result: 'warning', cause: message, ...(hint === undefined ? {} : { fix: hint }) }];
  }
}

async function waitingRestart(root: string): Promise<HostFinding[]> {
  const journal = await readPreparation(root);
  if (journal === undefined) return [];
  const cause = `The installation of ${journal.at} waits for a restart of this machine.`;
  return [{ id: 'Installation', name: 'Installation', result: 'warning', cause, fix: INSTALL_FIX }];
}

const INSTALL_FIX = 'Restart-Computer; where it was restarted since: Install-ContainerHost';

function from(source: Source, findings: readonly HostFinding[]): Check[] {
  return findings.map((finding) => ({
    ...finding,
    id: `${source}:${finding.id}`,
    source,
    findingId: finding.id,
  }));
}
