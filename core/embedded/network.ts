import { join } from 'node:path';
import { fault } from '../base/fault.ts';
import { OTHER_PORT_HINT } from '../base/parse-port.ts';
import { RecordFolder } from '../base/record-folder.ts';
import type { Log } from '../base/runtime.ts';
import { checkFitsNetwork, checkNamespaceOptions, checkNetworkId } from '../host/check-network.ts';
import type {
  ContainerNetwork,
  NamespaceOptions,
  NetworkHost,
  NetworkNamespace,
  NetworkSpec,
  PortMapping,
} from '../host/network.ts';
import type { KeeperClient } from './keeper-client.ts';
import type { KeeperReply, Traffic } from './keeper-protocol.ts';
import { EMBEDDED_NETWORK, NamedNetworks } from './named-networks.ts';
import { SystemFolder } from './system-folder.ts';

/** `<state>/namespaces/<id>.json`. */
export interface NamespaceRecord {
  id: string;
  owner: string;
  portMappings: PortMapping[];
  /** The system that has it. */
  systemId?: string;
  /** The network that was asked for. */
  networkId?: string;
}

export class EmbeddedNetwork implements NetworkHost {
  private readonly stateFolder: string;
  private readonly keeper: KeeperClient;
  private readonly log: Log;
  private readonly networks: NamedNetworks;
  private readonly records: RecordFolder<NamespaceRecord>;

  constructor({ stateFolder, keeper, log }: { stateFolder: string; keeper: KeeperClient; log: Log }) {
    this.stateFolder = stateFolder;
    this.keeper = keeper;
    this.log = log;
    this.records = new RecordFolder(join(stateFolder, 'namespaces'), { log, lists: ['portMappings'] });
    this.networks = new NamedNetworks(stateFolder, log, async (networkId) =>
      (await this.listNamespaces()).find((namespace) => namespace.networkId === networkId),
    );
  }

  createNetwork(id: string, spec: NetworkSpec): Promise<ContainerNetwork> {
    return this.networks.create(id, spec);
  }

  listNetworks(filter: { owner?: string } = {}): Promise<ContainerNetwork[]> {
    return this.networks.list(filter);
  }

  deleteNetwork(id: string): Promise<void> {
    return this.networks.delete(id);
  }

  /** There is none to remove: ports are forwarded without a network. */
  async removeSharedNetwork(): Promise<void> {
    const user = (await this.listNamespaces()).find(({ networkId }) => networkId === undefined);
    if (user === undefined) return;
    throw fault('Busy', `Cannot remove the network for containers: network namespace '${user.id}' is on it.`, {
      target: user.id,
      hint: 'Get-Container; Stop-Container',
    });
  }

  async createNamespace(id: string, options: NamespaceOptions): Promise<NetworkNamespace> {
    checkNetworkId('network namespace', id);
    checkNamespaceOptions(options, EMBEDDED_NETWORK);
    const { network } = options;
    if (network === undefined) return this.makeNamespace(id, options, undefined);
    return this.networks.using(network, (found) => this.makeNamespace(id, options, found));
  }

  private async makeNamespace(
    id: string,
    options: NamespaceOptions,
    network: ContainerNetwork | undefined,
  ): Promise<NetworkNamespace> {
    checkFitsNetwork(options, network);
    if ((await this.records.read(id)) !== undefined) {
      throw fault('AlreadyExists', `There is already a network namespace '${id}'.`, { target: id });
    }
    const record: NamespaceRecord = {
      id,
      owner: options.owner,
      portMappings: [...options.portMappings],
      ...(network === undefined ? {} : { networkId: network.id }),
    };
    if (record.portMappings.length > 0) {
      const reply = await this.keeper.ask({ op: 'listen', id, mappings: record.portMappings });
      if (!reply.ok) throw portFault(reply);
      record.portMappings = record.portMappings.map((mapping, index) => ({
        ...mapping,
        hostPort: reply.hostPorts?.[index] ?? mapping.hostPort,
      }));
    }
    try {
      await this.records.write(record);
    } catch (error) {
      await this.keeper.tryAsk({ op: 'release', id });
      throw error;
    }
    return describe(record);
  }

