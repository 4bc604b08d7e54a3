/**
 * Documents of the Host Compute Network, schema 2: what `HcnCreateNetwork` and its like take, and what the queries give.
 * Field names are spelled as on the wire. Absent fields are left out: HNS leaves out zeros and defaults in its answers
 * too (a network without `Type` is NAT), so every field of an answer is optional.
 *
 * @see https://learn.microsoft.com/windows-server/networking/technologies/hcn/hcn-json-document-schemas
 */
export interface HcnSchemaVersion {
  Major: 2;
  Minor: number;
}

export type HcnNetworkType = 'NAT' | 'Transparent' | 'L2Bridge' | 'Internal';

/** A virtual network: a switch, and for NAT the address translation on it. */
export interface HcnNetworkDocument {
  SchemaVersion: HcnSchemaVersion;
  Owner: string;
  Name: string;
  Type: HcnNetworkType;
  Ipams?: HcnIpam[];
  Dns?: HcnDns;
  Policies?: HcnNetworkPolicy[];
}

export interface HcnIpam {
  Type: 'Static' | 'Dhcp';
  Subnets?: HcnSubnet[];
}

export interface HcnSubnet {
  /** `172.30.112.0/20`. */
  IpAddressPrefix: string;
  Routes?: HcnRoute[];
  Policies?: HcnSubnetPolicy[];
}

export interface HcnRoute {
  NextHop: string;
  DestinationPrefix: string;
}

export interface HcnSubnetPolicy {
  Type: 'VLAN';
  Settings: { IsolationId: number };
}

export interface HcnDns {
  Domain?: string;
  Search?: string[];
  ServerList?: string[];
}

/** Which adapter of the machine an external network is on. */
export interface HcnNetworkPolicy {
  Type: 'NetAdapterName';
  Settings: { NetworkAdapterName: string };
}

/** A container's network card. */
export interface HcnEndpointDocument {
  SchemaVersion: HcnSchemaVersion;
  Owner: string;
  Name: string;
  /** The network's id. */
  HostComputeNetwork: string;
  IpConfigurations?: HcnIpConfiguration[];
  /** `00-15-5D-01-02-03`. */
  MacAddress?: string;
  Dns?: HcnDns;
  Policies?: HcnEndpointPolicy[];
}

export interface HcnIpConfiguration {
  IpAddress: string;
  PrefixLength: number;
}

export type HcnEndpointPolicy = HcnPortMappingPolicy | HcnAclPolicy | HcnOutBoundNatPolicy | HcnQosPolicy;

export interface HcnPortMappingPolicy {
  Type: 'PortMapping';
  /** Protocol 6 is TCP, 17 UDP. Without `ExternalPort` HNS chooses one: a query tells which. */
  Settings: { Protocol: number; InternalPort: number; ExternalPort?: number };
}

export interface HcnAclPolicy {
  Type: 'ACL';
  Settings: HcnAclSettings;
}

/** Lists are comma separated: `6,17`, `80,443`, `10.1.0.0/16,10.2.0.0/16`. Absent: any. */
export interface HcnAclSettings {
  Action: 'Allow' | 'Block';
  Direction: 'In' | 'Out';
  RuleType: 'Switch' | 'Host';
  /** The lower number wins. */
  Priority: number;
  Protocols?: string;
  LocalAddresses?: string;
  RemoteAddresses?: string;
  LocalPorts?: string;
  RemotePorts?: string;
}

export interface HcnOutBoundNatPolicy {
  Type: 'OutBoundNAT';
  /** Prefixes that are reached without address translation. */
  Settings: { Exceptions: string[] };
}

export interface HcnQosPolicy {
  Type: 'QOS';
  Settings: { MaximumOutgoingBandwidthInBytes: number };
}

/** A network compartment. Without `Type` it is one for a process-isolated container. */
export interface HcnNamespaceDocument {
  SchemaVersion: HcnSchemaVersion;
  Type?: 'Guest';
}

/** What `HcnModifyNamespace` takes. */
export type HcnNamespaceRequest =
  | { ResourceType: 'Endpoint'; RequestType: 'Add' | 'Remove'; Settings: { EndpointId: string } }
  /** The id of a compute system that runs. HCS does it by itself when it starts one. */
  | { ResourceType: 'Container'; RequestType: 'Add'; Settings: { ContainerId: string } };

export interface HcnQuery {
  SchemaVersion: HcnSchemaVersion;
  Flags: 'None' | 'Detailed';
  /** JSON text: `{"Name":"nat"}`. Keys: ID, Name; for endpoints also VirtualNetwork. */
  Filter?: string;
}

/** What a failed call says beside its HRESULT. */
export interface HcnErrorRecord {
  ErrorCode?: number;
  Error?: string;
  Success?: boolean;
}

/** A network as a query gives it. */
export interface HcnNetworkAnswer {
  ID?: string;
  Name?: string;
  Owner?: string;
  Type?: string;
  Ipams?: { Subnets?: { IpAddressPrefix?: string }[] }[];
}

/** An endpoint as a query gives it. */
export interface HcnEndpointAnswer {
  ID?: string;
  Name?: string;
  Owner?: string;
  HostComputeNetwork?: string;
  HostComputeNamespace?: string;
  IpConfigurations?: { IpAddress?: string; PrefixLength?: number }[];
  MacAddress?: string;
  Policies?: { Type?: string; Settings?: Record<string, unknown> }[];
}

/** A namespace as a query gives it. */
export interface HcnNamespaceAnswer {
  ID?: string;
  Resources?: { Type?: string; Data?: { Id?: string; ID?: string } }[];
}
