import { createHash } from 'node:crypto';
import { fault, isFault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import { KeyedLock } from '../../base/keyed-lock.ts';
import { isGuid } from '../../base/names.ts';
import type { NetworkHost, NetworkNamespace, PortMapping } from '../../host/port.ts';
import type { HcnEndpointAnswer } from '../../spec/hcn.ts';
import type { KnownNamespaces, Win32World } from '../win32-world.ts';
import { endpoint, endpointRequest, namespace } from './documents.ts';
import { readEndpoint } from './endpoint-answer.ts';
import type { Hns } from './hcn-protocol.ts';
import { takenByHost } from './host-routes.ts';
import { describeNamespace, type NamespaceRecord, NamespaceRecords } from './namespace-record.ts';
import { HCN_OWNER, NETWORK_ID, OwnedNetwork } from './owned-network.ts';
import { checkMappings, checkPortsFree, portInUse, portsNotHeld } from './port-check.ts';
import { NamespaceRemoval } from './removal.ts';

/**
 * The network of containers on Windows: one NAT network, and for each container an endpoint with its port mappings in
 * a namespace of its own.
 *
 * Host ports are held by HNS: it takes them from TCP/IP when the endpoint is made (it fails with 0x80070020 when a
 * program has one) and gives them back with the endpoint, so no process of ours need live for that.
 */
export class Win32Network implements NetworkHost, KnownNamespaces {
  private readonly world: Pick<Win32World, 'stateFolder' | 'runtime' | 'log' | 'native' | 'systems'>;
  private readonly hcn: Hns;
  private readonly records: NamespaceRecords;
  private readonly network: OwnedNetwork;
  private readonly locks = new KeyedLock();
  private readonly removal: NamespaceRemoval;
  /** The beginning of our endpoints' names: differs between state roots. */
  private readonly namePrefix: string;
  private isSwept = false;

  constructor(world: Win32Network['world'], hcn: Hns) {
    this.world = world;
    this.hcn = hcn;
    this.records = new NamespaceRecords(world.stateFolder);
    this.network = new OwnedNetwork({
      hcn,
      log: world.log,
      stateFolder: world.stateFolder,
      takenByHost: () => takenByHost(world.native),
    });
    const root = createHash('sha256').update(world.stateFolder.toLowerCase()).digest('hex').slice(0, 8);
    this.namePrefix = `${HCN_OWNER}-${root}-`;
    const { records, namePrefix } = this;
    this.removal = new NamespaceRemoval({ hcn, records, namePrefix, systems: world.systems, log: world.log });
  }

  createNamespace(
    id: string,
    options: { owner: string; portMappings: readonly PortMapping[] },
  ): Promise<NetworkNamespace> {
    return this.locks.exclusive(id, async () => {
      if (!isGuid(id))
        throw fault('InvalidArgument', `'${id}' is no network namespace id: it must be a GUID.`, { target: id });
      checkMappings(options.portMappings);
      const known = await this.records.read(id);
      if (known?.state === 'made')
        throw fault('AlreadyExists', `There is already a network namespace '${id}'.`, { target: id });
      if (known !== undefined) await this.removal.undo(known);
      const record: NamespaceRecord = {
        schemaVersion: 1,
        id,
        owner: options.owner,
        state: 'making',
        endpointId: this.world.runtime.newId(),
        portMappings: [...options.portMappings],
      };
      return this.locks.exclusive(PORTS, () => this.makeOrUndo(record));
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

  /** Undoes what an earlier process left half made. Starts nothing when there is nothing to do. */
  async restore(): Promise<void> {
    await this.records.sweep();
    for (const record of await this.records.list()) {
      if (record.state === 'making') await this.tryUndo(record);
    }
  }

  private async makeOrUndo(record: NamespaceRecord): Promise<NetworkNamespace> {
    await this.checkPorts(record);
    await this.records.write(record);
    try {
      await this.makeEndpoint(record);
      await this.hcn.send({ op: 'create', kind: 'namespace', id: record.id, settings: namespace() });
      const settings = endpointRequest('Add', record.endpointId);
      await this.hcn.send({ op: 'modify', kind: 'namespace', id: record.id, settings });
      const answer = await this.hcn.send({ op: 'query', kind: 'endpoint', id: record.endpointId });
      const made: NamespaceRecord = {
        ...record,
        state: 'made',
        ...readEndpoint(answer as HcnEndpointAnswer, record.portMappings), // HNS wrote it; every field is optional
      };
      await this.records.write(made);
      await this.warnOfFreePorts(made);
      return describeNamespace(made);
    } catch (error) {
      await this.tryUndo(record);
      throw error;
    }
  }

  /** That HNS holds ports is seen in its refusals, not written anywhere: where it does not, it must not go unseen. */
  private async warnOfFreePorts({ id, portMappings }: NamespaceRecord): Promise<void> {
    const ports = await portsNotHeld(portMappings.map(({ hostPort }) => hostPort));
    if (ports.length > 0) this.world.log.warn('programs of this machine can still take published ports', { id, ports });
  }

  private async makeEndpoint(record: NamespaceRecord): Promise<void> {
    const settings = endpoint({
      owner: HCN_OWNER,
      name: `${this.namePrefix}${record.id}`,
      networkId: NETWORK_ID,
      portMappings: record.portMappings,
    });
    const create = () =>
      this.hcn.send({ op: 'create', kind: 'endpoint', id: record.endpointId, network: NETWORK_ID, settings });
    try {
      await this.network.ensure();
      if (!this.isSwept) await this.sweepOnce();
      await create();
    } catch (error) {
      if (!hasHresult(error, PORT_ALREADY_EXISTS, SHARING_VIOLATION)) throw error;
      throw await this.explainPort(record, error);
    }
  }

  /** Before the first namespace of this process. */
  private async sweepOnce(): Promise<void> {
    await this.removal.removeOrphans();
    this.isSwept = true;
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
        hint: 'Get-Container shows the ports. Choose another host port, or 0 to have one chosen',
      });
    }
    await checkPortsFree(this.world.native, wanted);
  }

  /** HNS does not say which port it could not have: somebody took it since we looked, or HNS has it for others. */
  private async explainPort(record: NamespaceRecord, error: unknown): Promise<unknown> {
    const wanted = record.portMappings.map(({ hostPort }) => hostPort).filter((port) => port !== 0);
    try {
      await checkPortsFree(this.world.native, wanted);
    } catch (found) {
      if (isFault(found, 'AlreadyExists')) return found;
    }
    const [only] = wanted;
    if (only !== undefined && wanted.length === 1) return portInUse(only);
    return fault('AlreadyExists', `One of the host ports ${wanted.join(', ')} is in use.`, {
      target: wanted.join(', '),
      hint: 'Get-HnsEndpoint | Select-Object -ExpandProperty Policies; or choose other host ports',
      cause: error,
    });
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

/** One at a time: two callers with one port must not both find it free. */
const PORTS = 'ports';

const PORT_ALREADY_EXISTS = 0x803b0013;
const SHARING_VIOLATION = 0x80070020;