  async listNamespaces(filter: { owner?: string } = {}): Promise<NetworkNamespace[]> {
    const all = await this.records.list();
    return all.filter(({ owner }) => filter.owner === undefined || owner === filter.owner).map(describe);
  }

  async deleteNamespace(id: string): Promise<void> {
    const record = await this.records.read(id);
    if (record === undefined) {
      await this.keeper.tryAsk({ op: 'release', id }); // one whose record was damaged may hold ports
      return;
    }
    if (this.liveProcessId(record) !== undefined) {
      throw fault('Busy', `Cannot remove network namespace '${id}': a running system has it.`, { target: id });
    }
    await this.records.remove(id);
    if (record.portMappings.length > 0) await this.keeper.tryAsk({ op: 'release', id });
  }

  /** @throws NotFound. */
  async check(id: string): Promise<void> {
    if ((await this.records.read(id)) === undefined)
      throw fault('NotFound', `There is no network namespace '${id}'.`, { target: id });
  }

  /** From now on its ports lead to this system. */
  async connect(id: string, systemId: string): Promise<void> {
    await this.check(id);
    const record = { ...(await this.records.read(id)), systemId } as NamespaceRecord; // checked: it is there
    await this.records.write(record);
    const initProcessId = this.liveProcessId(record);
    if (record.portMappings.length === 0 || initProcessId === undefined) return;
    const reply = await this.keeper.ask({ op: 'connect', id, initProcessId });
    if (!reply.ok)
      throw fault('Internal', `The ports of '${id}' could not be connected: ${reply.message}`, { target: id });
  }

  /**
   * What came in and went out since the system's start: nothing where no port is published, as there is no other way.
   * Undefined when nobody knows: the keeper that carried it has died meanwhile.
   */
  async traffic(id: string | undefined): Promise<Traffic | undefined> {
    const record = id === undefined ? undefined : await this.records.read(id);
    if (record === undefined || record.portMappings.length === 0) return { receivedBytes: 0, sentBytes: 0 };
    const reply = await this.keeper.tryAsk({ op: 'traffic', id: record.id });
    return reply?.ok === true ? reply.traffic : undefined;
  }

  /**
   * Removes what a killed process has half written; brings the keeper back when there are ports for it to hold. Without
   * it ports are silent, and all else works.
   */
  async restore(): Promise<void> {
    await this.records.sweep();
    await this.networks.sweep();
    const namespaces = await this.listNamespaces();
    if (!namespaces.some(({ portMappings }) => portMappings.length > 0)) return;
    await this.keeper.processId().catch((error: unknown) => {
      this.log.warn('published ports are not held: the keeper does not come up', { error: String(error) });
    });
  }

  private liveProcessId(record: NamespaceRecord): number | undefined {
    if (record.systemId === undefined) return undefined;
    return new SystemFolder(join(this.stateFolder, 'systems'), record.systemId).liveProcessId();
  }
}

function describe({ id, owner, portMappings, networkId }: NamespaceRecord): NetworkNamespace {
  return { id, owner, portMappings, ...(networkId === undefined ? {} : { networkId }) };
}

function portFault(reply: Extract<KeeperReply, { ok: false }>): Error {
  const target = String(reply.port ?? '');
  if (reply.code === 'EADDRINUSE') {
    return fault('AlreadyExists', `Host port ${target} is in use.`, {
      target,
      hint: OTHER_PORT_HINT,
    });
  }
  if (reply.code === 'EACCES' || reply.code === 'EPERM') {
    return fault('AccessDenied', `Host port ${target} cannot be taken: this user may not listen below 1024.`, {
      target,
      hint: 'Choose a host port of 1024 or above, or run as root',
    });
  }
  return fault('Internal', `Host port ${target} cannot be taken: ${reply.message}`, { target });
}
