import { fault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import type { TakenPrefix } from '../../base/plan-subnet.ts';
import { GetExtendedTcpTable, GetIpAddrTable, GetIpForwardTable } from '../bindings/iphlpapi.ts';
import type { Native } from '../native.ts';
import { type Listener, readAdapterNetworks, readListeners4, readListeners6, readRoutes } from './host-tables.ts';

/** Every IPv4 network that this machine's routes and adapters have now, its VPNs' too. */
export async function takenByHost(native: Native): Promise<TakenPrefix[]> {
  const [routes, adapters] = await Promise.all([
    fill((buffer, size) => native.call(GetIpForwardTable, buffer, size, 0)),
    fill((buffer, size) => native.call(GetIpAddrTable, buffer, size, 0)),
  ]);
  return [...readRoutes(routes), ...readAdapterNetworks(adapters)];
}

/** Who listens on TCP ports of this machine, on any of its addresses. */
export async function listeners(native: Native): Promise<Listener[]> {
  const table = (family: number): Promise<Buffer> =>
    fill((buffer, size) => native.call(GetExtendedTcpTable, buffer, size, 0, family, TCP_TABLE_OWNER_PID_LISTENER, 0));
  const [four, six] = await Promise.all([table(AF_INET), table(AF_INET6)]);
  return [...readListeners4(four), ...readListeners6(six)];
}

const AF_INET = 2;
const AF_INET6 = 23;
const TCP_TABLE_OWNER_PID_LISTENER = 3;

/** Asks again with a larger buffer until the table fits: it may grow between two questions. */
async function fill(ask: (buffer: Buffer, size: [sizeBytes: number]) => Promise<number>): Promise<Buffer> {
  let size: [number] = [16 * 1024];
  for (let attempt = 0; attempt < 6; attempt++) {
    const buffer = Buffer.alloc(size[0]);
    try {
      await ask(buffer, size);
      return buffer;
    } catch (error) {
      if (hasHresult(error, NO_DATA)) return Buffer.alloc(4);
      if (!hasHresult(error, INSUFFICIENT_BUFFER)) throw error;
      size = [2 * Math.max(size[0], buffer.length)];
    }
  }
  throw fault('Internal', 'A network table of this machine grew faster than it could be read.', { hint: 'Try again' });
}

const INSUFFICIENT_BUFFER = 0x8007007a;
const NO_DATA = 0x800700e8;
