import { join } from 'node:path';
import type { ComputeSystemDocument } from '../../spec/compute-document.ts';
import type { HostedContainerDocument } from '../../spec/utility-vm-document.ts';
import { hostedContainerDocument } from '../documents/hosted-container.ts';
import {
  addDirectoryShare,
  addDisk,
  addLayerShare,
  combineLayers,
  removeDisk,
  removeShare,
  utilityVmDocument,
} from '../documents/utility-vm.ts';
import { type GuestNetwork, guestNetworkSteps } from './guest-network.ts';
import { type LostMachinePlan, type MachinePlan, type MachineStep, machineIdOf } from './machine-plan.ts';

export interface MachineInput {
  /** The container's compute system id. */
  id: string;
  /** The container as for process isolation, its layer ids filled in. */
  document: ComputeSystemDocument;
  /** The scratch's folder, with its `sandbox.vhdx`, which this machine has not mounted. */
  scratchFolder: string;
  /** `<layer>\UtilityVM`, processed. */
  utilityVmFolder: string;
  /** Of the container's network namespace. */
  network: GuestNetwork | undefined;
  startMs: number;
}

/** The machine's own disk is 0. */
const SCRATCH_LUN = 1;
/** What Windows itself takes in a utility VM, beside what the container may have; the guest pages, the host overcommits. */
const LEAST_MEMORY_MB = 1024;
const GUEST_MEMORY_MB = 512;
const DEFAULT_PROCESSORS = 2;

/** The paths of a machine's files, by its container's scratch. */
function filesOf(scratchFolder: string): { diskPath: string; scratchPath: string } {
  return { diskPath: join(scratchFolder, 'vm', 'sandbox.vhdx'), scratchPath: join(scratchFolder, 'sandbox.vhdx') };
}

/** What is known of a machine whose plan was lost: enough to end it, and to remove what was its own. */
export function lostMachine(systemId: string, scratchFolder: string | undefined): LostMachinePlan {
  const plan = { id: machineIdOf(systemId), openedPaths: [], steps: [] };
  if (scratchFolder === undefined) return plan;
  const { diskPath, scratchPath } = filesOf(scratchFolder);
  return { ...plan, diskPath, openedPaths: [diskPath, scratchPath] };
}

/** The virtual machine for a container (schema 2), and the container's own document in it. */
export function planMachine(input: MachineInput): { plan: MachinePlan; document: HostedContainerDocument } {
  const { id, document, scratchFolder, utilityVmFolder, network, startMs } = input;
  const { Storage, MappedDirectories = [], Memory, Processor } = document.Container;
  const { diskPath, scratchPath } = filesOf(scratchFolder);
  const layers = Storage.Layers.map(({ Id, Path }, index) => ({ Id, Path, share: `layer${index}` }));
  const directories = MappedDirectories.map((one, index) => ({ ...one, share: `folder${index}` }));
  const steps: MachineStep[] = [
    ...layers.map(({ share, Path }) => ({
      what: `share the layer '${Path}'`,
      add: addLayerShare(share, Path),
      remove: removeShare(share),
    })),
    {
      what: `attach the scratch '${scratchPath}'`,
      add: addDisk(SCRATCH_LUN, scratchPath),
      remove: removeDisk(SCRATCH_LUN),
    },
    {
      what: 'put the layers below the scratch',
      add: combineLayers('Add', SCRATCH_LUN, layers),
      remove: combineLayers('Remove', SCRATCH_LUN, layers),
    },
    ...directories.map(({ share, HostPath, ReadOnly = false }) => ({
      what: `share the folder '${HostPath}'`,
      add: addDirectoryShare(share, HostPath, ReadOnly),
      remove: removeShare(share),
    })),
    ...(network === undefined ? [] : guestNetworkSteps(network)),
  ];
  const plan: MachinePlan = {
    id: machineIdOf(id),
    document: utilityVmDocument({
      owner: document.Owner,
      bootFolder: join(utilityVmFolder, 'Files'),
      scratchPath: diskPath,
      memoryMb: Math.max(LEAST_MEMORY_MB, (Memory?.SizeInMB ?? 0) + GUEST_MEMORY_MB),
      processorCount: Processor?.Count ?? DEFAULT_PROCESSORS,
    }),
    templatePath: join(utilityVmFolder, 'SystemTemplate.vhdx'),
    diskPath,
    openedPaths: [diskPath, scratchPath],
    steps,
    startMs,
  };
  return {
    plan,
    document: hostedContainerDocument({
      document,
      utilityVmId: plan.id,
      scratchLun: SCRATCH_LUN,
      layerShares: layers.map(({ share }) => share),
      directoryShares: directories.map(({ share }) => share),
    }),
  };
}
