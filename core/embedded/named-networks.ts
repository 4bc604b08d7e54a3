import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { errnoOf, fault } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import { isGuid } from '../base/names.ts';
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
  private readonly folder: string;
  private readonly userOf: (networkId: string) => Promise<NetworkNamespace | undefined>;
  private readonly locks = new KeyedLock();

  /** @param userOf A namespace on the network. */
  constructor(stateFolder: string, userOf: NamedNetworks['userOf']) {
    this.folder = join(stateFolder, 'networks');
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
      await writeJson(this.path(id), network);
      return network;
    });
  }

  async list(filter: { owner?: string } = {}): Promise<ContainerNetwork[]> {
    let names: string[];
    try {
      names = await readdir(this.folder);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
    const found: ContainerNetwork[] = [];
    for (const name of names.filter((entry) => entry.endsWith('.json')).sort()) {
      const network = (await readJson(join(this.folder, name))) as ContainerNetwork | undefined; // written by us only
      if (network !== undefined && (filter.owner === undefined || network.owner === filter.owner)) found.push(network);
    }
    return found;
  }

  async delete(id: string): Promise<void> {
    if (!isGuid(id)) return;
    await this.locks.exclusive(ALL, async () => {
      const user = await this.userOf(id);
      if (user !== undefined) {
        throw fault('Busy', `Cannot remove network '${id}': network namespace '${user.id}' is on it.`, { target: id });
      }
      await rm(this.path(id), { force: true });
    });
  }

  /** Does some work with a network, which nobody removes meanwhile. @throws NotFound. */
  using<T>(idOrName: string, work: (network: ContainerNetwork) => Promise<T>): Promise<T> {
    return this.locks.shared(ALL, async () => {
      const network = (await this.list()).find(({ id, name }) => id === idOrName || sameName(name, idOrName));
      if (network === undefined) throw fault('NotFound', `There is no network '${idOrName}'.`, { target: idOrName });
      return work(network);
    });
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

const ALL = 'all';

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
