import { fault } from '../../base/fault.ts';
import type { PortMapping } from '../../host/port.ts';
import type {
  HcnAclPolicy,
  HcnAclSettings,
  HcnDns,
  HcnEndpointDocument,
  HcnEndpointPolicy,
  HcnNamespaceDocument,
  HcnNamespaceRequest,
  HcnNetworkDocument,
  HcnNetworkPolicy,
  HcnQuery,
  HcnSchemaVersion,
  HcnSubnet,
} from '../../spec/hcn.ts';

/** 2.0 came with 1809, the oldest Windows that we serve; nothing here needs more. */
const SCHEMA: HcnSchemaVersion = { Major: 2, Minor: 0 };

/** The worst priority that an ACL rule of a user may have; the rules that let all else pass come behind it. */
export const MAX_ACL_PRIORITY = 65_000;
const ALLOW_ALL_PRIORITY = 65_500;
const TCP = 6;

/** What every network has. */
export interface NetworkName {
  owner: string;
  name: string;
}

export interface Subnet {
  /** `172.30.112.0/20`. */
  prefix: string;
  /** Where the default route of containers leads. */
  gateway: string;
}

export interface NameService {
  domain?: string;
  search?: readonly string[];
  servers?: readonly string[];
}

/** A network behind address translation: the only type with published ports. Without a subnet HNS chooses one. */
export function natNetwork(options: NetworkName & { subnet?: Subnet; dns?: NameService }): HcnNetworkDocument {
  return { ...network(options, 'NAT'), ...ipamOf(options.subnet), ...dnsOf(options.dns) };
}

/**
 * Containers appear as machines of their own on the network of an adapter. Without a subnet they ask its DHCP server.
 * Making one interrupts the machine's own network for a moment.
 */
export function transparentNetwork(
  options: NetworkName & { adapter: string; subnet?: Subnet; vlanId?: number; dns?: NameService },
): HcnNetworkDocument {
  const { subnet, vlanId } = options;
  const ipam: Pick<HcnNetworkDocument, 'Ipams'> =
    subnet === undefined ? { Ipams: [{ Type: 'Dhcp' }] } : ipamOf(subnet, vlanId);
  return { ...network(options, 'Transparent'), ...ipam, ...dnsOf(options.dns), Policies: [onAdapter(options.adapter)] };
}

/** Containers are on the network of an adapter, with addresses of their own behind its hardware address. */
export function l2BridgeNetwork(
  options: NetworkName & { adapter: string; subnet: Subnet; vlanId?: number; dns?: NameService },
): HcnNetworkDocument {
  return {
    ...network(options, 'L2Bridge'),
    ...ipamOf(options.subnet, options.vlanId),
    ...dnsOf(options.dns),
    Policies: [onAdapter(options.adapter)],
  };
}

/** Containers reach each other and this machine, nothing else. */
export function internalNetwork(options: NetworkName & { subnet?: Subnet }): HcnNetworkDocument {
  return { ...network(options, 'Internal'), ...ipamOf(options.subnet) };
}

/** Containers reach each other, nothing else. */
export function privateNetwork(options: NetworkName & { subnet?: Subnet }): HcnNetworkDocument {
  return { ...network(options, 'Private'), ...ipamOf(options.subnet) };
}

/** A rule on what an endpoint may send and receive. Absent lists: any. */
export interface AclRule {
  action: 'Allow' | 'Block';
  direction: 'In' | 'Out';
  /** 1 to 65000; the lower number wins. */
  priority: number;
  /** IP protocol numbers: 6 TCP, 17 UDP, 1 ICMP. */
  protocols?: readonly number[];
  /** Networks or addresses, as seen from the container. */
  localAddresses?: readonly string[];
  remoteAddresses?: readonly string[];
  /** `80`, `1000-2000`. */
  localPorts?: readonly string[];
  remotePorts?: readonly string[];
}

export interface EndpointOptions {
  owner: string;
  name: string;
  networkId: string;
  /** Host port 0: HNS chooses. */
  portMappings?: readonly PortMapping[];
  /** Default: HNS chooses. */
  address?: { address: string; prefixLength: number };
  dns?: NameService;
  acls?: readonly AclRule[];
  /** Networks reached without address translation. */
  outboundNatExceptions?: readonly string[];
  maximumOutgoingBytesPerSecond?: number;
}

/** @throws {RuntimeFault} `InvalidArgument` for an ACL priority out of range. */
export function endpoint(options: EndpointOptions): HcnEndpointDocument {
  const { owner, name, networkId, address } = options;
  const policies: HcnEndpointPolicy[] = [
    ...(options.portMappings ?? []).map(portMapping),
    ...aclPolicies(options.acls ?? []),
  ];
  if (options.outboundNatExceptions?.length) {
    policies.push({ Type: 'OutBoundNAT', Settings: { Exceptions: [...options.outboundNatExceptions] } });
  }
  if (options.maximumOutgoingBytesPerSecond !== undefined) {
    policies.push({
      Type: 'QOS',
      Settings: { MaximumOutgoingBandwidthInBytes: options.maximumOutgoingBytesPerSecond },
    });
  }
  return {
    SchemaVersion: SCHEMA,
    Owner: owner,
    Name: name,
    HostComputeNetwork: networkId,
    ...(address === undefined
      ? {}
      : { IpConfigurations: [{ IpAddress: address.address, PrefixLength: address.prefixLength }] }),
    ...dnsOf(options.dns),
    ...(policies.length === 0 ? {} : { Policies: policies }),
  };
}

