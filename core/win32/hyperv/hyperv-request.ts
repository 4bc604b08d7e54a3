import type { ComputeSystemDocument } from '../../spec/compute-document.ts';
import { findUtilityVm } from '../check-document.ts';
import { hyperVDocument } from '../documents/hyperv-v1.ts';
import type { Hcs } from '../hcs.ts';
import type { KnownNamespaces } from '../win32-world.ts';
import { makesOwnMachine } from './choose-schema.ts';
import type { MachinePlan } from './machine-plan.ts';
import { planMachine } from './plan-machine.ts';

/** How long a guest may take to boot and answer: hcsshim's limit. */
const START_MS = 120_000;

export interface HyperVParts {
  hcs: Pick<Hcs, 'serviceProperties'>;
  namespaces: Pick<KnownNamespaces, 'endpointIds' | 'describeForGuest'>;
}

export interface HyperVWanted {
  id: string;
  /** As for process isolation, its layer ids filled in. */
  document: ComputeSystemDocument;
  scratchFolder: string;
  credentialSpec: string | undefined;
}

/** What HCS is asked for a container with Hyper-V isolation: its document, and the machine that is made before it. */
export async function hyperVRequest(
  { hcs, namespaces }: HyperVParts,
  wanted: HyperVWanted,
): Promise<{ document: object; machine?: MachinePlan }> {
  const { id, document, scratchFolder, credentialSpec } = wanted;
  const { Networking, Storage } = document.Container;
  const namespace = Networking?.Namespace;
  const utilityVmFolder = await findUtilityVm(Storage.Layers.map((layer) => layer.Path));
  const service = await hcs.serviceProperties({ PropertyTypes: ['Basic'] });
  if (!makesOwnMachine(service, document, credentialSpec)) {
    const endpointIds = namespace === undefined ? [] : await namespaces.endpointIds(namespace);
    return {
      document: hyperVDocument({ id, document, scratchFolder, utilityVmFolder, endpointIds, credentialSpec }),
    };
  }
  const network = namespace === undefined ? undefined : await namespaces.describeForGuest(namespace);
  const planned = planMachine({ id, document, scratchFolder, utilityVmFolder, network, startMs: START_MS });
  return { document: planned.document, machine: planned.plan };
}
