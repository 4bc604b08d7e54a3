import { join } from 'node:path';
import { RecordFolder } from '../../base/record-folder.ts';
import type { Log } from '../../base/runtime.ts';
import type { NamespaceOptions, NetworkNamespace, PortMapping } from '../../host/network.ts';

/**
 * `<state>/namespaces/<id>.json`: written before anything is made, so that what a crash leaves can be found; and with all
 * that it takes to make it again, the same, when the network service has forgotten it.
 */
export interface NamespaceRecord
  extends Pick<NamespaceOptions, 'dns' | 'rules' | 'natExceptions' | 'maximumOutgoingBytesPerSecond'> {
  schemaVersion: 1;
  id: string;
  owner: string;
  /** `making` until it is whole: a record found in this state is undone. */
  state: 'making' | 'made';
  /** The network that was asked for; absent: the shared one. */
  networkId?: string;
  /** Chosen by us, so that it is known whatever becomes of the call that makes it. */
  endpointId: string;
  /** `hostPort` as chosen, once it is made. */
  portMappings: PortMapping[];
  ipAddress?: string;
  /** Of the network that the address is in. */
  prefixLength?: number;
  /** `00-15-5D-01-02-03`. */
  macAddress?: string;
  /** HNS had lost it, and it is not whole again yet. */
  isMending?: true;
}

/** The records of one host. HNS knows our namespaces by id only, so these files are what says which are ours. */
export type NamespaceRecords = RecordFolder<NamespaceRecord>;

export function namespaceRecords(stateFolder: string, log: Log): NamespaceRecords {
  return new RecordFolder<NamespaceRecord>(join(stateFolder, 'namespaces'), { log, lists: ['portMappings'] });
}

export function describeNamespace(record: NamespaceRecord): NetworkNamespace {
  const { id, owner, portMappings, ipAddress, networkId } = record;
  return {
    id,
    owner,
    portMappings,
    ...(ipAddress === undefined ? {} : { ipAddress }),
    ...(networkId === undefined ? {} : { networkId }),
  };
}
