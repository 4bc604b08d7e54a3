import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { AssignedDevice, ComputeSystemDocument, ContainerDocument, StorageQoS } from '../spec/compute-document.ts';

/** What the compute system's document is made from. */
export interface DocumentInput {
  owner: string;
  computerName: string;
  /** The immediate parent first, the base last. */
  layerFolders: readonly string[];
  /** What `attachScratch` gave. */
  scratchPath: string;
  namespaceId: string;
  memoryBytes?: number;
  processorCount?: number;
  /** Of all processors. */
  processorPercent?: number;
  processorWeight?: number;
  storageIops?: number;
  /** Bytes a second. */
  storageBandwidth?: number;
  devices?: readonly AssignedDevice[];
}

/** One concern of the document. Leaves the rest as it is. */
export type Contributor = (container: ContainerDocument, input: DocumentInput) => ContainerDocument;

/** Layers and the writable layer. A layer's id is made from its folder's name, so it is the same each time. */
export const storage: Contributor = (container, input) => ({
  ...container,
  Storage: {
    Layers: input.layerFolders.map((path) => ({ Id: layerId(path), Path: path })),
    Path: input.scratchPath,
    ...storageQos(input),
  },
});

function storageQos({ storageIops, storageBandwidth }: DocumentInput): { QoS?: StorageQoS } {
  if (storageIops === undefined && storageBandwidth === undefined) return {};
  return {
    QoS: {
      ...(storageIops === undefined ? {} : { IopsMaximum: storageIops }),
      ...(storageBandwidth === undefined ? {} : { BandwidthMaximum: storageBandwidth }),
    },
  };
}

export const guestOs: Contributor = (container, input) => ({
  ...container,
  GuestOs: { HostName: input.computerName },
});

export const networking: Contributor = (container, input) => ({
  ...container,
  Networking: { Namespace: input.namespaceId },
});

/** HCS counts memory in MB and takes no fraction: rounded up. */
export const memory: Contributor = (container, input) =>
  input.memoryBytes === undefined
    ? container
    : { ...container, Memory: { SizeInMB: Math.ceil(input.memoryBytes / (1024 * 1024)) } };

/** One of them; HCS counts a share in hundredths of a percent. */
export const processor: Contributor = (container, { processorCount, processorPercent, processorWeight }) => {
  if (processorCount !== undefined) return { ...container, Processor: { Count: processorCount } };
  if (processorPercent !== undefined) return { ...container, Processor: { Maximum: processorPercent * 100 } };
  return processorWeight === undefined ? container : { ...container, Processor: { Weight: processorWeight } };
};

export const devices: Contributor = (container, input) =>
  input.devices === undefined || input.devices.length === 0
    ? container
    : { ...container, AssignedDevices: [...input.devices] };

const CONTRIBUTORS: readonly Contributor[] = [storage, guestOs, networking, memory, processor, devices];

/** Folds the document of a process-isolated container. */
export function makeDocument(input: DocumentInput): ComputeSystemDocument {
  const empty: ContainerDocument = { Storage: { Layers: [], Path: '' } };
  return {
    Owner: input.owner,
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    Container: CONTRIBUTORS.reduce((container, contribute) => contribute(container, input), empty),
  };
}

/** A GUID from a layer folder's name: the first 16 bytes of its SHA-256, as RFC 9562 version 8. */
export function layerId(folder: string): string {
  const bytes = createHash('sha256').update(basename(folder)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
