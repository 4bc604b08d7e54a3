import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { changeRequest } from '../../../core/win32/controls.ts';
import { finishDocument } from '../../../core/win32/documents/finish-document.ts';
import { hostedContainerDocument } from '../../../core/win32/documents/hosted-container.ts';
import { hyperVDocument } from '../../../core/win32/documents/hyperv-v1.ts';
import {
  addDirectoryShare,
  addDisk,
  addLayerShare,
  combineLayers,
  removeDisk,
  removeShare,
  utilityVmDocument,
} from '../../../core/win32/documents/utility-vm.ts';
import { guestNetworkSteps } from '../../../core/win32/hyperv/guest-network.ts';

const ID = '7b8d3e0c-9d0e-4c0e-8a53-0f4b1c2d3e4f';
/** The utility VM that the hosted container is in. */
export const VM_ID = '3c4c1f0a-6f3e-4b52-9a57-0b8f1d0e6a21';
const NAMESPACE = '59b1057a-e526-415a-b840-b61662558067';
const IDS = ['44ee543c-e9f7-5ac3-a463-d6dc23dde7ce', '010df3e1-7918-5616-b7ed-f330ad22e0d8'];

const container: ComputeSystemDocument = {
  Owner: 'hcscontainers',
  SchemaVersion: { Major: 2, Minor: 1 },
  ShouldTerminateOnLastHandleClosed: false,
  Container: {
    GuestOs: { HostName: 'web01' },
    Storage: {
      Layers: [
        { Id: '', Path: 'C:\\store\\layers\\app' },
        { Id: '', Path: 'C:\\store\\layers\\base' },
      ],
      Path: '\\\\?\\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}\\',
      QoS: { IopsMaximum: 500, BandwidthMaximum: 50_000_000 },
    },
    Networking: { Namespace: NAMESPACE },
    Memory: { SizeInMB: 1024 },
    Processor: { Count: 2 },
    MappedDirectories: [{ HostPath: 'D:\\data', ContainerPath: 'C:\\data', ReadOnly: true }],
  },
};

const smallest: ComputeSystemDocument = {
  ...container,
  Container: {
    Storage: { Layers: [{ Id: '', Path: 'C:\\store\\layers\\base' }], Path: container.Container.Storage.Path },
  },
};

const layerIds = { idOf: async (folder: string) => (folder.endsWith('app') ? IDS[0] : IDS[1]) ?? '' };

/** A document of each kind that is given to HcsCreateComputeSystem, by the name of its golden file. */
export async function sampleSystems(): Promise<Record<string, object>> {
  const document = await finishDocument(container, { layerIds });
  const withDevice: ComputeSystemDocument = {
    ...document,
    SchemaVersion: { Major: 2, Minor: 2 },
    Container: {
      ...document.Container,
      ContainerCredentialGuard: {
        Cookie: 'QUJD',
        RpcEndpoint: 'D50C1A1D-1A8C-4C0F-8D9B-3A0A1F9F4A1B',
        Transport: 'LRPC',
        CredentialSpec: '{"CmsPlugins":["ActiveDirectory"]}',
      },
      AssignedDevices: [{ Type: 'ClassGuid', InterfaceClassGuid: '5b45201d-f2f2-4f3b-85bb-30ff1f953599' }],
    },
  };
  return {
    'process-smallest': await finishDocument(smallest, { layerIds }),
    'process-whole': document,
    'process-device-gmsa': withDevice,
    'hyperv-schema-1': hyperVDocument({
      id: ID,
      document,
      scratchFolder: 'C:\\store\\scratches\\web',
      utilityVmFolder: 'C:\\store\\layers\\base\\UtilityVM',
      endpointIds: ['1f3a7c1e-52a5-4d0e-9b0a-8a1f0f5a9d11'],
      credentialSpec: '{"CmsPlugins":["ActiveDirectory"]}',
    }),
    'utility-vm': utilityVmDocument({
      owner: 'hcscontainers',
      bootFolder: 'C:\\store\\layers\\base\\UtilityVM\\Files',
      scratchPath: 'C:\\store\\scratches\\web\\vm\\sandbox.vhdx',
      memoryMb: 1024,
      processorCount: 2,
    }),
    'hyperv-hosted': hostedContainerDocument({
      document,
      utilityVmId: VM_ID,
      scratchLun: 1,
      layerShares: ['s1', 's2'],
      directoryShares: ['s3'],
    }),
  };
}

const ENDPOINT = '1f3a7c1e-52a5-4d0e-9b0a-8a1f0f5a9d11';

/** What the guest of a machine is told of its network, step by step. */
function networkRequests(): Record<string, object> {
  const [namespace, announce, adapter] = guestNetworkSteps({
    namespace: { ID: NAMESPACE, SchemaVersion: { Major: 2, Minor: 0 } },
    endpoints: [{ id: ENDPOINT, macAddress: '00-15-5D-00-00-01', document: { ID: ENDPOINT } }],
  });
  return {
    'add-guest-namespace': namespace?.add ?? {},
    'remove-guest-namespace': namespace?.remove ?? {},
    'announce-endpoint': announce?.add ?? {},
    'add-adapter': adapter?.add ?? {},
    'remove-adapter': adapter?.remove ?? {},
  };
}

/** A request of each kind that is given to HcsModifyComputeSystem. */
export function sampleRequests(): Record<string, object> {
  const layers = IDS.map((Id, index) => ({ Id, share: `s${index + 1}` }));
  const directory = { hostPath: 'D:\\data', containerPath: 'C:\\data', isReadOnly: false };
  return {
    'add-layer-share': addLayerShare('s1', 'C:\\store\\layers\\app'),
    'remove-share': removeShare('s1'),
    'add-directory-share': addDirectoryShare('s3', 'D:\\data', true),
    'add-disk': addDisk(1, 'C:\\store\\scratches\\web\\sandbox.vhdx'),
    'remove-disk': removeDisk(1),
    'combine-layers': combineLayers('Add', 1, layers),
    'part-layers': combineLayers('Remove', 1, layers),
    ...networkRequests(),
    'change-memory': changeRequest({ kind: 'memory', memoryBytes: 512 * 1024 * 1024 + 1 }),
    'change-processor': changeRequest({ kind: 'processor', limit: { maximum: 5000 } }),
    'add-directory': changeRequest({ kind: 'addDirectory', ...directory }),
    'remove-directory': changeRequest({ kind: 'removeDirectory', ...directory }),
  };
}
