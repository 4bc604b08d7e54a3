import { fault } from '../../base/fault.ts';
import { isAlreadyExists, isNotFound } from '../../base/hresult.ts';
import { parsePrefix } from '../../base/ip-prefix.ts';
import type { TakenPrefix } from '../../base/plan-subnet.ts';
import type { HcnNetworkAnswer, HcnNetworkDocument } from '../../spec/hcn.ts';
import { query } from './documents.ts';
import type { Hns } from './hcn-protocol.ts';
import { isTagged } from './ownership.ts';

/** Networks as HNS has them; ours are known by id, name and tag. */
export class HnsNetworks {
  private readonly hcn: Hns;

  constructor(hcn: Hns) {
    this.hcn = hcn;
  }

  /**
   * Our network, as HNS has it; undefined when it is not there.
   * @throws {RuntimeFault} `AlreadyExists` when somebody else's network has its id.
   */
  async find(id: string, name: string): Promise<HcnNetworkAnswer | undefined> {
    const found = await this.describe(id);
    if (found === undefined || (isTagged(found) && found.Name === name)) return found;
    throw fault('AlreadyExists', `Network '${found.Name}' has the id of ours and is not ours.`, {
      target: id,
      hint: `Get-HnsNetwork ${id}; rename or remove it`,
    });
  }

  /** Makes it; another service of ours may have made it meanwhile. */
  async create(id: string, settings: HcnNetworkDocument): Promise<void> {
    try {
      await this.hcn.send({ op: 'create', kind: 'network', id, settings });
    } catch (error) {
      if (!isAlreadyExists(error) || (await this.find(id, settings.Name)) === undefined) throw error;
    }
  }

  /** Whoever made them. */
  async endpointsOn(id: string): Promise<string[]> {
    const filter = query({ VirtualNetwork: id });
    return (await this.hcn.send({ op: 'enumerate', kind: 'endpoint', query: filter })) as string[];
  }

  /**
   * Removes our network; one that is not there, or not ours: nothing. Never one with endpoints: HNS would take them along.
   * @throws {RuntimeFault} `Busy`.
   */
  async remove(id: string, name: string): Promise<void> {
    const found = await this.describe(id);
    if (found === undefined || !isTagged(found) || found.Name !== name) return;
    const [endpointId, ...more] = await this.endpointsOn(id);
    if (endpointId !== undefined) {
      throw fault('Busy', `Cannot remove network '${name}': ${more.length + 1} endpoints are on it.`, {
        target: name,
        hint: `Get-HnsEndpoint ${endpointId} shows one of them; stop its container first`,
      });
    }
    try {
      await this.hcn.send({ op: 'delete', kind: 'network', id });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  /** The IPv4 networks that they have. @param which Only these. */
  async taken(which: (network: HcnNetworkAnswer) => boolean = () => true): Promise<TakenPrefix[]> {
    const taken: TakenPrefix[] = [];
    for (const id of (await this.hcn.send({ op: 'enumerate', kind: 'network', query: query() })) as string[]) {
      const network = (await this.describe(id)) ?? {}; // one that goes while we look takes nothing
      if (which(network)) taken.push(...prefixesOf(network));
    }
    return taken;
  }

  private async describe(id: string): Promise<HcnNetworkAnswer | undefined> {
    try {
      return (await this.hcn.send({ op: 'query', kind: 'network', id })) as HcnNetworkAnswer; // HNS wrote it; every field is optional
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
}

/** The first IPv4 network that it has. */
export function prefixOfNetwork(network: HcnNetworkAnswer): string | undefined {
  return (network.Ipams ?? [])
    .flatMap(({ Subnets }) => Subnets ?? [])
    .map(({ IpAddressPrefix }) => IpAddressPrefix)
    .find(isVersion4);
}

/** IPv6 networks and what has no prefix yet are no concern of ours. */
function prefixesOf(network: HcnNetworkAnswer): TakenPrefix[] {
  const subnets = (network.Ipams ?? []).flatMap((ipam) => ipam.Subnets ?? []);
  return subnets.flatMap(({ IpAddressPrefix: text }) =>
    isVersion4(text) ? [{ prefix: parsePrefix(text), by: `network '${network.Name ?? ''}' (${text})` }] : [],
  );
}

function isVersion4(prefix: string | undefined): prefix is string {
  return prefix !== undefined && /^[\d.]+\/\d+$/.test(prefix);
}
