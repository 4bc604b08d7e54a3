import { faultOfHresult } from '../../core/base/hresult.ts';
import type { HcnEndpointDocument, HcnNetworkDocument } from '../../core/spec/hcn.ts';
import { describeRequest, type HcnRequest, type Hns } from '../../core/win32/network/hcn-protocol.ts';

/** HNS in memory: networks, endpoints and namespaces with the errors that the real one gives. */
export class MemoryHns implements Hns {
  readonly networks = new Map<string, HcnNetworkDocument>();
  readonly endpoints = new Map<string, HcnEndpointDocument & { namespace?: string }>();
  readonly namespaces = new Set<string>();
  /** The containers that were put into a namespace, by its id. */
  readonly containers = new Map<string, string>();
  /** Every request, in order. */
  readonly requests: HcnRequest[] = [];
  /** What happens instead of a request: throws, or lets it go on. */
  intercept: (request: HcnRequest) => void = () => undefined;
  private nextPort = 49_152;

  async send(request: HcnRequest): Promise<unknown> {
    this.requests.push(request);
    this.intercept(request);
    return structuredClone(this.answer(request));
  }

  private answer(request: HcnRequest): unknown {
    const fail = (hresult: number): Error => faultOfHresult(hresult, describeRequest(request));
    switch (request.op) {
      case 'version':
        return { Major: 15, Minor: 1 };
      case 'enumerate':
        return this.enumerate(request);
      case 'create':
        return this.create(request, fail);
      case 'query':
        return this.query(request, fail);
      case 'modify': {
        if (request.settings.ResourceType === 'Container') {
          if (!this.namespaces.has(request.id)) throw fail(0x80070490);
          this.containers.set(request.id, request.settings.Settings.ContainerId);
          return undefined;
        }
        const endpoint = this.endpoints.get(request.settings.Settings.EndpointId);
        if (!this.namespaces.has(request.id) || endpoint === undefined) throw fail(0x80070490);
        if (request.settings.RequestType === 'Add') endpoint.namespace = request.id;
        else if (endpoint.namespace !== request.id) throw fail(0x803b0034);
        else delete endpoint.namespace;
        return undefined;
      }
      case 'delete': {
        const objects = { network: this.networks, endpoint: this.endpoints, namespace: this.namespaces }[request.kind];
        if (!objects.delete(request.id)) throw fail(request.kind === 'endpoint' ? 0x803b0002 : 0x80070490);
        return undefined;
      }
    }
  }

  /** Only endpoints are asked for by a filter: those on one network. */
  private enumerate({ kind, query }: Extract<HcnRequest, { op: 'enumerate' }>): string[] {
    const objects = { network: this.networks, endpoint: this.endpoints, namespace: this.namespaces }[kind];
    const { VirtualNetwork: network } = JSON.parse(query.Filter ?? '{}') as { VirtualNetwork?: string }; // ours
    return [...objects.keys()].filter(
      (id) => network === undefined || this.endpoints.get(id)?.HostComputeNetwork === network,
    );
  }

  private create(request: Extract<HcnRequest, { op: 'create' }>, fail: (hresult: number) => Error): undefined {
    if (request.kind === 'network') {
      if (this.networks.has(request.id)) throw fail(0x803b0010);
      this.networks.set(request.id, request.settings);
      return undefined;
    }
    if (request.kind === 'namespace') {
      this.namespaces.add(request.id);
      return undefined;
    }
    if (!this.networks.has(request.network)) throw fail(0x803b0001);
    const taken = new Set([...this.endpoints.values()].flatMap((endpoint) => portsOf(endpoint)));
    if (portsOf(request.settings).some((port) => taken.has(port))) throw fail(0x803b0013);
    const made = structuredClone(request.settings);
    for (const policy of made.Policies ?? []) {
      if (policy.Type === 'PortMapping') policy.Settings.ExternalPort ??= this.nextPort++;
    }
    made.MacAddress ??= `00-15-5D-00-00-${String(10 + this.endpoints.size)}`;
    const prefix = this.networks.get(request.network)?.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix ?? '10.0.0.0/20';
    const address = prefix.replace(/\d+\/\d+$/, String(2 + this.endpoints.size));
    made.IpConfigurations ??= [{ IpAddress: address, PrefixLength: Number(prefix.split('/')[1]) }];
    made.Policies?.reverse(); // HNS promises no order
    this.endpoints.set(request.id, made);
    return undefined;
  }

  private query(request: Extract<HcnRequest, { op: 'query' }>, fail: (hresult: number) => Error): unknown {
    const { id } = request;
    if (request.kind === 'namespace') {
      if (!this.namespaces.has(id)) throw fail(0x80070490);
      const inside = [...this.endpoints].filter(([, endpoint]) => endpoint.namespace === id);
      const container = this.containers.get(id);
      return {
        ID: id,
        Resources: [
          ...inside.map(([ID]) => ({ Type: 'Endpoint', Data: { ID } })),
          ...(container === undefined ? [] : [{ Type: 'Container', Data: { ID: container } }]),
        ],
      };
    }
    const found = { network: this.networks, endpoint: this.endpoints }[request.kind].get(id);
    if (found === undefined) throw fail(request.kind === 'network' ? 0x803b0001 : 0x803b0002);
    const { namespace, ...document } = found as typeof found & { namespace?: string }; // only an endpoint has one
    return { ID: id, ...document, ...(namespace === undefined ? {} : { HostComputeNamespace: namespace }) };
  }
}

function portsOf(endpoint: HcnEndpointDocument): number[] {
  return (endpoint.Policies ?? []).flatMap((policy) =>
    policy.Type === 'PortMapping' && policy.Settings.ExternalPort !== undefined ? [policy.Settings.ExternalPort] : [],
  );
}
