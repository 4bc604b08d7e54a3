import type { Socket } from 'node:net';
import { fault } from '../base/fault.ts';
import { encodeFrame, FrameDecoder } from '../base/frames.ts';
import { type StreamObject, type StreamObjects, WIRE_CODE, type WireError } from '../spec/wire.ts';

/** Replies and objects of the service, which we trust more than it trusts us. */
const MAX_REPLY_BYTES = 512 * 1024 * 1024;

/** A request that the other side answered with an error. */
export class RpcError extends Error {
  readonly code: number;
  readonly error: WireError;

  constructor(code: number, message: string, data: unknown) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.error = isWireError(data) ? data : { id: 'Internal', category: 'NotSpecified', message };
  }

  /** Whether the service refused the call before it began. */
  get notBegun(): boolean {
    return this.code === WIRE_CODE.handingOver;
  }
}

/** What is told is given one at a time, in order; the socket is not read while one is busy. */
export interface RpcHandlers {
  /** Objects of one type, in order, however many the service sent at once. */
  onObjects(objects: StreamObjects): void | Promise<void>;
  /** Everything else that asks for no answer. */
  onNotification(method: string, params: unknown): void | Promise<void>;
  /** May run long; `signal` is aborted when the service takes the question back. */
  onRequest(method: string, params: unknown, signal: AbortSignal): Promise<unknown>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * The client's end of a connection. The service uses vscode-jsonrpc; here its 20 ms of loading would be a third of the
 * command line's whole time, and this is all of it that we need.
 */
export class RpcClient {
  /** Resolves when the connection has gone, whoever ended it. */
  readonly closed: Promise<void>;
  private readonly socket: Socket;
  private readonly decoder = new FrameDecoder(MAX_REPLY_BYTES);
  private readonly pending = new Map<number, Pending>();
  private readonly asked = new Map<unknown, AbortController>();
  private readonly inbox: unknown[] = [];
  private handlers: RpcHandlers = {
    onObjects: () => undefined,
    onNotification: () => undefined,
    onRequest: async () => null,
  };
  private nextId = 1;
  private reading: Promise<void> | undefined;
  private isClosed = false;

  constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.isClosed = true;
        // What arrived before the end still counts.
        void this.drain().then(() => this.fail(resolve));
      });
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.on('data', (chunk: Buffer) => this.take(chunk));
  }

  handle(handlers: RpcHandlers): void {
    this.handlers = handlers;
  }

  /**
   * Sends a request. @returns its id, for `cancel`, and its reply.
   * @throws through `reply`: {RpcError} the service's error; {RuntimeFault} `ConnectionFailed` when it went away.
   */
  request(method: string, params: unknown): { id: number; reply: Promise<unknown> } {
    const id = this.nextId++;
    const reply = new Promise<unknown>((resolve, reject) => {
      if (this.isClosed) reject(gone());
      else this.pending.set(id, { resolve, reject });
    });
    this.send({ jsonrpc: '2.0', id, method, params });
    return { id, reply };
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  cancel(id: number): void {
    this.notify('$/cancelRequest', { id });
  }

  close(): void {
    this.socket.end();
    this.socket.unref();
  }

  private send(message: unknown): void {
    if (!this.isClosed && this.socket.writable) this.socket.write(encodeFrame(message));
  }

  private take(chunk: Buffer): void {
    try {
      this.inbox.push(...this.decoder.push(chunk));
    } catch (error) {
      this.socket.destroy(error instanceof Error ? error : undefined);
      return;
    }
    void this.drain();
  }

  /** Handles what has arrived, in order. Resolves when nothing is left. */
  private drain(): Promise<void> {
    this.reading ??= this.readInbox().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readInbox(): Promise<void> {
    for (let message = this.inbox.shift(); message !== undefined; message = this.inbox.shift()) {
      const busy = this.receive(message);
      if (busy === undefined) continue;
      this.socket.pause();
      await busy;
      this.socket.resume();
    }
  }

  /** @returns a promise when the next message has to wait. */
  private receive(message: unknown): Promise<void> | undefined {
    if (typeof message !== 'object' || message === null) return undefined;
    const { id, method, params, result, error } = message as Record<string, unknown>; // an object; members still unknown
    if (typeof method !== 'string') {
      this.settle(id, result, error);
      return undefined;
    }
    if (id !== undefined) {
      void this.answer(id, method, params);
      return undefined;
    }
    if (method === '$/cancelRequest') {
      const target = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined;
      this.asked.get(target)?.abort();
      return undefined;
    }
    return this.notified(method, params) ?? undefined;
  }

  private notified(method: string, params: unknown): void | Promise<void> {
    if (method === 'stream/objects') return this.handlers.onObjects(params as StreamObjects); // our own service's, by protocol
    if (method !== 'stream/object') return this.handlers.onNotification(method, params);
    const { value, ...of } = params as StreamObject; // the same
    return this.handlers.onObjects({ ...of, values: [value] });
  }

  private settle(id: unknown, result: unknown, error: unknown): void {
    const pending = typeof id === 'number' ? this.pending.get(id) : undefined;
    if (pending === undefined || typeof id !== 'number') return;
    this.pending.delete(id);
    if (typeof error !== 'object' || error === null) {
      pending.resolve(result);
      return;
    }
    const { code, message, data } = error as Record<string, unknown>; // an object; members still unknown
    pending.reject(
      new RpcError(typeof code === 'number' ? code : 0, typeof message === 'string' ? message : 'error', data),
    );
  }

  private async answer(id: unknown, method: string, params: unknown): Promise<void> {
    const abort = new AbortController();
    this.asked.set(id, abort);
    try {
      const result = await this.handlers.onRequest(method, params, abort.signal);
      this.send({ jsonrpc: '2.0', id, result: result ?? null });
    } catch (error) {
      this.send({
        jsonrpc: '2.0',
        id,
        error: { code: WIRE_CODE.fault, message: error instanceof Error ? error.message : String(error) },
      });
    } finally {
      this.asked.delete(id);
    }
  }

  private fail(resolve: () => void): void {
    for (const pending of this.pending.values()) pending.reject(gone());
    this.pending.clear();
    resolve();
  }
}

function gone(): Error {
  return fault(
    'ConnectionFailed',
    'The service went away in the middle of the call. What the call had begun is finished or undone when the service starts again.',
    {
      op: 'call',
      hint: 'Run the same command again, or look first: Get-Container',
    },
  );
}

function isWireError(value: unknown): value is WireError {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
