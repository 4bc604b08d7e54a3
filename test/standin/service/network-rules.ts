import { Failure, HR } from './failure.ts';
import type { Network } from './network-documents.ts';
import { isObject, type Json, objects, text } from './request.ts';
import { overlaps, parseSubnet, type Subnet } from './subnets.ts';

/**
 * What HNS refuses of documents that are well formed. Sources: hcsshim's hcn package and its tests, Microsoft's pages
 * "Windows container network drivers" and "L2bridge Container Networking" (which kinds have an adapter, which addresses
 * and which policies), Windows-Containers issue 616 (rules).
 */
const EXTERNAL = ['Transparent', 'L2Bridge', 'L2Tunnel', 'Overlay'];
/** WinNAT translates for NAT networks, VFP for those behind the host's hardware address. */
const TRANSLATED = ['NAT', 'L2Bridge', 'L2Tunnel', 'Overlay'];
const ADAPTERS = ['Ethernet'];

const INVALID_POLICY = 0x803b000d;
const ADAPTER_NOT_FOUND = 0x803b0006;
const MAPPING_NOT_SUPPORTED = 0x803b0016;
const INVALID_IP = 0x803b001e;
const ADDRESS_INVALID = 0x803b002f;
const INVALID_SUBNET = 0x803b0032;

export const typeOf = (settings: Json): string => String(settings['Type'] ?? 'NAT');

export const isExternal = (settings: Json): boolean => EXTERNAL.includes(typeOf(settings));

/** @returns its subnets, as given. @throws Failure */
export function checkNetwork(settings: Json): Subnet[] {
  checkAdapter(settings);
  checkDns(settings);
  const ipams = objects(settings, 'Ipams');
  const given = ipams.flatMap((ipam) => objects(ipam, 'Subnets'));
  const isDhcp = ipams.some((ipam) => ipam['Type'] === 'Dhcp');
  if (isDhcp && (typeOf(settings) !== 'Transparent' || given.length > 0))
    throw new Failure(INVALID_SUBNET, 'Only a transparent network without subnets asks a DHCP server.');
  if (isExternal(settings) && !isDhcp && given.length === 0)
    throw new Failure(INVALID_SUBNET, `A network of type ${typeOf(settings)} needs a subnet.`);
  return given.map((subnet) => checkSubnet(settings, subnet));
}

function checkSubnet(settings: Json, subnet: Json): Subnet {
  const parsed = parseSubnet(text(subnet, 'IpAddressPrefix'));
  for (const route of objects(subnet, 'Routes')) checkHost(parsed, text(route, 'NextHop'), INVALID_IP);
  for (const policy of objects(subnet, 'Policies')) {
    const id = isObject(policy['Settings']) ? policy['Settings']['IsolationId'] : undefined;
    const isVlan = policy['Type'] === 'VLAN' && typeof id === 'number' && id >= 1 && id <= 4094;
    if (!isVlan || !isExternal(settings)) throw new Failure(INVALID_POLICY, 'The subnet cannot have this policy.');
  }
  return parsed;
}

function checkAdapter(settings: Json): void {
  const names = objects(settings, 'Policies')
    .filter((policy) => policy['Type'] === 'NetAdapterName')
    .map((policy) => (isObject(policy['Settings']) ? policy['Settings']['NetworkAdapterName'] : undefined));
  if (isExternal(settings) !== (names.length === 1))
    throw new Failure(INVALID_POLICY, `A network of type ${typeOf(settings)} with ${names.length} adapters.`);
  const missing = names.find((name) => !ADAPTERS.includes(String(name)));
  if (missing !== undefined) throw new Failure(ADAPTER_NOT_FOUND, `There is no adapter '${String(missing)}'.`);
}

/** @throws Failure for what this network cannot give an endpoint. */
export function checkEndpoint(settings: Json, networkId: string, network: Network): void {
  const named = settings['HostComputeNetwork'];
  if (named !== undefined && String(named).toLowerCase() !== networkId)
    throw new Failure(0x803b000c, 'HostComputeNetwork is another network.');
  checkDns(settings);
  const [subnet] = network.subnets;
  for (const one of objects(settings, 'IpConfigurations')) {
    if (subnet === undefined) throw new Failure(ADDRESS_INVALID, 'The network has no subnet.');
    checkHost(subnet, text(one, 'IpAddress'), ADDRESS_INVALID);
  }
  for (const policy of objects(settings, 'Policies')) checkPolicy(policy, typeOf(network.settings));
}

function checkPolicy(policy: Json, type: string): void {
  const settings = isObject(policy['Settings']) ? policy['Settings'] : {};
  switch (policy['Type']) {
    case 'PortMapping':
      if (type !== 'NAT') throw new Failure(MAPPING_NOT_SUPPORTED, `A network of type ${type} maps no ports.`);
      return;
    case 'OutBoundNAT':
      if (!TRANSLATED.includes(type))
        throw new Failure(INVALID_POLICY, `A network of type ${type} translates nothing.`);
      for (const prefix of list(settings['Exceptions'])) parseSubnet(prefix);
      return;
    case 'QOS':
      if (!(Number(settings['MaximumOutgoingBandwidthInBytes']) > 0))
        throw new Failure(INVALID_POLICY, 'No bandwidth.');
      return;
    case 'ACL':
      checkAcl(settings);
      return;
    default:
      throw new Failure(0x803b000e, `'${String(policy['Type'])}' is no policy that this network serves.`);
  }
}

function checkAcl(settings: Json): void {
  const wrong = (why: string): Failure => new Failure(INVALID_POLICY, `A rule cannot be used: ${why}.`);
  const protocols = list(settings['Protocols']);
  if (!protocols.every((one) => /^\d+$/.test(one) && Number(one) <= 256)) throw wrong('its protocols are no numbers');
  for (const name of ['LocalPorts', 'RemotePorts']) {
    const ports = list(settings[name]);
    if (ports.length > 0 && !protocols.some((one) => one === '6' || one === '17'))
      throw wrong(`${name} without TCP or UDP`);
    if (!ports.every((one) => /^\d+(-\d+)?$/.test(one))) throw wrong(`${name} are no ports`);
  }
  for (const name of ['LocalAddresses', 'RemoteAddresses']) {
    for (const one of list(settings[name])) parseSubnet(one.includes('/') ? one : `${one}/30`);
  }
  if (!(Number(settings['Priority']) >= 1)) throw wrong('it has no priority');
}

function checkDns(settings: Json): void {
  const dns = settings['Dns'];
  const servers = isObject(dns) && Array.isArray(dns['ServerList']) ? dns['ServerList'] : [];
  if (!servers.every((one) => /^\d+\.\d+\.\d+\.\d+$/.test(String(one))))
    throw new Failure(INVALID_IP, 'No name server.');
}

/** An address of a machine in the subnet: neither the first nor the last. */
function checkHost(subnet: Subnet, address: string, hresult: number): void {
  const one = /^[\d.]+$/.test(address) ? parseSubnet(`${address}/30`) : undefined;
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const last = subnet.base + 2 ** (32 - subnet.length) - 1;
  if (one === undefined || !overlaps(subnet, one) || number <= subnet.base || number >= last)
    throw new Failure(hresult, `'${address}' is no address for a machine in this network.`);
}

/** HNS's lists are texts with commas; those of exceptions are real ones. */
function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (value === undefined) return [];
  if (typeof value !== 'string' || value === '') throw new Failure(HR.invalidParameter, 'An empty list.');
  return value.split(',');
}
