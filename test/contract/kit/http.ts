import { request } from 'node:http';
import { connect, createServer, type Server } from 'node:net';
import { patience } from '../../patience.ts';

/** One HTTP GET of a published port of this machine, on a connection of its own. Rejects when nobody answers. */
export function get(port: number, path = '/', timeoutMs = 20_000): Promise<Buffer> {
  const timeout = patience(timeoutMs);
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, agent: false, timeout }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer on port ${port} within ${timeout} ms`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Whether somebody answers a byte on the port: a connection that is refused, reset or closed without a byte counts as no. */
export function answers(port: number, timeoutMs = 5000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const done = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.setTimeout(timeoutMs, () => done(false));
    socket.on('connect', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    socket.on('data', () => done(true));
    socket.on('error', () => done(false));
    socket.on('close', () => done(false));
  });
}

/** Listens on a port of this machine; 0 takes a free one. Rejects with EADDRINUSE when it is taken. */
export function occupy(port: number): Promise<{ port: number; release(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(port, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ port: taken, release: () => new Promise((done) => server.close(() => done())) });
    });
  });
}
