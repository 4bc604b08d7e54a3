import { hasHresult } from '../../base/hresult.ts';
import { overlaps, parseAddress, parsePrefix } from '../../base/ip-prefix.ts';
import type { HcnEndpointAnswer, HcnNetworkAnswer } from '../../spec/hcn.ts';
import type { Native } from '../native.ts';
import { endpoint, endpointRequest, namespace } from './documents.ts';
import { readEndpoint } from './endpoint-answer.ts';
import type { Hns } from './hcn-protocol.ts';
import { prefixOfNetwork } from './hns-networks.ts';
import type { NamespaceRecord } from './namespace-record.ts';
import { HCN_OWNER, NETWORK_ID } from './ownership.ts';
import { explainPorts } from './port-check.ts';

export interface EndpointMakerOptions {
  hcn: Hns;
  native: Native;
  /** The beginning of our endpoints' names. */
  namePrefix: string;
}

/** Makes what a namespace's record tells of: its endpoint, the namespace itself, the one in the other. */
export class EndpointMaker {
  private readonly options: EndpointMakerOptions;

  constructor(options: EndpointMakerOptions) {
    this.options = options;
  }

  /**
   * Makes the endpoint: with the addresses and host ports that the record has, else with those that HNS chooses.
   *
   * @param network As HNS has it. An address that is not in its subnet any more is left out.
   * @throws {RuntimeFault} `AlreadyExists` for a host port that somebody has, naming it where that can be found out.
   */
  async makeEndpoint(record: NamespaceRecord, network: HcnNetworkAnswer): Promise<void> {
    const { hcn, native, namePrefix } = this.options;
    const { networkId = NETWORK_ID, macAddress } = record;
    const address = addressIn(record, prefixOfNetwork(network));
    const settings = endpoint({
      ...record,
      owner: HCN_OWNER,
      name: `${namePrefix}${record.id}`,
      networkId,
      ...(address === undefined ? {} : { address }),
      ...(macAddress === undefined ? {} : { macAddress }),
    });
    try {
      await hcn.send({ op: 'create', kind: 'endpoint', id: record.endpointId, network: networkId, settings });
    } catch (error) {
      if (!hasHresult(error, PORT_ALREADY_EXISTS, SHARING_VIOLATION)) throw error;
      const wanted = record.portMappings.map(({ hostPort }) => hostPort).filter((port) => port !== 0);
      throw await explainPorts(native, wanted, error);
    }
  }

  async makeNamespace({ id }: NamespaceRecord): Promise<void> {
    await this.options.hcn.send({ op: 'create', kind: 'namespace', id, settings: namespace() });
  }

  async attach({ id, endpointId }: NamespaceRecord): Promise<void> {
    const settings = endpointRequest('Add', endpointId);
    await this.options.hcn.send({ op: 'modify', kind: 'namespace', id, settings });
  }

  /** The record with what HNS chose. */
  async complete(record: NamespaceRecord): Promise<NamespaceRecord> {
    const answer = await this.options.hcn.send({ op: 'query', kind: 'endpoint', id: record.endpointId });
    return { ...record, state: 'made', ...readEndpoint(answer as HcnEndpointAnswer, record.portMappings) }; // HNS wrote it; every field is optional
  }
}

function addressIn(
  { ipAddress, prefixLength }: NamespaceRecord,
  prefix: string | undefined,
): { address: string; prefixLength: number } | undefined {
  if (ipAddress === undefined || prefixLength === undefined || prefix === undefined) return undefined;
  const isInside = overlaps(parsePrefix(prefix), { address: parseAddress(ipAddress), length: 32 });
  return isInside ? { address: ipAddress, prefixLength } : undefined;
}

const PORT_ALREADY_EXISTS = 0x803b0013;
const SHARING_VIOLATION = 0x80070020;
