import { join } from 'node:path';
import { RecordFolder } from '../../base/record-folder.ts';
import type { Log } from '../../base/runtime.ts';
import type { ContainerNetwork } from '../../host/network.ts';

/** `<state>/networks/<id>.json`: what is to be, whatever HNS has kept of it. */
export interface NetworkRecord extends ContainerNetwork {
  schemaVersion: 1;
  /** `making` until it is whole: a record found in this state is undone. */
  state: 'making' | 'made';
  /** The subnet was chosen by us: another will do when somebody has moved in there. */
  isSubnetChosen?: true;
}

export type NetworkRecords = RecordFolder<NetworkRecord>;

export function networkRecords(stateFolder: string, log: Log): NetworkRecords {
  return new RecordFolder<NetworkRecord>(join(stateFolder, 'networks'), { log });
}

export function describeNetwork(record: NetworkRecord): ContainerNetwork {
  const { schemaVersion: _version, state: _state, isSubnetChosen: _chosen, ...network } = record;
  return network;
}
