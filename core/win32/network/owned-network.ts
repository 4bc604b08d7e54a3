import type { TakenPrefix } from '../../base/plan-subnet.ts';
import type { Log } from '../../base/runtime.ts';
import type { HcnNetworkAnswer } from '../../spec/hcn.ts';
import type { Hns } from './hcn-protocol.ts';
import { HnsNetworks } from './hns-networks.ts';
import { networkDocument } from './network-document.ts';
import { HCN_OWNER, NETWORK_ID, NETWORK_NAME } from './ownership.ts';
import { SubnetPlan } from './subnet-plan.ts';

/** The NAT network that containers are on. Windows forgets NAT networks when it starts: it is made again when missing. */
export class OwnedNetwork {
  private readonly log: Log;
  private readonly networks: HnsNetworks;
  private readonly subnets: SubnetPlan;
  private making: Promise<HcnNetworkAnswer> | undefined;

  /** @param options.takenByHost The IPv4 networks of this machine's routes and adapters. */
  constructor(options: { hcn: Hns; log: Log; stateFolder: string; takenByHost: () => Promise<TakenPrefix[]> }) {
    this.log = options.log;
    this.networks = new HnsNetworks(options.hcn);
    this.subnets = new SubnetPlan({ ...options, networks: this.networks });
  }

  /**
   * Makes the network unless it is there. Callers at the same time share one making.
   * @returns it, as HNS has it.
   * @throws {RuntimeFault} `AlreadyExists` when somebody else's network has our id; what planning and HNS say.
   */
  ensure(): Promise<HcnNetworkAnswer> {
    this.making ??= this.ensureNow().finally(() => {
      this.making = undefined;
    });
    return this.making;
  }

  /** Removes it; the next `ensure` makes it again where it was. @throws Busy while anybody's endpoint is on it. */
  remove(): Promise<void> {
    return this.networks.remove(NETWORK_ID, NETWORK_NAME);
  }

  private async ensureNow(): Promise<HcnNetworkAnswer> {
    const found = await this.networks.find(NETWORK_ID, NETWORK_NAME);
    if (found !== undefined) return found;
    const last = await this.subnets.sharedPrefix();
    const { prefix, gateway } = await this.subnets.plan(NETWORK_ID, last === undefined ? {} : { last });
    await this.subnets.keepSharedPrefix(prefix);
    const settings = networkDocument({ owner: HCN_OWNER, name: NETWORK_NAME, kind: 'nat', subnet: prefix, gateway });
    await this.networks.create(NETWORK_ID, settings);
    this.log.info('the network for containers was made', { id: NETWORK_ID, prefix });
    return settings;
  }
}
