import type { NetworkKind } from '../../host/capabilities.ts';
import type { NameService, NetworkSpec } from '../../host/network.ts';
import type { HcnDns, HcnNetworkDocument, HcnNetworkType, HcnSchemaVersion, HcnSubnet } from '../../spec/hcn.ts';

/** 2.0 came with 1809, the oldest Windows that we serve; nothing here needs more. */
export const SCHEMA: HcnSchemaVersion = { Major: 2, Minor: 0 };

const TYPE: Readonly<Record<NetworkKind, HcnNetworkType>> = {
  nat: 'NAT',
  transparent: 'Transparent',
  l2bridge: 'L2Bridge',
  internal: 'Internal',
};

/**
 * A network of any kind. Without a subnet HNS chooses one, or for `transparent` the adapter's DHCP server gives addresses.
 * Making one on an adapter interrupts the machine's own network for a moment.
 *
 * @param spec Checked; a subnet comes with its gateway.
 */
export function networkDocument(spec: NetworkSpec): HcnNetworkDocument {
  const { owner, name, kind, adapter, dns } = spec;
  return {
    SchemaVersion: SCHEMA,
    Owner: owner,
    Name: name,
    Type: TYPE[kind],
    ...ipamOf(spec),
    ...dnsOf(dns),
    ...(adapter === undefined
      ? {}
      : { Policies: [{ Type: 'NetAdapterName', Settings: { NetworkAdapterName: adapter } }] }),
  };
}

function ipamOf({ kind, subnet, gateway, vlanId }: NetworkSpec): Pick<HcnNetworkDocument, 'Ipams'> {
  if (subnet === undefined) return kind === 'transparent' ? { Ipams: [{ Type: 'Dhcp' }] } : {};
  const one: HcnSubnet = { IpAddressPrefix: subnet };
  if (gateway !== undefined) one.Routes = [{ NextHop: gateway, DestinationPrefix: '0.0.0.0/0' }];
  if (vlanId !== undefined) one.Policies = [{ Type: 'VLAN', Settings: { IsolationId: vlanId } }];
  return { Ipams: [{ Type: 'Static', Subnets: [one] }] };
}

/** Empty lists and texts are left out: HNS takes an empty domain for one that is set. */
export function dnsOf(dns: NameService | undefined): { Dns?: HcnDns } {
  const made: HcnDns = {};
  if (dns?.domain) made.Domain = dns.domain;
  if (dns?.search?.length) made.Search = [...dns.search];
  if (dns?.servers?.length) made.ServerList = [...dns.servers];
  return Object.keys(made).length === 0 ? {} : { Dns: made };
}
