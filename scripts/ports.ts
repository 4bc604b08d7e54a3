import { createServer } from 'node:net';

/**
 * Below those that systems choose by themselves (from 32768 on Linux, from 49152 on Windows): no connection or listener
 * of somebody else gets one between our looking and our listening.
 */
const LOWEST = 24_000;
const HIGHEST = 32_767;
/** Tests under Wine run beside those of Linux: each side has every second port, so that neither takes what the other chose. */
const SIDE = process.platform === 'win32' ? 1 : 0;
/** What was given away may not be listened on yet: this process gives it to nobody else. */
const given = new Set<number>();

/** Different TCP ports that nobody has at this moment, and that were not given before. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = LOWEST + 2 * Math.floor((Math.random() * (HIGHEST - LOWEST + 1)) / 2) + SIDE;
    if (given.has(port) || (await isListening(port))) continue;
    given.add(port);
    ports.push(port);
  }
  return ports;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Whether somebody listens on a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(true));
    server.listen(port, () => server.close(() => resolve(false)));
  });
}
