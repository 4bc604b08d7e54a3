import { Failure, HR } from './failure.ts';

/** A prefix of IPv4, as numbers. */
export interface Subnet {
  base: number;
  length: number;
}

export function parseSubnet(text: string): Subnet {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  const parts = (match ?? []).slice(1).map(Number);
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = parts;
  if (match === null || parts.slice(0, 4).some((part) => part > 255) || length > 30) {
    throw new Failure(0x803b0030, `'${text}' is no prefix.`);
  }
  return { base: mask(((a << 24) | (b << 16) | (c << 8) | d) >>> 0, length), length };
}

export const formatAddress = (address: number): string =>
  [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

export const formatSubnet = ({ base, length }: Subnet): string => `${formatAddress(base)}/${length}`;

export function overlaps(one: Subnet, other: Subnet): boolean {
  const length = Math.min(one.length, other.length);
  return mask(one.base, length) === mask(other.base, length);
}

/** The first /20 of 172.16.0.0/12 that nobody has: what HNS does for a NAT network without a prefix. */
export function chooseSubnet(taken: readonly Subnet[]): Subnet {
  for (let index = 0; index < 256; index++) {
    const subnet = { base: (0xac100000 + index * 4096) >>> 0, length: 20 };
    if (!taken.some((one) => overlaps(one, subnet))) return subnet;
  }
  throw new Failure(0x803b0032, 'All prefixes are taken.');
}

/** The first address that is free, behind the gateway's. */
export function chooseAddress(subnet: Subnet, taken: ReadonlySet<string>): string {
  for (let index = 2; index < 2 ** (32 - subnet.length) - 1; index++) {
    const address = formatAddress(subnet.base + index);
    if (!taken.has(address)) return address;
  }
  throw new Failure(HR.hasReferences, `All addresses of ${formatSubnet(subnet)} are taken.`);
}

function mask(address: number, length: number): number {
  return length === 0 ? 0 : (address & (0xffffffff << (32 - length))) >>> 0;
}
