import type { NamespaceOptions, NetworkProtocol, NetworkRule, PortMapping } from '../../host/network.ts';
import type {
  HcnAclPolicy,
  HcnAclSettings,
  HcnEndpointDocument,
  HcnEndpointPolicy,
  HcnNamespaceDocument,
  HcnNamespaceRequest,
  HcnQuery,
} from '../../spec/hcn.ts';
import { dnsOf, SCHEMA } from './network-document.ts';

/** Behind the worst priority that a rule of a user may have (`MAX_RULE_PRIORITY`). */
const ALLOW_ALL_PRIORITY = 65_500;
/** IP protocol numbers. */
const PROTOCOL: Readonly<Record<NetworkProtocol, number>> = { icmp: 1, tcp: 6, udp: 17 };

export interface EndpointOptions
  extends Pick<NamespaceOptions, 'dns' | 'rules' | 'natExceptions' | 'maximumOutgoingBytesPerSecond'> {
  owner: string;
  name: string;
  networkId: string;
  /** Host port 0: HNS chooses. */
  portMappings?: readonly PortMapping[];
  /** Default: HNS chooses. */
  address?: { address: string; prefixLength: number };
  /** `00-15-5D-01-02-03`. Default: HNS chooses. */
  macAddress?: string;
}

/** @param options Checked. */
export function endpoint(options: EndpointOptions): HcnEndpointDocument {
  const { owner, name, networkId, address, macAddress } = options;
  const policies: HcnEndpointPolicy[] = [
    ...(options.portMappings ?? []).map(portMapping),
    ...aclPolicies(options.rules ?? []),
  ];
  if (options.natExceptions?.length) {
    policies.push({ Type: 'OutBoundNAT', Settings: { Exceptions: [...options.natExceptions] } });
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
    ...(macAddress === undefined ? {} : { MacAddress: macAddress }),
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

/** Puts a container that runs into a namespace that was made after it started. */
export function containerRequest(systemId: string): HcnNamespaceRequest {
  return { ResourceType: 'Container', RequestType: 'Add', Settings: { ContainerId: systemId } };
}

/** @param filter What must agree; none: all. */
export function query(filter?: { Name?: string; VirtualNetwork?: string }): HcnQuery {
  const all: HcnQuery = { SchemaVersion: SCHEMA, Flags: 'None' };
  return filter === undefined ? all : { ...all, Filter: JSON.stringify(filter) };
}

function portMapping({ hostPort, containerPort }: PortMapping): HcnEndpointPolicy {
  const settings = { Protocol: PROTOCOL.tcp, InternalPort: containerPort };
  return { Type: 'PortMapping', Settings: hostPort === 0 ? settings : { ...settings, ExternalPort: hostPort } };
}

/**
 * One rule of any kind, a Block too, makes Windows refuse everything that no rule allows ("by design", Windows-Containers
 * issue 616). So whoever gives rules gets two more behind them that let the rest pass, in both directions.
 */
function aclPolicies(rules: readonly NetworkRule[]): HcnAclPolicy[] {
  if (rules.length === 0) return [];
  const allowAll = (direction: 'In' | 'Out'): HcnAclPolicy => ({
    Type: 'ACL',
    Settings: { Action: 'Allow', Direction: direction, RuleType: 'Switch', Priority: ALLOW_ALL_PRIORITY },
  });
  return [...rules.map(aclPolicy), allowAll('In'), allowAll('Out')];
}

function aclPolicy(rule: NetworkRule): HcnAclPolicy {
  const settings: HcnAclSettings = {
    Action: rule.action === 'allow' ? 'Allow' : 'Block',
    Direction: rule.direction === 'in' ? 'In' : 'Out',
    RuleType: 'Switch',
    Priority: rule.priority,
  };
  if (rule.protocol !== undefined) settings.Protocols = String(PROTOCOL[rule.protocol]);
  if (rule.localAddresses?.length) settings.LocalAddresses = rule.localAddresses.join(',');
  if (rule.remoteAddresses?.length) settings.RemoteAddresses = rule.remoteAddresses.join(',');
  if (rule.localPorts?.length) settings.LocalPorts = rule.localPorts.join(',');
  if (rule.remotePorts?.length) settings.RemotePorts = rule.remotePorts.join(',');
  return { Type: 'ACL', Settings: settings };
}
