import { fault } from '../../base/fault.ts';
import { formatAddress, formatPrefix, lengthOfMask, prefixOf } from '../../base/ip-prefix.ts';
import type { TakenPrefix } from '../../base/plan-subnet.ts';

/**
 * Readers of the tables that iphlpapi fills into a caller's buffer: a count, then rows of one size. Addresses and ports
 * are in network order, all else is little-endian.
 */

/** MIB_IPFORWARDTABLE: rows of 56 bytes; destination at 0, mask at 4. */
export function readRoutes(table: Buffer): TakenPrefix[] {
  return rows('MIB_IPFORWARDTABLE', table, 56).flatMap((row) =>
    taken(row.readUInt32BE(0), row.readUInt32BE(4), 'the route'),
  );
}

/** MIB_IPADDRTABLE: rows of 24 bytes; address at 0, mask at 8. An adapter that is down has address 0. */
export function readAdapterNetworks(table: Buffer): TakenPrefix[] {
  return rows('MIB_IPADDRTABLE', table, 24).flatMap((row) =>
    row.readUInt32BE(0) === 0 ? [] : taken(row.readUInt32BE(0), row.readUInt32BE(8), 'the network of an adapter,'),
  );
}

export interface Listener {
  port: number;
  processId: number;
}

/** MIB_TCPTABLE_OWNER_PID: rows of 24 bytes; local port at 8, process at 20. */
export function readListeners4(table: Buffer): Listener[] {
  return rows('MIB_TCPTABLE_OWNER_PID', table, 24).map((row) => ({
    port: row.readUInt16BE(8),
    processId: row.readUInt32LE(20),
  }));
}

/** MIB_TCP6TABLE_OWNER_PID: rows of 56 bytes; local port at 20, process at 52. */
export function readListeners6(table: Buffer): Listener[] {
  return rows('MIB_TCP6TABLE_OWNER_PID', table, 56).map((row) => ({
    port: row.readUInt16BE(20),
    processId: row.readUInt32LE(52),
  }));
}

function rows(name: string, table: Buffer, rowBytes: number): Buffer[] {
  const count = table.length < 4 ? 0 : table.readUInt32LE(0);
  if (table.length < 4 || 4 + count * rowBytes > table.length) {
    throw fault('Corrupt', `${name} says ${count} rows, and has ${table.length} bytes.`, { target: name });
  }
  return Array.from({ length: count }, (_, at) => table.subarray(4 + at * rowBytes, 4 + (at + 1) * rowBytes));
}

/** Multicast and broadcast routes are everybody's. A mask with holes is no network: nothing can be said of it. */
function taken(address: number, mask: number, what: string): TakenPrefix[] {
  const length = lengthOfMask(mask);
  if (length === undefined || address >= MULTICAST) return [];
  const prefix = prefixOf(address, length);
  return [{ prefix, by: `${what} ${formatPrefix(prefix)}${length === 32 ? ` (${formatAddress(address)})` : ''}` }];
}

const MULTICAST = 0xe0000000;
