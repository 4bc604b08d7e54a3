import { fault, type RuntimeFault } from './fault.ts';
import { showName } from './names.ts';

/** A published port as a user writes it. */
export interface PortBinding {
  protocol: 'tcp';
  /** 1 to 65535; 0 asks the host to choose. */
  hostPort: number;
  containerPort: number;
}

/**
 * Parses `8080:80`, `8080:80/tcp` or `80` (the host chooses its port).
 *
 * @throws {RuntimeFault} `InvalidArgument` for a port outside 1 to 65535 or another shape; `NotSupported` for UDP and
 *   for a host address.
 * @example A published port
 * assert.deepEqual(parsePort('8080:80'), { protocol: 'tcp', hostPort: 8080, containerPort: 80 });
 */
export function parsePort(text: string): PortBinding {
  const match = /^(?:(\d{1,6}):)?(\d{1,6})(?:\/([A-Za-z]+))?$/.exec(text.trim());
  if (match === null) {
    if (/^\[?[0-9a-f.:]+\]?:\d*:\d+(?:\/\w+)?$/i.test(text)) {
      throw refuse('NotSupported', text, 'a host address cannot be given; ports are published on all of them');
    }
    throw refuse('InvalidArgument', text, 'it is not of the form 8080:80');
  }
  const protocol = (match[3] ?? 'tcp').toLowerCase();
  if (protocol === 'udp') throw refuse('NotSupported', text, 'only TCP ports can be published');
  if (protocol !== 'tcp') throw refuse('InvalidArgument', text, `'${protocol}' is no protocol`);
  const containerPort = portNumber(text, match[2] ?? '');
  return { protocol: 'tcp', hostPort: match[1] === undefined ? 0 : portNumber(text, match[1]), containerPort };
}

/** What to do about a host port that is taken, as the end of a hint. */
export const OTHER_PORT_HINT =
  'Choose another host port, or the container port alone (-PublishPort 80) to have one chosen';

function portNumber(text: string, digits: string): number {
  const port = Number(digits);
  if (port < 1 || port > 65535) throw refuse('InvalidArgument', text, `port ${digits} is out of range (1 to 65535)`);
  return port;
}

function refuse(kind: 'InvalidArgument' | 'NotSupported', text: string, why: string): RuntimeFault {
  return fault(kind, `Cannot publish port '${showName(text)}': ${why}.`, {
    target: text,
    hint: '-PublishPort 8080:80 (host:container), or -PublishPort 80 to let the host choose',
  });
}

/** Parses a list and refuses a host port that is asked for twice. */
export function parsePorts(texts: readonly string[]): PortBinding[] {
  const bindings = texts.map(parsePort);
  const taken = new Set<number>();
  for (const { hostPort } of bindings) {
    if (hostPort === 0) continue;
    if (taken.has(hostPort)) throw refuse('InvalidArgument', String(hostPort), 'it is given twice');
    taken.add(hostPort);
  }
  return bindings;
}

/** `8080->80/tcp, 8443->443/tcp`; a port still to be chosen is shown as `0`. */
export function formatPorts(bindings: readonly PortBinding[]): string {
  return bindings
    .map(({ hostPort, containerPort, protocol }) => `${hostPort}->${containerPort}/${protocol}`)
    .join(', ');
}
