import type { ContainerNetwork } from '../../../core/host/network.ts';
import { breakNetwork, type Mutant, swallow } from './break.ts';

/** Promises about networks by name, broken one at a time. */
export const NETWORK_MUTANTS: readonly Mutant[] = [
  {
    name: 'networks of an earlier instance are forgotten',
    cases: ['a network is listed as it was made, also by the next instance'],
    break: (host) => {
      const mine = new Set<string>();
      return breakNetwork(host, (net) => ({
        createNetwork: async (id, spec) => {
          const made = await net.createNetwork(id, spec);
          mine.add(id);
          return made;
        },
        listNetworks: async (filter) => (await net.listNetworks(filter)).filter(({ id }) => mine.has(id)),
      }));
    },
  },
  {
    name: 'networks are listed whoever owns them',
    cases: ['listNetworks with an owner gives that owner’s and no others'],
    break: (host) => breakNetwork(host, (net) => ({ listNetworks: () => net.listNetworks() })),
  },
  {
    name: 'a second network of one name is taken for the first',
    cases: ['createNetwork with a known id or name, in any case, is AlreadyExists and leaves the first'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNetwork: (id, spec) =>
          swallow<ContainerNetwork>('AlreadyExists', () => net.createNetwork(id, spec), { ...spec, id }),
      })),
  },
  {
    name: 'a removed network stays',
    cases: ['deleteNetwork forgets it and frees its name; one that is not there succeeds'],
    break: (host) => breakNetwork(host, () => ({ deleteNetwork: async () => undefined })),
  },
  {
    name: 'a network with namespaces is removed without a word',
    cases: ['deleteNetwork is Busy while a namespace is on it, then works'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        deleteNetwork: (id) => swallow('Busy', () => net.deleteNetwork(id), undefined),
      })),
  },
  {
    name: 'the network that a namespace asks for is not looked for',
    cases: [
      'a namespace on a network, by its name or id, says so and is listed so',
      'a namespace on a network that is not there is NotFound, naming it, and nothing is left',
    ],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, { network: _, ...options }) => net.createNamespace(id, options),
      })),
  },
  {
    name: 'the shared network is removed under its namespaces',
    cases: ['the shared network is Busy while a namespace is on it; removed, it is made again when it is needed'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        removeSharedNetwork: () => swallow('Busy', () => net.removeSharedNetwork(), undefined),
      })),
  },
  {
    name: 'settings of a namespace are dropped without a word',
    cases: ['a namespace with {"dns":{}} is InvalidArgument, naming dns'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNamespace: (id, { owner, portMappings, network }) =>
          net.createNamespace(id, { owner, portMappings, ...(network === undefined ? {} : { network }) }),
      })),
  },
  {
    name: 'kinds of network that a host lacks become nat',
    cases: ['a network of kind internal can be made, or is NotSupported, as the capabilities say'],
    break: (host) =>
      breakNetwork(host, (net) => ({
        createNetwork: (id, { owner, name }) => net.createNetwork(id, { owner, name, kind: 'nat' }),
      })),
  },
];
