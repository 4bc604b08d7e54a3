import { createServer } from 'node:net';

/**
 * Below those that systems choose by themselves (from 32768 on Linux, from 49152 on Windows): no connection or listener
 * of somebody else gets one between our looking and our listening.
 */
const LOWEST = 24_000;
const HIGHEST = 32_767;

/** Different TCP ports that nobody has at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1));
    if (!(await isListening(port))) ports.add(port);
  }
  return [...ports];
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
