import { fault } from './fault.ts';

/** An IPv4 network: its first address as an unsigned number, and how many leading bits it fixes. */
export interface IpPrefix {
  address: number;
  /** 0 to 32. */
  length: number;
}

/**
 * Reads an IPv4 address in four parts: `172.30.0.1`.
 * @throws {RuntimeFault} `InvalidArgument`.
 */
export function parseAddress(text: string): number {
  const parts = text.split('.');
  const numbers = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : Number.NaN));
  if (numbers.length !== 4 || !numbers.every((part) => part <= 255)) {
    throw fault('InvalidArgument', `'${text}' is no IPv4 address.`, { target: text, hint: 'Write it as 172.30.0.1' });
  }
  return numbers.reduce((address, part) => address * 256 + part, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join('.');
}

/**
 * Reads `172.30.112.0/20`. Bits behind the prefix are cleared, as routing tables do.
 * @throws {RuntimeFault} `InvalidArgument`.
 * @example An address in a network names the network
 * assert.equal(formatPrefix(parsePrefix('10.1.2.3/8')), '10.0.0.0/8');
 */
export function parsePrefix(text: string): IpPrefix {
  const match = /^([\d.]+)\/(\d{1,2})$/.exec(text);
  const length = Number(match?.[2] ?? Number.NaN);
  if (match?.[1] === undefined || !(length <= 32)) {
    throw fault('InvalidArgument', `'${text}' is no IPv4 network.`, {
      target: text,
      hint: 'Write it as 172.30.112.0/20',
    });
  }
  return prefixOf(parseAddress(match[1]), length);
}

export function formatPrefix({ address, length }: IpPrefix): string {
  return `${formatAddress(address)}/${length}`;
}

/** The network of that length which holds the address. */
export function prefixOf(address: number, length: number): IpPrefix {
  return { address: Number(BigInt(address) & maskOf(length)), length };
}

/**
 * Whether two networks share an address.
 * @example One holds the other
 * assert.ok(overlaps(parsePrefix('172.16.0.0/12'), parsePrefix('172.30.112.0/20')));
 * assert.ok(!overlaps(parsePrefix('10.0.0.0/9'), parsePrefix('10.128.0.0/9')));
 */
export function overlaps(one: IpPrefix, other: IpPrefix): boolean {
  const length = Math.min(one.length, other.length);
  return prefixOf(one.address, length).address === prefixOf(other.address, length).address;
}

/** How many leading bits a mask fixes; undefined for one with holes (255.0.255.0). */
export function lengthOfMask(mask: number): number | undefined {
  for (let length = 0; length <= 32; length++) if (Number(maskOf(length)) === mask) return length;
  return undefined;
}

function maskOf(length: number): bigint {
  return (0xffffffffn << BigInt(32 - length)) & 0xffffffffn;
}
