import { fault } from '../../base/fault.ts';
import { KeyedLock } from '../../base/keyed-lock.ts';
import { OTHER_PORT_HINT } from '../../base/parse-port.ts';
import { checkFitsNetwork, checkNamespaceOptions, checkNetworkId } from '../../host/check-network.ts';
import type {
  ContainerNetwork,
  NamespaceOptions,
  NetworkHost,
  NetworkNamespace,
  NetworkSpec,
} from '../../host/network.ts';
import type { GuestNetwork } from '../hyperv/guest-network.ts';
import type { KnownNamespaces, Win32World } from '../win32-world.ts';
import { EndpointMaker } from './endpoint-maker.ts';
import { readGuestNetwork } from './guest-description.ts';
import type { Hns } from './hcn-protocol.ts';
import { HnsNetworks } from './hns-networks.ts';
import { takenByHost } from './host-routes.ts';
import { NamespaceMending } from './mending.ts';
import { NamedNetworks, WIN32_NETWORK } from './named-networks.ts';
import {
  describeNamespace,
  type NamespaceRecord,
  type NamespaceRecords,
  namespaceRecords,
} from './namespace-record.ts';
import { networkRecords } from './network-record.ts';
import { OwnedNetwork } from './owned-network.ts';
import { NETWORK_ID, rootPrefix } from './ownership.ts';
import { checkPortsFree, portsNotHeld } from './port-check.ts';
import { NamespaceRemoval } from './removal.ts';
import { SubnetPlan } from './subnet-plan.ts';

/**
 * The network of containers on Windows: one NAT network for all, others by name, and for each container an endpoint with
 * its port mappings in a namespace of its own.
 *
 * Host ports are held by HNS: it takes them from TCP/IP when the endpoint is made (it fails with 0x80070020 when a
 * program has one) and gives them back with the endpoint, so no process of ours need live for that.
 */
export class Win32Network implements NetworkHost, KnownNamespaces {
  private readonly world: Pick<Win32World, 'stateFolder' | 'runtime' | 'log' | 'native' | 'systems'>;
  private readonly hcn: Hns;
  private readonly records: NamespaceRecords;
  private readonly shared: OwnedNetwork;
  private readonly named: NamedNetworks;
  private readonly maker: EndpointMaker;
  private readonly locks = new KeyedLock();
  private readonly removal: NamespaceRemoval;
  private readonly mending: NamespaceMending;
  /** Namespaces whose loss was told of: once is enough. */
  private readonly lost = new Set<string>();
  /** Networks whose lost endpoints were looked for. */
  private readonly swept = new Set<string>();

  constructor(world: Win32Network['world'], hcn: Hns) {
    const { stateFolder, log, native, systems } = world;
    const namePrefix = rootPrefix(stateFolder);
    const networks = new HnsNetworks(hcn);
    const plan = { log, stateFolder, takenByHost: () => takenByHost(native) };
    this.world = world;
    this.hcn = hcn;
    this.records = namespaceRecords(stateFolder, log);
    this.shared = new OwnedNetwork({ ...plan, hcn });
    const subnets = new SubnetPlan({ ...plan, networks });
    this.named = new NamedNetworks({ networks, records: networkRecords(stateFolder, log), subnets, log, namePrefix });
    this.maker = new EndpointMaker({ hcn, native, namePrefix });
    this.removal = new NamespaceRemoval({ hcn, records: this.records, namePrefix, systems, log });
    const networkOf = (record: NamespaceRecord) => this.networkOf(record);
    this.mending = new NamespaceMending({ hcn, records: this.records, maker: this.maker, systems, log, networkOf });
  }

  createNetwork(id: string, spec: NetworkSpec): Promise<ContainerNetwork> {
    return this.locks.exclusive(MAKING, () => this.named.create(id, spec));
  }

  listNetworks(filter: { owner?: string } = {}): Promise<ContainerNetwork[]> {
    return this.named.list(filter);
  }

  deleteNetwork(id: string): Promise<void> {
    return this.locks.exclusive(MAKING, async () => {
      const user = (await this.records.list()).find(({ networkId }) => networkId === id);
      if (user !== undefined) {
        throw fault('Busy', `Cannot remove network '${id}': network namespace '${user.id}' is on it.`, { target: id });
      }
      await this.named.delete(id);
    });
  }

  removeSharedNetwork(): Promise<void> {
    return this.locks.exclusive(MAKING, async () => {
      const user = (await this.records.list()).find(({ networkId }) => networkId === undefined);
      if (user !== undefined) {
        throw fault('Busy', `Cannot remove the network for containers: network namespace '${user.id}' is on it.`, {
          target: user.id,
          hint: 'Get-Container; Stop-Container',
        });
      }
      await this.shared.remove();
    });
  }

  createNamespace(id: string, options: NamespaceOptions): Promise<NetworkNamespace> {
    return this.locks.exclusive(id, async () => {
      checkNetworkId('network namespace', id);
      checkNamespaceOptions(options, WIN32_NETWORK);
      const known = await this.records.read(id);
      if (known?.state === 'made')
        throw fault('AlreadyExists', `There is already a network namespace '${id}'.`, { target: id });
      if (known !== undefined) await this.removal.undo(known);
      return this.locks.exclusive(MAKING, async () => {
        const { network, ...rest } = options;
        const found = network === undefined ? undefined : await this.named.find(network);
        checkFitsNetwork(options, found);
        return this.makeOrUndo({
          ...rest,
          schemaVersion: 1,
          id,
          state: 'making',
          endpointId: this.world.runtime.newId(),
          portMappings: [...options.portMappings],
          ...(found === undefined ? {} : { networkId: found.id }),
        });
      });
    });
  }

