import { fault } from './fault.ts';
import { formatAddress, formatPrefix, type IpPrefix, overlaps, parsePrefix } from './ip-prefix.ts';

/** What is in use: a route, an adapter's network, a virtual network. */
export interface TakenPrefix {
  prefix: IpPrefix;
  /** For messages: `the route 172.16.0.0/12`. */
  by: string;
}

export interface PlannedSubnet {
  /** `172.31.240.0/20`. */
  prefix: string;
  /** The machine's own address in it: the first. */
  gateway: string;
}

/**
 * Where networks for containers may be, the first choice first: high in the private ranges, where fewer people are.
 * Each range is tried from its end.
 */
const RANGES: readonly { range: string; length: number }[] = [
  { range: '172.16.0.0/12', length: 20 },
  { range: '10.0.0.0/8', length: 20 },
  { range: '192.168.0.0/16', length: 24 },
];

/**
 * Chooses an IPv4 network for containers which overlaps nothing that is in use. The same input gives the same answer.
 *
 * A default route, and the two halves (`0.0.0.0/1`, `128.0.0.0/1`) that some VPN clients put in its place, take
 * nothing: they lead to the whole Internet, not to one network.
 *
 * @param options.wanted Only this one will do.
 * @throws {RuntimeFault} `AlreadyExists` when the wanted one overlaps, naming what; `InvalidArgument` for one with no
 *   room for containers (over /29) or that is no private network; `NotSupported` when nothing is free.
 * @example A VPN has 172.16.0.0/12
 * const taken = [{ prefix: parsePrefix('172.16.0.0/12'), by: 'a route' }];
 * assert.deepEqual(planSubnet({ taken }), { prefix: '10.255.240.0/20', gateway: '10.255.240.1' });
 */
export function planSubnet(options: { taken: readonly TakenPrefix[]; wanted?: string }): PlannedSubnet {
  const taken = options.taken.filter(({ prefix }) => prefix.length > 1);
  const holderOf = (prefix: IpPrefix) => taken.find((one) => overlaps(one.prefix, prefix));
  if (options.wanted !== undefined) return planWanted(options.wanted, holderOf);
  for (const candidate of candidates()) if (holderOf(candidate) === undefined) return describe(candidate);
  throw fault('NotSupported', 'No private IPv4 network is free for containers: routes of this machine have them all.', {
    hint: 'Get-NetRoute -AddressFamily IPv4; disconnect the VPN that routes all private networks',
  });
}

function planWanted(wanted: string, holderOf: (prefix: IpPrefix) => TakenPrefix | undefined): PlannedSubnet {
  const prefix = parsePrefix(wanted);
  if (prefix.length > 29 || !RANGES.some(({ range }) => isWithin(prefix, parsePrefix(range)))) {
    throw fault('InvalidArgument', `Network '${wanted}' cannot be used for containers.`, {
      target: wanted,
      hint: 'Give a network of /29 or larger in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16',
    });
  }
  const holder = holderOf(prefix);
  if (holder === undefined) return describe(prefix);
  throw fault('AlreadyExists', `Network '${wanted}' cannot be used for containers: it overlaps ${holder.by}.`, {
    target: wanted,
    hint: 'Choose another network, or none to have one chosen',
  });
}

function isWithin(inner: IpPrefix, outer: IpPrefix): boolean {
  return inner.length >= outer.length && overlaps(inner, outer);
}

function* candidates(): Generator<IpPrefix> {
  for (const { range, length } of RANGES) {
    const { address, length: rangeLength } = parsePrefix(range);
    const size = 2 ** (32 - length);
    for (let at = 2 ** (length - rangeLength) - 1; at >= 0; at--) yield { address: address + at * size, length };
  }
}

function describe(prefix: IpPrefix): PlannedSubnet {
  return { prefix: formatPrefix(prefix), gateway: formatAddress(prefix.address + 1) };
}
