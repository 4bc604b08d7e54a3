/** What a machine can do, as data: a request for what it lacks fails before anything is changed, with the reason. */
export interface HostCapabilities {
  /** `windows` drives HCS; `embedded` runs Windows programs in Wine sandboxes. Images say which they are for. */
  kind: 'windows' | 'embedded';
  /** The Windows version that programs in a container see: `10.0.19041`. Undefined when it cannot run any. */
  osVersion?: string;
  /** OCI `os.features` that images for this host carry. */
  osFeatures: string[];
  architecture: 'amd64' | 'arm64';
  /** How many processors all programs of a container can keep busy at once, without a limit. */
  processorCount: number;
  isolations: Isolation[];
  /** What a container can be limited in here; asking for another limit is refused before anything is made. */
  limits: Limit[];
  /** What else a container can be given here; asking for another is refused before anything is made. */
  grants: Grant[];
  /** What can be done with a running system (`SystemControls`); the rest is refused as NotSupported. */
  controls: Control[];
  /** Whose systems can be paused. */
  pausable: Isolation[];
  /** The kinds of network that can be made here; asking for another is refused before anything is made. */
  networks: NetworkKind[];
  /** What a network and a container's place in it can be told here; asking for more is refused the same way. */
  networkSettings: NetworkSetting[];
  features: HostFeature[];
}

export const ISOLATION = ['process', 'hyperv'] as const;
export type Isolation = (typeof ISOLATION)[number];

/**
 * `threads`: of all its programs together; a program has at least one. `scratch`: the size of its writable layer, which is
 * given when that is made. `storage`: what it reads and writes there a second. `log`: what is kept of a process's output.
 */
export const LIMIT = ['memory', 'processor', 'threads', 'scratch', 'storage', 'log'] as const;
export type Limit = (typeof LIMIT)[number];

/**
 * A group managed service account; devices of this machine; its folders; programs as other users than
 * ContainerAdministrator; files that only its programs see.
 */
export const GRANT = ['credentialSpec', 'device', 'directory', 'user', 'secretFile'] as const;
export type Grant = (typeof GRANT)[number];

/** Measuring it, listing what runs in it, three kinds of `SystemChange`, the size of a terminal. */
export const CONTROL = ['statistics', 'guestProcesses', 'memory', 'processor', 'directory', 'console'] as const;
export type Control = (typeof CONTROL)[number];

/**
 * `nat`: behind address translation, the only kind with published ports. `transparent`: each container is a machine of its
 * own on the network of an adapter. `l2bridge`: the same behind the adapter's hardware address. `internal`: containers
 * reach each other and this machine, nothing else.
 */
export const NETWORK_KIND = ['nat', 'transparent', 'l2bridge', 'internal'] as const;
export type NetworkKind = (typeof NETWORK_KIND)[number];

export const NETWORK_SETTING = ['subnet', 'dns', 'rules', 'natExceptions', 'bandwidth'] as const;
export type NetworkSetting = (typeof NETWORK_SETTING)[number];

export interface HostFeature {
  /** `Wine`, `UserNamespaces`, `Containers`. */
  name: string;
  available: boolean;
  /** Containers run without it too. */
  isOptional?: true;
  /** The version found, where there is one. */
  version?: string;
  /** What is not possible without it. Only when missing. */
  disables?: string;
  /** The command that brings it. Only when missing. */
  fix?: string;
}