  async listNamespaces(filter: { owner?: string } = {}): Promise<NetworkNamespace[]> {
    const records = await this.records.list();
    return records
      .filter(({ owner, state }) => state === 'made' && (filter.owner === undefined || owner === filter.owner))
      .map(describeNamespace);
  }

  deleteNamespace(id: string): Promise<void> {
    return this.locks.exclusive(id, async () => {
      const record = await this.records.read(id);
      if (record === undefined) return;
      const systemId = await this.world.systems.usingNamespace(id);
      if (systemId !== undefined) {
        throw fault('Busy', `Cannot remove network namespace '${id}': running system '${systemId}' has it.`, {
          target: id,
        });
      }
      await this.removal.undo(record);
    });
  }

  async check(namespaceId: string): Promise<void> {
    const record = await this.records.read(namespaceId);
    if (record?.state !== 'made')
      throw fault('NotFound', `There is no network namespace '${namespaceId}'.`, { target: namespaceId });
  }

  async endpointIds(namespaceId: string): Promise<string[]> {
    await this.check(namespaceId);
    const record = await this.records.read(namespaceId);
    return record === undefined ? [] : [record.endpointId];
  }

  async describeForGuest(namespaceId: string): Promise<GuestNetwork> {
    const ids = await this.endpointIds(namespaceId);
    return readGuestNetwork(this.hcn, namespaceId, ids);
  }

  /** Undoes what an earlier process left half made. Starts nothing when there is nothing to do. */
  async restore(): Promise<void> {
    await this.named.restore();
    await this.records.sweep();
    for (const record of await this.records.list()) {
      if (record.state === 'making') await this.tryUndo(record);
    }
  }

  /**
   * Makes again what the network service has lost of running containers. Asks it only when there are namespaces; one that
   * cannot be mended is told of once, and tried again the next time.
   */
  async mend(): Promise<void> {
    for (const id of await this.mending.findLost()) {
      try {
        await this.locks.exclusive(id, () => this.locks.exclusive(MAKING, () => this.mendOne(id)));
      } catch (error) {
        if (!this.lost.has(id)) this.world.log.error('a container has lost its network', { id, reason: String(error) });
        this.lost.add(id);
      }
    }
  }

  private async mendOne(id: string): Promise<void> {
    const record = await this.records.read(id);
    if (record?.state === 'made' && (await this.mending.mend(record))) this.lost.delete(id);
  }

  private async makeOrUndo(record: NamespaceRecord): Promise<NetworkNamespace> {
    await this.checkPorts(record);
    await this.records.write(record);
    try {
      const network = await this.networkOf(record);
      await this.sweep(record.networkId ?? NETWORK_ID);
      await this.maker.makeEndpoint(record, network);
      await this.maker.makeNamespace(record);
      await this.maker.attach(record);
      const made = await this.maker.complete(record);
      await this.records.write(made);
      await this.warnOfFreePorts(made);
      return describeNamespace(made);
    } catch (error) {
      await this.tryUndo(record);
      throw error;
    }
  }

  /** The namespace's network, made again when HNS has forgotten it. */
  private async networkOf({ networkId }: NamespaceRecord) {
    return networkId === undefined ? this.shared.ensure() : this.named.ensure(await this.named.find(networkId));
  }

  /** That HNS holds ports is seen in its refusals, not written anywhere: where it does not, it must not go unseen. */
  private async warnOfFreePorts({ id, portMappings }: NamespaceRecord): Promise<void> {
    const ports = await portsNotHeld(portMappings.map(({ hostPort }) => hostPort));
    if (ports.length > 0) this.world.log.warn('programs of this machine can still take published ports', { id, ports });
  }

  /** Before the first namespace of this process on a network. */
  private async sweep(networkId: string): Promise<void> {
    if (this.swept.has(networkId)) return;
    await this.removal.removeOrphans(networkId);
    this.swept.add(networkId);
  }

  /** Another namespace's ports first: HNS would say only that one of them is taken. */
  private async checkPorts(record: NamespaceRecord): Promise<void> {
    const wanted = record.portMappings.map(({ hostPort }) => hostPort).filter((port) => port !== 0);
    if (wanted.length === 0) return;
    for (const other of await this.records.list()) {
      const clash = other.portMappings.find(({ hostPort }) => wanted.includes(hostPort));
      if (clash === undefined || other.id === record.id) continue;
      throw fault('AlreadyExists', `Host port ${clash.hostPort} is in use by another container.`, {
        target: String(clash.hostPort),
        hint: `Get-Container shows the ports. ${OTHER_PORT_HINT}`,
      });
    }
    await checkPortsFree(this.world.native, wanted);
  }

  private async tryUndo(record: NamespaceRecord): Promise<void> {
    try {
      await this.removal.undo(record);
    } catch (error) {
      // The record stays: the next open tries again.
      this.world.log.error('a network namespace could not be undone', { id: record.id, reason: String(error) });
    }
  }
}

/** One at a time: two callers with one port, or one name, must not both find it free. */
const MAKING = 'making';
