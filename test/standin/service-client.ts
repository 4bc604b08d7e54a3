import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { patience } from '../patience.ts';

/** What the stand-in service answered. */
export interface Reply {
  hr: number;
  result: unknown;
  error?: { ErrorEvents?: { Message: string }[] };
}

export interface HeardEvent {
  event: string;
  system?: string;
  pid?: number;
  data?: Record<string, unknown>;
}

/** A caller of the stand-in service, as the stand-in DLLs are. */
export class ServiceClient {
  readonly events: HeardEvent[] = [];
  private readonly port: number;
  private readonly calls: Socket;
  private readonly listener: Socket;
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private sequence = 0;

  static async open(port: number): Promise<ServiceClient> {
    const [calls, listener] = await Promise.all([
      begin(port, { connect: 'calls' }),
      begin(port, { connect: 'events' }),
    ]);
    return new ServiceClient(port, calls, listener);
  }

  private constructor(port: number, calls: Socket, listener: Socket) {
    this.port = port;
    this.calls = calls;
    this.listener = listener;
    linesOf(calls, (line) => {
      const reply = JSON.parse(line) as Reply & { id: number }; // the protocol's promise
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    });
    linesOf(listener, (line) => this.events.push(JSON.parse(line) as HeardEvent)); // the same
  }

  /** Resolves with the reply, whatever it says; never when the service does not answer. */
  ask(op: string, request: object = {}): Promise<Reply> {
    const id = ++this.sequence;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      // The request may have an `id` of its own, that of an HCN object: behind the call's.
      this.calls.write(`{"id":${id},${JSON.stringify({ op, ...request }).slice(1)}\n`);
    });
  }

  /** The same; rejects with the failure's text. */
  async must<T = unknown>(op: string, request: object = {}): Promise<T> {
    const reply = await this.ask(op, request);
    if (reply.hr === 0) return reply.result as T; // what the caller knows of the operation
    const code = (reply.hr >>> 0).toString(16);
    throw new Error(`${op}: 0x${code}: ${reply.error?.ErrorEvents?.map((event) => event.Message).join('; ')}`);
  }

  stream(system: string, pid: number, stream: 'stdin' | 'stdout' | 'stderr'): Promise<Socket> {
    return begin(this.port, { connect: 'stream', system, pid, stream });
  }

  /** Waits for an event. */
  async heard(matches: (event: HeardEvent) => boolean, timeoutMs = 15_000): Promise<HeardEvent> {
    const end = performance.now() + patience(timeoutMs);
    for (;;) {
      const found = this.events.find(matches);
      if (found !== undefined) return found;
      if (performance.now() > end)
        throw new Error(`not heard in ${timeoutMs} ms; heard ${JSON.stringify(this.events)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  get isConnected(): boolean {
    return !this.calls.destroyed && !this.calls.readableEnded;
  }

  close(): void {
    this.calls.destroy();
    this.listener.destroy();
  }
}

function linesOf(socket: Socket, onLine: (line: string) => void): void {
  const reader = createInterface(socket);
  reader.on('line', onLine);
  reader.on('error', () => undefined); // the service dropped the connection
}

async function begin(port: number, first: object): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(`${JSON.stringify(first)}\n`);
  return socket;
}

export async function readAll(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  socket.end();
  return Buffer.concat(chunks).toString();
}
