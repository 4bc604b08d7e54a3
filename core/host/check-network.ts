import { fault } from '../base/fault.ts';
import { type IpPrefix, overlaps, parseAddress, parsePrefix } from '../base/ip-prefix.ts';
import { isGuid, looksLikeId, showName } from '../base/names.ts';
import { NETWORK_KIND, type NetworkKind, type NetworkSetting } from './capabilities.ts';
import { checkRules, wrongSetting } from './check-rules.ts';
import type { ContainerNetwork, NameService, NamespaceOptions, NetworkSpec, PortMapping } from './network.ts';

/** What a host can do of networks. */
export interface NetworkAbility {
  /** As it names itself: `The embedded host`. */
  host: string;
  networks: readonly NetworkKind[];
  networkSettings: readonly NetworkSetting[];
}

/** @throws {RuntimeFault} `InvalidArgument` for a network's or namespace's id that is no GUID. */
export function checkNetworkId(what: 'network' | 'network namespace', id: string): void {
  if (!isGuid(id))
    throw fault('InvalidArgument', `'${showName(id)}' is no ${what} id: it must be a GUID.`, { target: id });
}

/**
 * Checks all that can be told of a network without asking the machine.
 *
 * @throws {RuntimeFault} `InvalidArgument`, naming the field; then `NotSupported` for what the host lacks.
 */
export function checkNetworkSpec(spec: NetworkSpec, ability: NetworkAbility): void {
  if (!NETWORK_KIND.includes(spec.kind))
    throw wrongSetting('kind', spec.kind, `it is none of ${NETWORK_KIND.join(', ')}`);
  if (!NAME.test(spec.name)) throw wrongSetting('name', spec.name, 'it must be 1 to 63 letters, digits, _ . or -');
  if (looksLikeId(spec.name)) throw wrongSetting('name', spec.name, 'it looks like an id');
  checkAdapter(spec);
  checkSubnet(spec);
  if (spec.dns !== undefined) checkNameService(spec.dns);
  if (!ability.networks.includes(spec.kind)) {
    throw fault('NotSupported', `${ability.host} has no networks of kind '${spec.kind}': ${REASON[spec.kind]}.`, {
      target: spec.kind,
      hint: `Use a network of kind ${ability.networks.join(', ')}; on Windows: all kinds`,
    });
  }
  if (spec.subnet !== undefined || spec.gateway !== undefined) need('subnet', ability);
  if (spec.dns !== undefined) need('dns', ability);
}

/**
 * Checks all that can be told of a namespace without asking the machine.
 *
 * @throws {RuntimeFault} `InvalidArgument`, naming the field; then `NotSupported` for what the host lacks.
 */
export function checkNamespaceOptions(options: NamespaceOptions, ability: NetworkAbility): void {
  const { dns, rules = [], natExceptions = [], maximumOutgoingBytesPerSecond: limit } = options;
  checkMappings(options.portMappings);
  if (dns !== undefined) checkNameService(dns);
  checkRules(rules);
  for (const prefix of natExceptions) readPrefix('natExceptions', prefix);
  if (limit !== undefined && !(Number.isSafeInteger(limit) && limit >= MINIMUM_BYTES_PER_SECOND))
    throw wrongSetting(
      'maximumOutgoingBytesPerSecond',
      limit,
      `it must be a whole number of ${MINIMUM_BYTES_PER_SECOND} or more`,
    );
  if (dns !== undefined) need('dns', ability);
  if (rules.length > 0) need('rules', ability);
  if (natExceptions.length > 0) need('natExceptions', ability);
  if (limit !== undefined) need('bandwidth', ability);
}

/** @throws {RuntimeFault} `InvalidArgument` for what this network cannot give a container, naming the field. */
export function checkFitsNetwork(options: NamespaceOptions, network: ContainerNetwork | undefined): void {
  if (network === undefined || network.kind === 'nat') return;
  const why = `network '${network.name}' is of kind ${network.kind}`;
  if (options.portMappings.length > 0)
    throw wrongSetting(
      'portMappings',
      network.name,
      `${why}, and only nat publishes ports`,
      'Reach the container at its own address',
    );
  if (options.natExceptions?.length && network.kind !== 'l2bridge')
    throw wrongSetting('natExceptions', network.name, `${why}, which translates no addresses`);
}

/** @throws {RuntimeFault} `InvalidArgument` for ports out of range, or one host port twice. */
function checkMappings(mappings: readonly PortMapping[]): void {
  const isPort = (port: number, from: number): boolean => Number.isInteger(port) && port >= from && port <= 65_535;
  const seen = new Set<number>();
  for (const { hostPort, containerPort } of mappings) {
    const target = `${hostPort}:${containerPort}`;
    if (!isPort(hostPort, 0) || !isPort(containerPort, 1)) {
      throw fault('InvalidArgument', `Port mapping ${target} is out of range: ports are 1 to 65535.`, { target });
    }
    if (hostPort !== 0 && seen.has(hostPort)) {
      throw fault('InvalidArgument', `Host port ${hostPort} is asked for twice.`, { target });
    }
    seen.add(hostPort);
  }
}

