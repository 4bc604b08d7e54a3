import { randomBytes, randomUUID } from 'node:crypto';
import { Failure, HR } from './failure.ts';
import type { KnownEndpoints } from './guest-network.ts';
import {
  type Endpoint,
  endpointDocument,
  type Namespace,
  type Network,
  namespaceDocument,
  networkDocument,
} from './network-documents.ts';
import { checkEndpoint, checkNetwork, isExternal } from './network-rules.ts';
import { isPortMapping, type PortMappings } from './port-mappings.ts';
import { isObject, type Json, object, objects, text } from './request.ts';
import { chooseAddress, chooseSubnet, overlaps } from './subnets.ts';
import type { KnownNamespaces } from './systems.ts';

const ZERO = '00000000-0000-0000-0000-000000000000';
const KINDS = ['network', 'endpoint', 'namespace'] as const;
type Kind = (typeof KINDS)[number];

/** What HNS asks of the compute service. */
export interface NamespaceUsers {
  /** The compute system whose document names the namespace. */
  userOf(namespaceId: string): string | undefined;
  /** The embedded host's name for a running system. */
  embeddedIdOf(systemId: string): string | undefined;
}

/** What HNS keeps: networks, endpoints and namespaces, with the ids, addresses and ports that it chose. */
export class Networks implements KnownNamespaces {
  private readonly ports: PortMappings;
  private readonly users: NamespaceUsers;
  private readonly networks = new Map<string, Network>();
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly namespaces = new Map<string, Namespace>();
  private compartments = 1;

  constructor(ports: PortMappings, users: NamespaceUsers) {
    this.ports = ports;
    this.users = users;
  }

  /** @returns the object's id: a zero one asks HNS to choose. */
  async create(request: Json): Promise<string> {
    const asked = idOf(request);
    const id = asked === ZERO ? randomUUID() : asked;
    const settings = object(request, 'settings');
    switch (kindOf(request)) {
      case 'network':
        this.createNetwork(id, settings);
        break;
      case 'endpoint':
        await this.createEndpoint(id, text(request, 'network').toLowerCase(), settings);
        break;
      case 'namespace':
        if (this.namespaces.has(id)) throw new Failure(HR.alreadyExists, `There is already a namespace ${id}.`);
        this.namespaces.set(id, { settings, compartment: 0, endpoints: [] });
        break;
    }
    return id;
  }

  private createNetwork(id: string, settings: Json): void {
    const name = settings['Name'];
    const same = [...this.networks].some(([known, one]) => known === id || one.settings['Name'] === name);
    if (same) throw new Failure(0x803b0010, `There is already a network '${String(name)}'.`);
    const taken = [...this.networks.values()].flatMap((network) => network.subnets);
    const subnets = checkNetwork(settings);
    if (subnets.some((one) => taken.some((other) => overlaps(one, other)))) {
      throw new Failure(0x803b0010, 'Another network has an overlapping prefix.');
    }
    const chooses = subnets.length === 0 && !isExternal(settings);
    this.networks.set(id, { settings, subnets: chooses ? [chooseSubnet(taken)] : subnets });
  }

  private async createEndpoint(id: string, networkId: string, settings: Json): Promise<void> {
    const network = this.network(networkId);
    const [subnet] = network.subnets;
    if (this.endpoints.has(id)) throw new Failure(HR.alreadyExists, `There is already an endpoint ${id}.`);
    checkEndpoint(settings, networkId, network);
    const [wanted] = objects(settings, 'IpConfigurations');
    const taken = new Set([...this.endpoints.values()].flatMap(({ address }) => address ?? []));
    const chosen = subnet === undefined ? undefined : chooseAddress(subnet, taken);
    const address = wanted === undefined ? chosen : text(wanted, 'IpAddress');
    if (address !== undefined && taken.has(address)) throw new Failure(0x803b002f, `Address ${address} is taken.`);
    const given = settings['MacAddress'];
    const endpoint: Endpoint = {
      settings,
      network: networkId,
      ...(address === undefined || subnet === undefined ? {} : { address, prefixLength: subnet.length }),
      macAddress: typeof given === 'string' ? given : chooseMac(),
      policies: [],
    };
    this.endpoints.set(id, endpoint);
    try {
      await this.addPolicies(endpoint, objects(settings, 'Policies'));
    } catch (error) {
      this.endpoints.delete(id);
      throw error;
    }
  }

