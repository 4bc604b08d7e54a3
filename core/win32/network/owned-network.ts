import { join } from 'node:path';
import { readJson, writeJson } from '../../base/atomic-file.ts';
import { fault, isFault } from '../../base/fault.ts';
import { isAlreadyExists, isNotFound } from '../../base/hresult.ts';
import { parsePrefix } from '../../base/ip-prefix.ts';
import { type PlannedSubnet, planSubnet, type TakenPrefix } from '../../base/plan-subnet.ts';
import type { Log } from '../../base/runtime.ts';
import type { HcnNetworkAnswer } from '../../spec/hcn.ts';
import { natNetwork, query } from './documents.ts';
import type { Hns } from './hcn-protocol.ts';

/** By this we know what is ours. */
export const HCN_OWNER = 'HcsContainers';

/** Whether nothing says that it is somebody else's. A build that forgets the owner leaves the id and name to go by. */
export function isTagged({ Owner }: { Owner?: string }): boolean {
  return Owner === undefined || Owner === '' || Owner === HCN_OWNER;
}

/**
 * The one network of this product on a machine: all state roots share it, and its fixed id keeps two services from
 * making it twice.
 */
export const NETWORK_ID = '5a2f3d1e-84c7-4b8e-9d36-6c1f0a7be052';
export const NETWORK_NAME = `${HCN_OWNER}-nat`;

/** `<state>/network.json`: where containers have been, so that their addresses stay the same after a reboot. */
interface StoredSubnet {
  schemaVersion: 1;
  prefix: string;
}

/** The NAT network that containers are on. Windows forgets NAT networks when it starts: it is made again when missing. */
export class OwnedNetwork {
  private readonly options: {
    hcn: Hns;
    log: Log;
    stateFolder: string;
    takenByHost: () => Promise<TakenPrefix[]>;
  };
  private making: Promise<void> | undefined;

  /** @param options.takenByHost The IPv4 networks of this machine's routes and adapters. */
  constructor(options: OwnedNetwork['options']) {
    this.options = options;
  }

  /**
   * Makes the network unless it is there. Callers at the same time share one making.
   * @throws {RuntimeFault} `AlreadyExists` when somebody else's network has our id; what planning and HNS say.
   */
  ensure(): Promise<void> {
    this.making ??= this.ensureNow().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  private async ensureNow(): Promise<void> {
    const { hcn, log } = this.options;
    if (await this.exists()) return;
    const subnet = await this.plan();
    await this.store(subnet);
    const settings = natNetwork({ owner: HCN_OWNER, name: NETWORK_NAME, subnet });
    try {
      await hcn.send({ op: 'create', kind: 'network', id: NETWORK_ID, settings });
    } catch (error) {
      // Another state root's service made it meanwhile.
      if (!isAlreadyExists(error) || !(await this.exists())) throw error;
    }
    log.info('the network for containers was made', { id: NETWORK_ID, prefix: subnet.prefix });
  }

  private async exists(): Promise<boolean> {
    let found: HcnNetworkAnswer;
    try {
      found = (await this.options.hcn.send({ op: 'query', kind: 'network', id: NETWORK_ID })) as HcnNetworkAnswer; // HNS wrote it; every field is optional
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
    if (isTagged(found) && found.Name === NETWORK_NAME) return true;
    throw fault('AlreadyExists', `Network '${found.Name}' has the id of ours and is not ours.`, {
      target: NETWORK_ID,
      hint: `Get-HnsNetwork ${NETWORK_ID}; rename or remove it`,
    });
  }

  /** The network of last time, unless something has moved in there. */
  private async plan(): Promise<PlannedSubnet> {
    const taken = [...(await this.options.takenByHost()), ...(await this.takenByNetworks())];
    const stored = (await readJson(this.path())) as StoredSubnet | undefined; // written by us only
    if (stored === undefined) return planSubnet({ taken });
    try {
      return planSubnet({ taken, wanted: stored.prefix });
    } catch (error) {
      if (!isFault(error, 'AlreadyExists')) throw error;
      const planned = planSubnet({ taken });
      this.options.log.warn('the network for containers moves', {
        from: stored.prefix,
        to: planned.prefix,
        why: error.message,
      });
      return planned;
    }
  }

  private async takenByNetworks(): Promise<TakenPrefix[]> {
    const { hcn } = this.options;
    const taken: TakenPrefix[] = [];
    for (const id of (await hcn.send({ op: 'enumerate', kind: 'network', query: query() })) as string[]) {
      taken.push(...prefixesOf(await this.describe(id)));
    }
    return taken;
  }

  /** One that goes while we look takes nothing. */
  private async describe(id: string): Promise<HcnNetworkAnswer> {
    try {
      return (await this.options.hcn.send({ op: 'query', kind: 'network', id })) as HcnNetworkAnswer; // as in `exists`
    } catch (error) {
      if (isNotFound(error)) return {};
      throw error;
    }
  }

  private async store({ prefix }: PlannedSubnet): Promise<void> {
    const stored: StoredSubnet = { schemaVersion: 1, prefix };
    await writeJson(this.path(), stored);
  }

  private path(): string {
    return join(this.options.stateFolder, 'network.json');
  }
}

/** IPv6 networks and what has no prefix yet are no concern of ours. */
function prefixesOf(network: HcnNetworkAnswer): TakenPrefix[] {
  const subnets = (network.Ipams ?? []).flatMap((ipam) => ipam.Subnets ?? []);
  return subnets.flatMap(({ IpAddressPrefix }) =>
    IpAddressPrefix === undefined || !/^[\d.]+\/\d+$/.test(IpAddressPrefix)
      ? []
      : [{ prefix: parsePrefix(IpAddressPrefix), by: `network '${network.Name ?? ''}' (${IpAddressPrefix})` }],
  );
}
