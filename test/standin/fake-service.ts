import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

interface Line {
  connect?: string;
  stream?: string;
  id?: number;
  op?: string;
}

const EXIT = { ProcessId: 1, Exited: true, ExitCode: 300, LastWaitResult: 0 };

/**
 * Just enough of the stand-in service's side of the protocol for one process of one system: it answers its first input
 * with a line, and its end with its exit.
 */
export class FakeService {
  /** What was asked, in order. */
  readonly ops: string[] = [];
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private events: Socket | undefined;
  private output: Socket | undefined;

  private constructor(server: Server) {
    this.server = server;
    server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined); // the other side may be gone
      socket.once('close', () => this.sockets.delete(socket));
      this.read(socket);
    });
  }

  static async open(): Promise<FakeService> {
    const service = new FakeService(createServer({ allowHalfOpen: true }));
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port; // a TCP server's
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private read(socket: Socket): void {
    createInterface({ input: socket }).on('line', (text) => {
      if (!text.startsWith('{')) return this.answerInput();
      const line = JSON.parse(text) as Line; // sent by our own DLL
      if (line.op !== undefined) this.answer(socket, line.id ?? 0, line.op);
      else if (line.connect === 'events') this.events = socket;
      else if (line.stream === 'stdout') this.output = socket;
      else if (line.stream === 'stdin') socket.once('end', () => this.exit());
    });
  }

  private answer(socket: Socket, id: number, op: string): void {
    this.ops.push(op);
    const result = op === 'process.create' ? { pid: 1, stdin: true, stdout: true, stderr: false } : null;
    socket.write(`${JSON.stringify({ id, hr: 0, result })}\n`);
  }

  private answerInput(): void {
    this.output?.end('from here\r\n');
  }

  private exit(): void {
    this.events?.write(`${JSON.stringify({ event: 'ProcessExited', system: 'one', pid: 1, data: EXIT })}\n`);
  }
}