  /** All of them, or none. */
  private async addPolicies(endpoint: Endpoint, policies: readonly Json[]): Promise<void> {
    const added: Endpoint['policies'] = [];
    const systemId = endpoint.namespace === undefined ? undefined : this.namespaces.get(endpoint.namespace)?.systemId;
    try {
      for (const policy of policies) {
        if (!isPortMapping(policy)) added.push({ policy });
        else {
          const taken = await this.ports.take(policy);
          added.push({ policy: taken.policy, port: taken.id });
          if (systemId !== undefined) await this.ports.connect(taken.id, systemId);
        }
      }
    } catch (error) {
      for (const { port } of added) if (port !== undefined) await this.ports.letGo(port);
      throw error;
    }
    endpoint.policies.push(...added);
  }

  async open(request: Json): Promise<void> {
    this.document(kindOf(request), idOf(request));
  }

  async query(request: Json): Promise<Json> {
    return this.document(kindOf(request), idOf(request));
  }

  async enumerate(request: Json): Promise<string[]> {
    const kind = kindOf(request);
    const filter = filterOf(object(request, 'query'));
    const ids = { network: this.networks, endpoint: this.endpoints, namespace: this.namespaces }[kind].keys();
    return [...ids].filter((id) => {
      const document = this.document(kind, id);
      return Object.entries(filter).every(([name, value]) => {
        const field = { ID: 'ID', VIRTUALNETWORK: 'HostComputeNetwork' }[name.toUpperCase()] ?? name;
        return String(document[field] ?? '').toLowerCase() === String(value).toLowerCase();
      });
    });
  }

  async modify(request: Json): Promise<void> {
    const kind = kindOf(request);
    const id = idOf(request);
    const settings = object(request, 'settings');
    const change = `${kind} ${String(settings['ResourceType'])} ${String(settings['RequestType'])}`;
    const inner = object(settings, 'Settings');
    switch (change) {
      case 'namespace Endpoint Add':
        return this.attach(id, text(inner, 'EndpointId').toLowerCase());
      case 'namespace Container Add':
        return this.attachContainer(id, text(inner, 'ContainerId'));
      case 'namespace Endpoint Remove':
        return this.detach(id, text(inner, 'EndpointId').toLowerCase());
      case 'endpoint Policy Add':
        return this.addPolicies(this.endpoint(id), objects(inner, 'Policies'));
      case 'endpoint Policy Remove':
        return this.removePolicies(this.endpoint(id), objects(inner, 'Policies'));
      default:
        throw new Failure(HR.requestUnsupported, `HNS cannot do '${change}' here.`);
    }
  }

  private async attach(namespaceId: string, endpointId: string): Promise<void> {
    const namespace = this.namespace(namespaceId);
    const endpoint = this.endpoint(endpointId);
    if (endpoint.namespace !== undefined) throw new Failure(HR.endpointAttached, `${endpointId} is attached.`);
    endpoint.namespace = namespaceId;
    namespace.endpoints.push(endpointId);
    const { systemId } = namespace;
    if (systemId !== undefined) await this.connectEndpoint(endpoint, systemId);
  }

  /** A container that runs already: what HCS does by itself when it starts one. */
  private async attachContainer(namespaceId: string, systemId: string): Promise<void> {
    const embeddedId = this.users.userOf(namespaceId) === systemId ? this.users.embeddedIdOf(systemId) : undefined;
    if (embeddedId === undefined)
      throw new Failure(HR.elementNotFound, `'${systemId}' does not run with ${namespaceId}.`);
    await this.connect(namespaceId, embeddedId);
  }

  private async detach(namespaceId: string, endpointId: string): Promise<void> {
    const namespace = this.namespace(namespaceId);
    const endpoint = this.endpoint(endpointId);
    if (endpoint.namespace !== namespaceId) throw new Failure(0x803b0034, `${endpointId} is not attached.`);
    delete endpoint.namespace;
    namespace.endpoints = namespace.endpoints.filter((one) => one !== endpointId);
  }

  /** Takes away policies of the same type and the same ports. */
  private async removePolicies(endpoint: Endpoint, policies: readonly Json[]): Promise<void> {
    const keyOf = (policy: Json): string =>
      isPortMapping(policy)
        ? `${object(policy, 'Settings')['InternalPort']}:${object(policy, 'Settings')['ExternalPort']}`
        : JSON.stringify(policy);
    for (const policy of policies) {
      const index = endpoint.policies.findIndex((one) => keyOf(one.policy) === keyOf(policy));
      const found = endpoint.policies[index];
      if (found === undefined) throw new Failure(0x803b0008, `There is no such policy: ${JSON.stringify(policy)}.`);
      if (found.port !== undefined) await this.ports.letGo(found.port);
      endpoint.policies.splice(index, 1);
    }
  }

