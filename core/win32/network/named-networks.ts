import { fault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import type { Log } from '../../base/runtime.ts';
import { NETWORK_KIND, NETWORK_SETTING } from '../../host/capabilities.ts';
import { checkNetworkId, checkNetworkSpec, type NetworkAbility } from '../../host/check-network.ts';
import type { ContainerNetwork, NetworkSpec } from '../../host/network.ts';
import type { HcnNetworkAnswer } from '../../spec/hcn.ts';
import type { HnsNetworks } from './hns-networks.ts';
import { networkDocument } from './network-document.ts';
import { describeNetwork, type NetworkRecord, type NetworkRecords } from './network-record.ts';
import { HCN_OWNER } from './ownership.ts';
import type { SubnetPlan } from './subnet-plan.ts';

export const WIN32_NETWORK: NetworkAbility = {
  host: 'The Windows host',
  networks: NETWORK_KIND,
  networkSettings: NETWORK_SETTING,
};

export interface NamedNetworksOptions {
  networks: HnsNetworks;
  records: NetworkRecords;
  subnets: SubnetPlan;
  log: Log;
  /** The beginning of their names in HNS. */
  namePrefix: string;
}

/** The networks that were made by name. The caller sees to it that one is worked on at a time. */
export class NamedNetworks {
  private readonly options: NamedNetworksOptions;

  constructor(options: NamedNetworksOptions) {
    this.options = options;
  }

  async create(id: string, spec: NetworkSpec): Promise<ContainerNetwork> {
    const { records } = this.options;
    checkNetworkId('network', id);
    checkNetworkSpec(spec, WIN32_NETWORK);
    const known = await records.read(id);
    if (known?.state === 'making') await this.remove(known);
    const same = (await records.list()).find((one) => one.id === id || sameName(one.name, spec.name));
    if (same !== undefined) {
      throw fault('AlreadyExists', `There is already a network '${same.name}' (${same.id}).`, { target: spec.name });
    }
    const planned = await this.place({ ...spec, id, schemaVersion: 1, state: 'making' });
    await records.write(planned);
    try {
      await this.make(planned);
      const made: NetworkRecord = { ...planned, state: 'made' };
      await records.write(made);
      return describeNetwork(made);
    } catch (error) {
      await this.tryRemove(planned);
      throw error;
    }
  }

  async list(filter: { owner?: string } = {}): Promise<ContainerNetwork[]> {
    return (await this.options.records.list())
      .filter(({ owner, state }) => state === 'made' && (filter.owner === undefined || owner === filter.owner))
      .map(describeNetwork);
  }

  /** One that is not there: success. @throws Busy while anybody's endpoint is on it. */
  async delete(id: string): Promise<void> {
    const record = await this.options.records.read(id);
    if (record !== undefined) await this.remove(record);
  }

  /** @throws NotFound. */
  async find(idOrName: string): Promise<NetworkRecord> {
    const found = (await this.options.records.list()).find(
      ({ id, name, state }) => state === 'made' && (sameName(id, idOrName) || sameName(name, idOrName)),
    );
    if (found !== undefined) return found;
    throw fault('NotFound', `There is no network '${idOrName}'.`, { target: idOrName });
  }

  /**
   * Makes a network again that HNS has forgotten, where it was.
   * @returns it, as HNS has it.
   * @throws {RuntimeFault} `AlreadyExists` when something has moved into the subnet that was asked for.
   */
  async ensure(record: NetworkRecord): Promise<HcnNetworkAnswer> {
    const found = await this.options.networks.find(record.id, this.nameOf(record));
    if (found !== undefined) return found;
    const placed = await this.place(record);
    if (placed.subnet !== record.subnet) await this.options.records.write(placed);
    const settings = await this.make(placed);
    this.options.log.info('a network was made again', { id: record.id, name: record.name, subnet: placed.subnet });
    return settings;
  }

  /** Undoes what an earlier process left half made. Asks nobody when there is nothing to do. */
  async restore(): Promise<void> {
    await this.options.records.sweep();
    for (const record of await this.options.records.list()) if (record.state === 'making') await this.tryRemove(record);
  }

  /** With the subnet where it is to be, and its gateway. */
  private async place(record: NetworkRecord): Promise<NetworkRecord> {
    const { subnets } = this.options;
    const { id, kind, subnet, isSubnetChosen } = record;
    if (kind === 'transparent' || kind === 'l2bridge') {
      if (subnet !== undefined) await subnets.checkOutside(id, subnet);
      return record;
    }
    if (subnet !== undefined && isSubnetChosen !== true) {
      const { prefix, gateway } = await subnets.plan(id, { wanted: subnet });
      return { ...record, subnet: prefix, gateway: record.gateway ?? gateway };
    }
    const { prefix, gateway } = await subnets.plan(id, subnet === undefined ? {} : { last: subnet });
    return { ...record, subnet: prefix, gateway, isSubnetChosen: true };
  }

  private async make(record: NetworkRecord): Promise<HcnNetworkAnswer> {
    const settings = networkDocument({ ...record, owner: HCN_OWNER, name: this.nameOf(record) });
    try {
      await this.options.networks.create(record.id, settings);
    } catch (error) {
      if (record.adapter === undefined || !hasHresult(error, ...NO_ADAPTER)) throw error;
      throw fault(
        'NotFound',
        `Cannot make network '${record.name}': this machine has no adapter '${record.adapter}'.`,
        {
          target: record.adapter,
          hint: 'Get-NetAdapter -Physical',
          cause: error,
        },
      );
    }
    return settings;
  }

  private async remove(record: NetworkRecord): Promise<void> {
    await this.options.networks.remove(record.id, this.nameOf(record));
    await this.options.records.remove(record.id);
  }

  private async tryRemove(record: NetworkRecord): Promise<void> {
    try {
      await this.remove(record);
    } catch (error) {
      // The record stays: the next open tries again.
      this.options.log.error('a network could not be undone', { id: record.id, reason: String(error) });
    }
  }

  private nameOf({ name }: NetworkRecord): string {
    return `${this.options.namePrefix}${name}`;
  }
}

/** HCN_E_SWITCH_NOT_FOUND, HCN_E_ADAPTER_NOT_FOUND, and "element not found". */
const NO_ADAPTER = [0x803b0004, 0x803b0006, 0x80070490] as const;

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