function checkAdapter({ kind, adapter, vlanId, subnet }: NetworkSpec): void {
  const isExternal = kind === 'transparent' || kind === 'l2bridge';
  if (isExternal && (adapter === undefined || adapter.trim() === ''))
    throw wrongSetting('adapter', adapter ?? '', `a network of kind ${kind} needs one`, 'Get-NetAdapter -Physical');
  if (!isExternal && adapter !== undefined)
    throw wrongSetting('adapter', adapter, `a network of kind ${kind} has none`);
  if (vlanId === undefined) return;
  if (!isExternal) throw wrongSetting('vlanId', vlanId, `a network of kind ${kind} has none`);
  if (!(Number.isInteger(vlanId) && vlanId >= 1 && vlanId <= 4094))
    throw wrongSetting('vlanId', vlanId, 'it must be 1 to 4094');
  if (subnet === undefined) throw wrongSetting('vlanId', vlanId, 'Windows takes it with a subnet only');
}

function checkSubnet({ kind, subnet, gateway }: NetworkSpec): void {
  const isExternal = kind === 'transparent' || kind === 'l2bridge';
  if (subnet === undefined) {
    if (kind === 'l2bridge')
      throw wrongSetting('subnet', '', 'a network of kind l2bridge needs one', 'Give that of its adapter');
    if (gateway !== undefined) throw wrongSetting('gateway', gateway, 'there is no subnet that it could be in');
    return;
  }
  const prefix = readPrefix('subnet', subnet);
  if (prefix.length < 8 || prefix.length > 29) throw wrongSetting('subnet', subnet, 'it must be of /8 to /29');
  if (gateway === undefined) {
    if (isExternal)
      throw wrongSetting('gateway', '', `a network of kind ${kind} with a subnet needs one`, 'Give its router');
    return;
  }
  const address = readAddress('gateway', gateway);
  const last = prefix.address + 2 ** (32 - prefix.length) - 1;
  if (!overlaps(prefix, { address, length: 32 }) || address === prefix.address || address === last)
    throw wrongSetting('gateway', gateway, `it is no address for a machine in ${subnet}`);
}

function checkNameService({ domain, search, servers }: NameService): void {
  const isEmpty = domain === undefined && !search?.length && !servers?.length;
  if (isEmpty) throw wrongSetting('dns', '', 'it has neither a domain nor search nor servers');
  if (domain !== undefined && !DOMAIN.test(domain)) throw wrongSetting('dns.domain', domain, 'it is no domain name');
  for (const one of search ?? []) if (!DOMAIN.test(one)) throw wrongSetting('dns.search', one, 'it is no domain name');
  for (const server of servers ?? []) readAddress('dns.servers', server);
}

function readPrefix(field: string, text: string): IpPrefix {
  try {
    return parsePrefix(text);
  } catch {
    throw wrongSetting(field, text, 'it is no IPv4 network', 'Write it as 172.30.112.0/20');
  }
}

function readAddress(field: string, text: string): number {
  try {
    return parseAddress(text);
  } catch {
    throw wrongSetting(field, text, 'it is no IPv4 address', 'Write it as 172.30.0.1');
  }
}

function need(setting: NetworkSetting, { host, networkSettings }: NetworkAbility): void {
  if (networkSettings.includes(setting)) return;
  throw fault('NotSupported', `${host} cannot ${WORDS[setting]}.`, {
    target: setting,
    hint: 'Leave it out; Get-ContainerHost',
  });
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
/** Labels of letters, digits, `_` and hyphens, at most 63 each. */
const DOMAIN = /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})(?:\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*$/;
/** Less would not carry one packet of full size in a second. */
const MINIMUM_BYTES_PER_SECOND = 1000;

const REASON: Readonly<Record<NetworkKind, string>> = {
  nat: 'it translates no addresses',
  transparent: 'its containers have no network card on an adapter of this machine',
  l2bridge: 'its containers have no network card on an adapter of this machine',
  internal: 'its containers have no network among themselves',
};

const WORDS: Readonly<Record<NetworkSetting, string>> = {
  subnet: 'give a network a subnet: its containers have no addresses',
  dns: 'tell a container which name servers to ask',
  rules: 'hold a container to network rules',
  natExceptions: 'leave networks out of address translation',
  bandwidth: 'limit what a container sends',
};
