import type { Json } from './request.ts';
import { formatAddress, formatSubnet, type Subnet } from './subnets.ts';

const SCHEMA = { Major: 2, Minor: 0 };

export interface Network {
  settings: Json;
  subnets: Subnet[];
}

export interface Endpoint {
  settings: Json;
  network: string;
  /** None until a DHCP server gives one, and there is none here. */
  address?: string;
  prefixLength?: number;
  macAddress: string;
  policies: { policy: Json; port?: string }[];
  namespace?: string;
}

export interface Namespace {
  settings: Json;
  /** The compartment's number; 0 until a container used it. */
  compartment: number;
  endpoints: string[];
  /** The embedded host's system that runs in it. */
  systemId?: string;
}

export function endpointDocument(id: string, endpoint: Endpoint, network: Network): Json {
  const [subnet] = network.subnets;
  return {
    ...withoutDefaults(endpoint.settings),
    ID: id,
    HostComputeNetwork: endpoint.network,
    ...(endpoint.namespace === undefined ? {} : { HostComputeNamespace: endpoint.namespace }),
    ...(endpoint.address === undefined
      ? {}
      : { IpConfigurations: [{ IpAddress: endpoint.address, PrefixLength: endpoint.prefixLength }] }),
    MacAddress: endpoint.macAddress,
    Policies: endpoint.policies.map(({ policy }) => policy),
    Routes: [{ NextHop: formatAddress((subnet?.base ?? 0) + 1), DestinationPrefix: '0.0.0.0/0' }],
    SchemaVersion: SCHEMA,
  };
}

/** @param user The compute system in it. */
export function namespaceDocument(id: string, namespace: Namespace, user: string | undefined): Json {
  const container = user === undefined ? [] : [{ Type: 'Container', Data: { ID: user } }];
  return {
    ...withoutDefaults(namespace.settings),
    ID: id,
    NamespaceId: namespace.compartment,
    Resources: [...namespace.endpoints.map((one) => ({ Type: 'Endpoint', Data: { ID: one } })), ...container],
    SchemaVersion: SCHEMA,
  };
}

export function networkDocument(id: string, network: Network): Json {
  const subnets = network.subnets.map((subnet) => ({
    IpAddressPrefix: formatSubnet(subnet),
    Routes: [{ NextHop: formatAddress(subnet.base + 1), DestinationPrefix: '0.0.0.0/0' }],
  }));
  return {
    ...withoutDefaults(network.settings),
    ID: id,
    Ipams: network.settings['Ipams'] ?? [{ Type: 'Static', Subnets: subnets }],
    SchemaVersion: SCHEMA,
  };
}

/** HNS leaves out what is the default: a NAT network has no Type, flags of 0 are not told. */
function withoutDefaults(settings: Json): Json {
  const { Type: type, Flags: flags, ...rest } = settings;
  return {
    ...rest,
    ...(type === undefined || type === 'NAT' ? {} : { Type: type }),
    ...(flags === undefined || flags === 0 ? {} : { Flags: flags }),
  };
}