  async delete(request: Json): Promise<void> {
    const id = idOf(request);
    switch (kindOf(request)) {
      case 'network':
        this.network(id);
        if ([...this.endpoints.values()].some((endpoint) => endpoint.network === id)) {
          throw new Failure(HR.hasReferences, `Network ${id} has endpoints.`);
        }
        this.networks.delete(id);
        return;
      case 'endpoint':
        return this.deleteEndpoint(id);
      case 'namespace':
        if (this.namespace(id).endpoints.length > 0 || this.users.userOf(id) !== undefined) {
          throw new Failure(HR.hasReferences, `Namespace ${id} is in use.`);
        }
        this.namespaces.delete(id);
    }
  }

  private async deleteEndpoint(id: string): Promise<void> {
    const endpoint = this.endpoint(id);
    for (const { port } of endpoint.policies) if (port !== undefined) await this.ports.letGo(port);
    if (endpoint.namespace !== undefined) await this.detach(endpoint.namespace, id);
    this.endpoints.delete(id);
  }

  /** What a restart of HNS can do, whoever runs: it knows nothing any more. */
  async forget(): Promise<void> {
    for (const { policies } of this.endpoints.values()) {
      for (const { port } of policies) if (port !== undefined) await this.ports.letGo(port);
    }
    for (const objects of [this.endpoints, this.namespaces, this.networks]) objects.clear();
  }

  check(namespaceId: string): void {
    if (!this.namespaces.has(namespaceId)) {
      throw new Failure(HR.namespaceAttachFailed, `There is no namespace ${namespaceId}.`);
    }
  }

  async connect(namespaceId: string, embeddedSystemId: string): Promise<void> {
    const namespace = this.namespace(namespaceId);
    if (namespace.compartment === 0) namespace.compartment = ++this.compartments;
    namespace.systemId = embeddedSystemId;
    for (const id of namespace.endpoints) await this.connectEndpoint(this.endpoint(id), embeddedSystemId);
  }

  checkEndpoint(id: string): void {
    this.endpoint(id);
  }

  /** What a machine's guest is told of. */
  guestEndpoints(): KnownEndpoints {
    return {
      endpoint: (id) => this.endpoint(id),
      endpointsOf: (id) => this.namespace(id).endpoints,
    };
  }

  /** The same for endpoints that a document names itself. */
  async connectEndpoints(ids: readonly string[], embeddedSystemId: string): Promise<void> {
    for (const id of ids) await this.connectEndpoint(this.endpoint(id), embeddedSystemId);
  }

  private async connectEndpoint(endpoint: Endpoint, embeddedSystemId: string): Promise<void> {
    for (const { port } of endpoint.policies) if (port !== undefined) await this.ports.connect(port, embeddedSystemId);
  }

  private document(kind: Kind, id: string): Json {
    switch (kind) {
      case 'network':
        return networkDocument(id, this.network(id));
      case 'endpoint':
        return endpointDocument(id, this.endpoint(id), this.network(this.endpoint(id).network));
      case 'namespace':
        return namespaceDocument(id, this.namespace(id), this.users.userOf(id));
    }
  }

  private network(id: string): Network {
    return found(this.networks.get(id), HR.networkNotFound, `There is no network ${id}.`);
  }

  private endpoint(id: string): Endpoint {
    return found(this.endpoints.get(id), HR.endpointNotFound, `There is no endpoint ${id}.`);
  }

  private namespace(id: string): Namespace {
    return found(this.namespaces.get(id), HR.elementNotFound, `There is no namespace ${id}.`);
  }
}

function filterOf(query: Json): Json {
  const filter = query['Filter'];
  if (filter === undefined || filter === '') return {};
  const value: unknown = typeof filter === 'string' ? JSON.parse(filter) : filter;
  if (isObject(value)) return value;
  throw new Failure(0x803b001b, 'The filter is no JSON object.');
}

function kindOf(request: Json): Kind {
  const kind = KINDS.find((one) => one === request['kind']);
  if (kind === undefined) throw new Failure(HR.invalidParameter, `'${String(request['kind'])}' is no kind of object.`);
  return kind;
}

const idOf = (request: Json): string => text(request, 'id').toLowerCase().replace(/[{}]/g, '');

function chooseMac(): string {
  const tail = randomBytes(3).toString('hex').toUpperCase();
  return `00-15-5D-${tail.slice(0, 2)}-${tail.slice(2, 4)}-${tail.slice(4)}`;
}

function found<T>(value: T | undefined, hresult: number, message: string): T {
  if (value === undefined) throw new Failure(hresult, message);
  return value;
}
