import { fault } from '../../base/fault.ts';
import { isNotFound } from '../../base/hresult.ts';
import type { Log } from '../../base/runtime.ts';
import type { HcnEndpointAnswer, HcnNamespaceAnswer, HcnNetworkAnswer } from '../../spec/hcn.ts';
import type { LiveSystems } from '../win32-world.ts';
import { containerRequest, query } from './documents.ts';
import type { EndpointMaker } from './endpoint-maker.ts';
import type { HcnKind, Hns } from './hcn-protocol.ts';
import type { NamespaceRecord, NamespaceRecords } from './namespace-record.ts';

export interface MendingOptions {
  hcn: Hns;
  records: NamespaceRecords;
  maker: EndpointMaker;
  systems: LiveSystems;
  log: Log;
  /** The namespace's network, made again when HNS has forgotten it. */
  networkOf(record: NamespaceRecord): Promise<HcnNetworkAnswer>;
}

/**
 * Makes again what the network service has lost of running containers, as it was: a restart of hns takes their endpoints
 * and namespaces away (docker/for-win issue 12425), and the containers run on.
 */
export class NamespaceMending {
  private readonly options: MendingOptions;

  constructor(options: MendingOptions) {
    this.options = options;
  }

  /** Namespaces that HNS does not have whole. Two questions, however many there are; none without a namespace. */
  async findLost(): Promise<string[]> {
    const made = (await this.options.records.list()).filter(({ state }) => state === 'made');
    if (made.length === 0) return [];
    const [endpoints, namespaces] = [await this.idsOf('endpoint'), await this.idsOf('namespace')];
    return made
      .filter(({ id, endpointId, isMending }) => isMending || !endpoints.has(endpointId) || !namespaces.has(id))
      .map(({ id }) => id);
  }

  /**
   * Mends one, where a running system has it. What is there stays. Half done, it is found again by `findLost`.
   *
   * The order: the namespace, the container in it, the endpoint, the endpoint in the namespace.
   * @returns whether there was something to mend.
   */
  async mend(record: NamespaceRecord): Promise<boolean> {
    const { hcn, maker, records, systems, log } = this.options;
    const { id, endpointId } = record;
    const systemId = await systems.usingNamespace(id);
    if (systemId === undefined) return false;
    if ((await systems.isolationOf(systemId)) === 'hyperv') {
      throw fault(
        'NotSupported',
        `The network card of virtual machine '${systemId}' cannot be put back while it runs.`,
        {
          target: systemId,
          hint: 'Stop-Container and Start-Container bring its network back',
        },
      );
    }
    const network = await this.options.networkOf(record);
    await records.write({ ...record, isMending: true });
    const space = await this.find<HcnNamespaceAnswer>('namespace', id);
    if (space === undefined) await maker.makeNamespace(record);
    if (!hasContainer(space)) {
      const settings = containerRequest(systemId);
      await hcn.send({ op: 'modify', kind: 'namespace', id, settings });
    }
    const card = await this.find<HcnEndpointAnswer>('endpoint', endpointId);
    if (card === undefined) await maker.makeEndpoint(record, network);
    if (card?.HostComputeNamespace?.toLowerCase() !== id) await maker.attach(record);
    const { isMending: _, ...made } = await maker.complete(record);
    await records.write(made);
    const { ipAddress } = made;
    log.warn('the network service had lost a running container; its network was made again', { id, systemId });
    if (ipAddress !== record.ipAddress)
      log.warn('a running container has another address', { id, from: record.ipAddress, to: ipAddress });
    return true;
  }

  private async idsOf(kind: HcnKind): Promise<Set<string>> {
    return new Set((await this.options.hcn.send({ op: 'enumerate', kind, query: query() })) as string[]); // what it promises
  }

  private async find<Answer>(kind: HcnKind, id: string): Promise<Answer | undefined> {
    try {
      return (await this.options.hcn.send({ op: 'query', kind, id })) as Answer; // HNS wrote it; every field is optional
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }
}

function hasContainer(namespace: HcnNamespaceAnswer | undefined): boolean {
  return (namespace?.Resources ?? []).some(({ Type }) => Type === 'Container');
}
