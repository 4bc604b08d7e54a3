import { join } from 'node:path';
import { fault } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import { isGuid } from '../base/names.ts';
import { RecordFolder } from '../base/record-folder.ts';
import type { Log } from '../base/runtime.ts';
import { checkNetworkId, checkNetworkSpec, type NetworkAbility } from '../host/check-network.ts';
import type { ContainerNetwork, NetworkNamespace, NetworkSpec } from '../host/network.ts';

/** Containers here have a loopback of their own and published ports, no card and no address. */
export const EMBEDDED_NETWORK: NetworkAbility = {
  host: 'The embedded host',
  networks: ['nat'],
  networkSettings: [],
};

/**
 * The networks that were made by name: `<state>/networks/<id>.json`. Every container is alone behind its ports, so that a
 * network is a name for those on it, and nothing runs for it.
 */
export class NamedNetworks {
  private readonly records: RecordFolder<ContainerNetwork>;
  private readonly userOf: (networkId: string) => Promise<NetworkNamespace | undefined>;
  private readonly locks = new KeyedLock();

  /** @param userOf A namespace on the network. */
  constructor(stateFolder: string, log: Log, userOf: NamedNetworks['userOf']) {
    this.records = new RecordFolder(join(stateFolder, 'networks'), { log });
    this.userOf = userOf;
  }

  async create(id: string, spec: NetworkSpec): Promise<ContainerNetwork> {
    checkNetworkId('network', id);
    checkNetworkSpec(spec, EMBEDDED_NETWORK);
    return this.locks.exclusive(ALL, async () => {
      const same = (await this.list()).find((one) => one.id === id || sameName(one.name, spec.name));
      if (same !== undefined) {
        throw fault('AlreadyExists', `There is already a network '${same.name}' (${same.id}).`, { target: spec.name });
      }
      const network: ContainerNetwork = { id, owner: spec.owner, name: spec.name, kind: spec.kind };
      await this.records.write(network);
      return network;
    });
  }

  async list(filter: { owner?: string } = {}): Promise<ContainerNetwork[]> {
    const all = await this.records.list();
    return all.filter(({ owner }) => filter.owner === undefined || owner === filter.owner);
  }

  async delete(id: string): Promise<void> {
    if (!isGuid(id)) return;
    await this.locks.exclusive(ALL, async () => {
      const user = await this.userOf(id);
      if (user !== undefined) {
        throw fault('Busy', `Cannot remove network '${id}': network namespace '${user.id}' is on it.`, { target: id });
      }
      await this.records.remove(id);
    });
  }

  /** Removes what a killed process has half written. */
  sweep(): Promise<void> {
    return this.records.sweep();
  }

  /** Does some work with a network, which nobody removes meanwhile. @throws NotFound. */
  using<T>(idOrName: string, work: (network: ContainerNetwork) => Promise<T>): Promise<T> {
    return this.locks.shared(ALL, async () => {
      const network = (await this.list()).find(({ id, name }) => id === idOrName || sameName(name, idOrName));
      if (network === undefined) throw fault('NotFound', `There is no network '${idOrName}'.`, { target: idOrName });
      return work(network);
    });
  }
}

const ALL = 'all';

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
