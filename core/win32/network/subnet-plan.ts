import { join } from 'node:path';
import { readJson, writeJson } from '../../base/atomic-file.ts';
import { fault, isFault } from '../../base/fault.ts';
import { overlaps, parsePrefix } from '../../base/ip-prefix.ts';
import { type PlannedSubnet, planSubnet, type TakenPrefix } from '../../base/plan-subnet.ts';
import type { Log } from '../../base/runtime.ts';
import type { HcnNetworkAnswer } from '../../spec/hcn.ts';
import type { HnsNetworks } from './hns-networks.ts';
import { networkRecords } from './network-record.ts';
import { NETWORK_ID } from './ownership.ts';

export interface SubnetPlanOptions {
  networks: HnsNetworks;
  log: Log;
  stateFolder: string;
  /** The IPv4 networks of this machine's routes and adapters. */
  takenByHost: () => Promise<TakenPrefix[]>;
}

/** `<state>/network.json`: where containers have been, so that their addresses stay the same after a reboot. */
interface StoredSubnet {
  schemaVersion: 1;
  prefix: string;
}

/**
 * Where our networks may be. What a network of ours had is its own, also while HNS has forgotten it: nobody of ours moves
 * in there.
 */
export class SubnetPlan {
  private readonly options: SubnetPlanOptions;

  constructor(options: SubnetPlanOptions) {
    this.options = options;
  }

  /**
   * A subnet that overlaps no route, adapter or network.
   *
   * @param id Of the network it is for: what it had itself is free for it.
   * @param options.last Where it was last: taken again, unless something has moved in there, which the log then says.
   * @param options.wanted Only this one will do.
   * @throws {RuntimeFault} as `planSubnet`.
   */
  async plan(id: string, options: { last?: string; wanted?: string }): Promise<PlannedSubnet> {
    const { networks, takenByHost, log } = this.options;
    const taken = [...(await takenByHost()), ...(await networks.taken()), ...(await this.takenByRecords(id))];
    const wanted = options.wanted ?? options.last;
    if (wanted === undefined) return planSubnet({ taken });
    try {
      return planSubnet({ taken, wanted });
    } catch (error) {
      if (options.wanted !== undefined || !isFault(error, 'AlreadyExists')) throw error;
      const planned = planSubnet({ taken });
      log.warn('the network for containers moves', { id, from: wanted, to: planned.prefix, why: error.message });
      return planned;
    }
  }

  /**
   * That a network of the world outside is none that lives on this machine alone: routes to it are as they should be.
   * @throws {RuntimeFault} `AlreadyExists`, naming what it overlaps.
   */
  async checkOutside(id: string, subnet: string): Promise<void> {
    const taken = [...(await this.options.networks.taken(isInside)), ...(await this.takenByRecords(id, true))];
    const prefix = parsePrefix(subnet);
    const holder = taken.find((one) => overlaps(one.prefix, prefix));
    if (holder === undefined) return;
    throw fault('AlreadyExists', `Network '${subnet}' cannot be used: it overlaps ${holder.by} on this machine.`, {
      target: subnet,
      hint: 'Give the subnet of the adapter; or remove the network that is in its place',
    });
  }

  async sharedPrefix(): Promise<string | undefined> {
    return ((await readJson(this.sharedPath())) as StoredSubnet | undefined)?.prefix; // written by us only
  }

  async keepSharedPrefix(prefix: string): Promise<void> {
    const stored: StoredSubnet = { schemaVersion: 1, prefix };
    await writeJson(this.sharedPath(), stored);
  }

  private async takenByRecords(id: string, isInsideOnly = false): Promise<TakenPrefix[]> {
    const shared = id === NETWORK_ID ? undefined : await this.sharedPrefix();
    const named = await networkRecords(this.options.stateFolder, this.options.log).list();
    return [
      ...(shared === undefined ? [] : [{ prefix: parsePrefix(shared), by: `the network for containers (${shared})` }]),
      ...named.flatMap(({ id: other, name, kind, subnet }) =>
        other === id || subnet === undefined || (isInsideOnly && kind !== 'nat' && kind !== 'internal')
          ? []
          : [{ prefix: parsePrefix(subnet), by: `network '${name}' (${subnet})` }],
      ),
    ];
  }

  private sharedPath(): string {
    return join(this.options.stateFolder, 'network.json');
  }
}

/** Its addresses are this machine's own affair. HNS leaves out the type of a NAT network. */
function isInside({ Type }: HcnNetworkAnswer): boolean {
  return Type === undefined || ['NAT', 'ICS', 'Internal', 'Private'].includes(Type);
}