/** For a process-isolated container; `guest` for one in a virtual machine. */
export function namespace(kind: 'host' | 'guest' = 'host'): HcnNamespaceDocument {
  return kind === 'host' ? { SchemaVersion: SCHEMA } : { SchemaVersion: SCHEMA, Type: 'Guest' };
}

export function endpointRequest(requestType: 'Add' | 'Remove', endpointId: string): HcnNamespaceRequest {
  return { ResourceType: 'Endpoint', RequestType: requestType, Settings: { EndpointId: endpointId } };
}

/** @param filter What must agree; none: all. */
export function query(filter?: { Name?: string; VirtualNetwork?: string }): HcnQuery {
  const all: HcnQuery = { SchemaVersion: SCHEMA, Flags: 'None' };
  return filter === undefined ? all : { ...all, Filter: JSON.stringify(filter) };
}

function network({ owner, name }: NetworkName, type: HcnNetworkDocument['Type']): HcnNetworkDocument {
  return { SchemaVersion: SCHEMA, Owner: owner, Name: name, Type: type };
}

function ipamOf(subnet: Subnet | undefined, vlanId?: number): Pick<HcnNetworkDocument, 'Ipams'> {
  if (subnet === undefined) return {};
  const one: HcnSubnet = {
    IpAddressPrefix: subnet.prefix,
    Routes: [{ NextHop: subnet.gateway, DestinationPrefix: '0.0.0.0/0' }],
  };
  if (vlanId !== undefined) one.Policies = [{ Type: 'VLAN', Settings: { IsolationId: vlanId } }];
  return { Ipams: [{ Type: 'Static', Subnets: [one] }] };
}

/** Empty lists and texts are left out: HNS takes an empty domain for one that is set. */
function dnsOf(dns: NameService | undefined): { Dns?: HcnDns } {
  const made: HcnDns = {};
  if (dns?.domain) made.Domain = dns.domain;
  if (dns?.search?.length) made.Search = [...dns.search];
  if (dns?.servers?.length) made.ServerList = [...dns.servers];
  return Object.keys(made).length === 0 ? {} : { Dns: made };
}

function onAdapter(adapter: string): HcnNetworkPolicy {
  return { Type: 'NetAdapterName', Settings: { NetworkAdapterName: adapter } };
}

function portMapping({ hostPort, containerPort }: PortMapping): HcnEndpointPolicy {
  const settings = { Protocol: TCP, InternalPort: containerPort };
  return { Type: 'PortMapping', Settings: hostPort === 0 ? settings : { ...settings, ExternalPort: hostPort } };
}

/**
 * One rule of any kind, a Block too, makes Windows refuse everything that no rule allows ("by design", Windows-Containers
 * issue 616). So whoever gives rules gets two more behind them that let the rest pass, in both directions.
 */
function aclPolicies(rules: readonly AclRule[]): HcnAclPolicy[] {
  if (rules.length === 0) return [];
  const allowAll = (direction: 'In' | 'Out'): HcnAclPolicy => ({
    Type: 'ACL',
    Settings: { Action: 'Allow', Direction: direction, RuleType: 'Switch', Priority: ALLOW_ALL_PRIORITY },
  });
  return [...rules.map(aclPolicy), allowAll('In'), allowAll('Out')];
}

function aclPolicy(rule: AclRule): HcnAclPolicy {
  if (!Number.isInteger(rule.priority) || rule.priority < 1 || rule.priority > MAX_ACL_PRIORITY) {
    throw fault(
      'InvalidArgument',
      `Priority ${rule.priority} of a network rule is not within 1 to ${MAX_ACL_PRIORITY}.`,
      {
        target: String(rule.priority),
      },
    );
  }
  const settings: HcnAclSettings = {
    Action: rule.action,
    Direction: rule.direction,
    RuleType: 'Switch',
    Priority: rule.priority,
  };
  if (rule.protocols?.length) settings.Protocols = rule.protocols.join(',');
  if (rule.localAddresses?.length) settings.LocalAddresses = rule.localAddresses.join(',');
  if (rule.remoteAddresses?.length) settings.RemoteAddresses = rule.remoteAddresses.join(',');
  if (rule.localPorts?.length) settings.LocalPorts = rule.localPorts.join(',');
  if (rule.remotePorts?.length) settings.RemotePorts = rule.remotePorts.join(',');
  return { Type: 'ACL', Settings: settings };
}
