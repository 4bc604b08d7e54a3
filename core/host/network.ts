import type { NetworkKind } from './capabilities.ts';

/** Networks, and the place of each container in one: an endpoint with its port mappings, in a namespace of its own. */
export interface NetworkHost {
  /**
   * Makes a network. It lives until `deleteNetwork`: what a start of the machine takes away is made again, the same, when
   * the next namespace asks for it. Ids are lower-case GUIDs chosen by the caller; names are unique, in any case.
   * @returns it, with the subnet that was chosen. A chosen one overlaps no route, adapter or network of this machine.
   * @throws InvalidArgument naming the field (`checkNetworkSpec`); AlreadyExists for a known id or name, or a subnet that
   *   overlaps something, naming it; NotFound for an adapter that is not there; NotSupported for a kind or a setting that
   *   this host lacks (`capabilities`).
   */
  createNetwork(id: string, spec: NetworkSpec): Promise<ContainerNetwork>;
  /** Those that were made by `createNetwork`, sorted by id; with `owner`, only those with that tag. */
  listNetworks(filter?: { owner?: string }): Promise<ContainerNetwork[]>;
  /** Removes it; one that is not there: success. @throws Busy while a namespace, or anybody's endpoint, is on it. */
  deleteNetwork(id: string): Promise<void>;
  /**
   * Removes the host's own network, which namespaces are on by default and which stays when the last one goes; it is made
   * again when it is next needed. Not there: success. @throws Busy while a namespace, or anybody's endpoint, is on it.
   */
  removeSharedNetwork(): Promise<void>;
  /**
   * Makes the namespace and takes its host ports: from now on nobody else gets them. Answers on them once a system
   * that has this namespace runs. The mapping works while the system runs, whoever dies meanwhile.
   * @throws InvalidArgument naming the field (`checkNamespaceOptions`); AlreadyExists for a port in use, naming it, or a
   *   known id; NotFound for a network that is not there; AccessDenied for a port this user may not take; NotSupported for
   *   a setting that this host lacks (`capabilities`).
   */
  createNamespace(id: string, options: NamespaceOptions): Promise<NetworkNamespace>;
  listNamespaces(filter?: { owner?: string }): Promise<NetworkNamespace[]>;
  /** Frees it and its ports; one that is not there: success. @throws Busy while a running system has it. */
  deleteNamespace(id: string): Promise<void>;
}

export interface NetworkSpec {
  owner: string;
  /** 1 to 63 letters, digits, `_`, `.`, `-`; no GUID. */
  name: string;
  kind: NetworkKind;
  /**
   * `172.30.112.0/20`. Needed for `l2bridge`. Absent: the host chooses one for `nat` and `internal`; on `transparent` the
   * DHCP server of the adapter's network gives addresses.
   */
  subnet?: string;
  /** Where the default route leads. Needed with a subnet of `transparent` and `l2bridge`; else the first address. */
  gateway?: string;
  /** The adapter of this machine whose network it is: `Ethernet`. Needed for `transparent` and `l2bridge`, and only there. */
  adapter?: string;
  /** 1 to 4094; only for networks with an adapter and a subnet. */
  vlanId?: number;
  /** For every container on it that has none of its own. */
  dns?: NameService;
}

export type ContainerNetwork = NetworkSpec & { id: string };

/** At least one of the three. */
export interface NameService {
  /** The domain of the adapter: `corp.example`. */
  domain?: string;
  /** What is put behind a name without a dot. */
  search?: readonly string[];
  /** IPv4 addresses. */
  servers?: readonly string[];
}

export interface NamespaceOptions {
  owner: string;
  /** Only on a `nat` network. */
  portMappings: readonly PortMapping[];
  /** The id or name of a network. Default: the host's own NAT network, made when it is first needed. */
  network?: string;
  dns?: NameService;
  /** What no rule speaks of passes. */
  rules?: readonly NetworkRule[];
  /** Networks (`10.0.0.0/8`) that are reached without address translation. Only on `nat` and `l2bridge`. */
  natExceptions?: readonly string[];
  /** 1,000 or more. */
  maximumOutgoingBytesPerSecond?: number;
}

export interface PortMapping {
  protocol: 'tcp';
  /** 1 to 65535; 0 asks the host to choose. */
  hostPort: number;
  containerPort: number;
}

/** What an endpoint may send or receive. Absent lists: any. Local is the container's side. */
export interface NetworkRule {
  direction: 'in' | 'out';
  action: 'allow' | 'block';
  /** 1 to 65000; the lower number wins. */
  priority: number;
  /** Absent: any. */
  protocol?: NetworkProtocol;
  /** IPv4 addresses or networks. */
  localAddresses?: readonly string[];
  remoteAddresses?: readonly string[];
  /** `80`, `1000-2000`; only with `tcp` or `udp`. */
  localPorts?: readonly string[];
  remotePorts?: readonly string[];
}

export const NETWORK_PROTOCOL = ['tcp', 'udp', 'icmp'] as const;
export type NetworkProtocol = (typeof NETWORK_PROTOCOL)[number];

export interface NetworkNamespace {
  id: string;
  owner: string;
  /** With the host ports that were chosen. */
  portMappings: PortMapping[];
  /** The container's address as seen from the host, where the host has one. */
  ipAddress?: string;
  /** The network's id, where one was asked for. */
  networkId?: string;
}
