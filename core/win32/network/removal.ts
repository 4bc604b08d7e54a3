import { hasHresult, isNotFound } from '../../base/hresult.ts';
import { isGuid } from '../../base/names.ts';
import type { Log } from '../../base/runtime.ts';
import type { HcnEndpointAnswer, HcnNamespaceAnswer } from '../../spec/hcn.ts';
import type { LiveSystems } from '../win32-world.ts';
import { endpointRequest, query } from './documents.ts';
import type { Hns } from './hcn-protocol.ts';
import type { NamespaceRecord, NamespaceRecords } from './namespace-record.ts';
import { HCN_OWNER, isTagged } from './ownership.ts';

export interface RemovalOptions {
  hcn: Hns;
  records: NamespaceRecords;
  systems: LiveSystems;
  log: Log;
  /** The beginning of our endpoints' names. */
  namePrefix: string;
}

/** Takes namespaces and their endpoints apart, and only what is ours. */
export class NamespaceRemoval {
  private readonly options: RemovalOptions;

  constructor(options: RemovalOptions) {
    this.options = options;
  }

  /** Takes apart what the record tells of, as far as it is there and ours; then the record goes. */
  async undo(record: NamespaceRecord): Promise<void> {
    if (await this.isOurs(record)) await this.deleteEndpoint(record.id, record.endpointId);
    await this.deleteHcnNamespace(record.id);
    await this.options.records.remove(record.id);
  }

  private async deleteEndpoint(namespaceId: string, endpointId: string): Promise<void> {
    const settings = endpointRequest('Remove', endpointId);
    await gone(() => this.options.hcn.send({ op: 'modify', kind: 'namespace', id: namespaceId, settings }));
    await gone(() => this.options.hcn.send({ op: 'delete', kind: 'endpoint', id: endpointId }));
  }

  private async isOurs({ id, endpointId }: Pick<NamespaceRecord, 'id' | 'endpointId'>): Promise<boolean> {
    let found: HcnEndpointAnswer;
    try {
      found = (await this.options.hcn.send({ op: 'query', kind: 'endpoint', id: endpointId })) as HcnEndpointAnswer; // HNS wrote it; every field is optional
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
    if (isTagged(found) && found.Name === `${this.options.namePrefix}${id}`) return true;
    this.options.log.warn('an endpoint is not ours and stays', { endpointId, name: found.Name, owner: found.Owner });
    return false;
  }

  /** After a crash HNS refuses to delete what it has forgotten (0x803B0015, hcsshim issue 2155): ask whether it is there. */
  private async deleteHcnNamespace(id: string): Promise<void> {
    try {
      await gone(() => this.options.hcn.send({ op: 'delete', kind: 'namespace', id }));
    } catch (error) {
      if (!hasHresult(error, REQUEST_UNSUPPORTED) || (await this.isThere(id))) throw error;
      this.options.log.warn('the network service had forgotten a namespace', { id });
    }
  }

  private async isThere(id: string): Promise<boolean> {
    try {
      await this.options.hcn.send({ op: 'query', kind: 'namespace', id });
      return true;
    } catch (error) {
      if (isNotFound(error) || hasHresult(error, REQUEST_UNSUPPORTED)) return false;
      throw error;
    }
  }

  /**
   * Removes endpoints of this state root on a network that no record knows: the state folder was lost. Looks closer only at those it
   * does not know, and removes only what has our tag and our name.
   */
  async removeOrphans(networkId: string): Promise<void> {
    const known = new Set((await this.options.records.list()).map(({ endpointId }) => endpointId));
    const all = query({ VirtualNetwork: networkId });
    const ids = (await this.options.hcn.send({ op: 'enumerate', kind: 'endpoint', query: all })) as string[];
    for (const id of ids.filter((one) => !known.has(one))) await this.removeOrphan(id);
  }

  private async removeOrphan(endpointId: string): Promise<void> {
    let found: HcnEndpointAnswer = {};
    await gone(async () => {
      found = (await this.options.hcn.send({ op: 'query', kind: 'endpoint', id: endpointId })) as HcnEndpointAnswer; // the same
    });
    if (found.Owner !== HCN_OWNER || found.Name?.startsWith(this.options.namePrefix) !== true) return;
    const id = found.Name.slice(this.options.namePrefix.length);
    if (!isGuid(id) || (await this.options.systems.usingNamespace(id)) !== undefined) return;
    this.options.log.warn('an endpoint that no container has was removed', { endpointId, name: found.Name });
    await this.deleteEndpoint(id, endpointId);
    if (await this.isEmptyNamespace(id)) await this.deleteHcnNamespace(id);
  }

  private async isEmptyNamespace(id: string): Promise<boolean> {
    let found: HcnNamespaceAnswer = { Resources: [{}] };
    await gone(async () => {
      found = (await this.options.hcn.send({ op: 'query', kind: 'namespace', id })) as HcnNamespaceAnswer; // the same
    });
    return (found.Resources ?? []).length === 0;
  }
}

const REQUEST_UNSUPPORTED = 0x803b0015;
const ENDPOINT_NOT_ATTACHED = 0x803b0034;

/** What is not there need not be removed. */
async function gone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isNotFound(error) && !hasHresult(error, ENDPOINT_NOT_ATTACHED)) throw error;
  }
}
