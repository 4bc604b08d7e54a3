import type { Socket } from 'node:net';
import { isObject, type Json } from './request.ts';
import type { ServiceEvent } from './systems.ts';

/** What a connection asks for with its first line. */
export interface ConnectionHandler {
  /** Answers a request. */
  call(request: Json): Promise<Json>;
  stream(first: Json, socket: Socket): void;
}

const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** The connections of DLLs: one to call, one to hear events, one for each stream. */
export class Connections {
  private readonly handler: ConnectionHandler;
  private readonly sockets = new Set<Socket>();
  private readonly listeners = new Set<Socket>();

  constructor(handler: ConnectionHandler) {
    this.handler = handler;
  }

  accept(socket: Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.listeners.delete(socket);
    });
    readFirstLine(socket, (line) => this.begin(socket, line));
  }

  private begin(socket: Socket, line: string): void {
    const first = parse(line);
    switch (first?.['connect']) {
      case 'calls':
        readLines(socket, (request) => this.answer(socket, request));
        return;
      case 'events':
        this.listeners.add(socket);
        socket.resume();
        return;
      case 'stream':
        this.handler.stream(first, socket);
        return;
      default:
        socket.destroy();
    }
  }

  private answer(socket: Socket, line: string): void {
    const request = parse(line);
    // The call's number is the first member: behind it may come another `id`, that of an HCN object.
    const id = Number(/^\{"id":(\d+)/.exec(line)?.[1] ?? Number.NaN);
    if (request === undefined || Number.isNaN(id)) {
      socket.destroy();
      return;
    }
    this.handler.call(request).then(
      (reply) => {
        if (socket.writable) socket.write(`${JSON.stringify({ id, ...reply })}\n`);
      },
      (error: unknown) => {
        process.stderr.write(`${String(request['op'])}: ${String(error)}\n`);
        socket.destroy();
      },
    );
  }

  tell(event: ServiceEvent): void {
    const line = `${JSON.stringify(event)}\n`;
    for (const socket of this.listeners) socket.write(line);
  }

  /** Drops them all, as a service that goes away does. */
  drop(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

/** What follows the line stays in the socket. */
function readFirstLine(socket: Socket, onLine: (line: string) => void): void {
  let held = Buffer.alloc(0);
  const onReadable = (): void => {
    for (let chunk: Buffer | null = socket.read(); chunk !== null; chunk = socket.read()) {
      held = Buffer.concat([held, chunk]);
      const end = held.indexOf(10);
      if (end < 0) continue;
      socket.off('readable', onReadable);
      const rest = held.subarray(end + 1);
      if (rest.length > 0) socket.unshift(rest);
      onLine(held.toString('utf8', 0, end));
      return;
    }
    if (held.length > 4096) socket.destroy();
  };
  socket.on('readable', onReadable);
}

function readLines(socket: Socket, onLine: (line: string) => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      from = end + 1;
      onLine(Buffer.concat(parts.splice(0)).toString('utf8'));
      size = 0;
    }
    parts.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > MAX_LINE_BYTES) socket.destroy();
  });
  socket.resume();
}

function parse(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // no DLL of ours: the connection is dropped
  }
}
