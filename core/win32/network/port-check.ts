import { createServer } from 'node:net';
import { errnoOf, fault, isFault, type RuntimeFault } from '../../base/fault.ts';
import { OTHER_PORT_HINT } from '../../base/parse-port.ts';
import type { Native } from '../native.ts';
import { listeners } from './host-routes.ts';

/**
 * Whether programs of this machine leave these host ports free. The network service takes a port for itself and says
 * only "in use" when it cannot; here we learn which one and who has it.
 *
 * The table of listeners sees every address. The bind finds what is in no table: ranges that Windows excludes, and
 * sockets that do not listen. It binds to the loopback address: anything else would make the firewall ask the user.
 *
 * @throws {RuntimeFault} `AlreadyExists`, naming the port.
 */
export async function checkPortsFree(native: Native, ports: readonly number[]): Promise<void> {
  if (ports.length === 0) return;
  const taken = await listeners(native);
  for (const port of ports) {
    const listener = taken.find((one) => one.port === port);
    if (listener !== undefined) throw portInUse(port, listener.processId);
    const code = await bindCode(port);
    if (code === 'EADDRINUSE') throw portInUse(port);
    if (code === 'EACCES') throw portExcluded(port);
    if (code !== undefined)
      throw fault('Internal', `Host port ${port} cannot be tried: ${code}.`, { target: `${port}` });
  }
}

/**
 * What HNS's refusal of some host ports means. It does not say which one it could not have: somebody took it since we
 * looked, or HNS has it for others.
 */
export async function explainPorts(native: Native, ports: readonly number[], error: unknown): Promise<RuntimeFault> {
  try {
    await checkPortsFree(native, ports);
  } catch (found) {
    if (isFault(found, 'AlreadyExists')) return found;
  }
  const [only] = ports;
  if (only !== undefined && ports.length === 1) return portInUse(only);
  return fault('AlreadyExists', `One of the host ports ${ports.join(', ')} is in use.`, {
    target: ports.join(', '),
    hint: 'Get-HnsEndpoint | Select-Object -ExpandProperty Policies; or choose other host ports',
    cause: error,
  });
}

/** Which of these host ports a program could still take: none, where the network service holds them. */
export async function portsNotHeld(ports: readonly number[]): Promise<number[]> {
  const free: number[] = [];
  for (const port of ports) if ((await bindCode(port)) === undefined) free.push(port);
  return free;
}

/** @param processId Who has it; 0 or absent: not known. */
function portInUse(port: number, processId = 0): RuntimeFault {
  const by = processId === 0 ? '' : ` by process ${processId}`;
  const find = processId === 0 ? `Get-NetTCPConnection -LocalPort ${port}` : `Get-Process -Id ${processId}`;
  return fault('AlreadyExists', `Host port ${port} is in use${by}.`, {
    target: String(port),
    hint: `${find} shows who has it. ${OTHER_PORT_HINT}`,
  });
}

function portExcluded(port: number): RuntimeFault {
  return fault('AlreadyExists', `Host port ${port} is in a range that Windows keeps for others.`, {
    target: String(port),
    hint: `netsh int ipv4 show excludedportrange tcp. ${OTHER_PORT_HINT}`,
  });
}

/** The errno of a bind; undefined when it works. The port is free again when this resolves. */
function bindCode(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errnoOf(error) ?? String(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
