import type { Socket } from 'node:net';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc/node';
import { fault } from '../base/fault.ts';
import { bytesHeader, encodeFrame, FrameDecoder } from '../base/frames.ts';
import { HeldObjects } from './held-objects.ts';

/**
 * Reads JSON-RPC messages from a socket that may say anything. The library's own reader stores whatever length a peer
 * announces and lets positional parameters through; here the first breach drops the connection, and only it.
 */
export class FrameReader extends AbstractMessageReader implements MessageReader {
  private readonly socket: Socket;

  constructor(socket: Socket) {
    super();
    this.socket = socket;
  }

  listen(callback: DataCallback): Disposable {
    const decoder = new FrameDecoder();
    const onData = (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) callback(checkMessage(message));
      } catch (error) {
        this.socket.off('data', onData);
        this.fireError(error);
        this.socket.destroy();
      }
    };
    this.socket.on('data', onData);
    this.socket.on('error', (error) => this.fireError(error));
    this.socket.on('close', () => this.fireClose());
    return { dispose: () => this.socket.off('data', onData) };
  }
}

/** What the library relies on but does not check: an id it can print, parameters by name. */
function checkMessage(value: unknown): Message {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault('Corrupt', 'A message is no JSON object.');
  const { id, method, params } = value as Record<string, unknown>; // an object, as checked above; its members still unknown
  if (id !== undefined && typeof id !== 'number' && typeof id !== 'string')
    throw fault('Corrupt', 'A message has an id of the wrong type.');
  if (method !== undefined && typeof method !== 'string')
    throw fault('Corrupt', 'A message has a method of the wrong type.');
  if (params !== undefined && !isRecord(params)) throw fault('Corrupt', 'A message has parameters that are no object.');
  if (method === '$/cancelRequest') {
    const target = isRecord(params) ? params['id'] : undefined;
    if (typeof target !== 'number' && typeof target !== 'string')
      throw fault('Corrupt', 'A cancellation names no request.');
  }
  if (method === undefined && id === undefined) throw fault('Corrupt', 'A message is neither a request nor a reply.');
  return value as unknown as Message; // the parts the library reads were checked above
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes each message at once, in the order of the calls; the promise says when the peer can take more. */
export class FrameWriter extends AbstractMessageWriter implements MessageWriter {
  /** Whether the client takes several objects in one message. */
  takesObjects = false;
  private readonly socket: Socket;
  private readonly held = new HeldObjects();
  private waiting: Promise<void> | undefined;

  constructor(socket: Socket) {
    super();
    this.socket = socket;
    socket.on('error', (error) => this.fireError(error));
    socket.on('close', () => this.fireClose());
  }

  /** Whether the peer is slower than we are just now. */
  get congested(): boolean {
    return this.socket.writableNeedDrain;
  }

  async write(message: Message): Promise<void> {
    await this.tell(message);
  }

  /**
   * Writes a message; what one turn says goes out in one call of the system.
   * @returns when the peer can take more; undefined: at once.
   */
  tell(message: Message): Promise<void> | undefined {
    this.begin();
    return this.send(encodeFrame(message));
  }

  /** Writes bytes of a call as they are, for a client that asked for that. @returns as `tell`. */
  tellBytes(call: number, bytes: Uint8Array): Promise<void> | undefined {
    this.begin();
    this.socket.write(bytesHeader(call, bytes.length));
    return this.send(bytes);
  }

  private begin(): void {
    this.requireClient();
    this.sendHeldAnyway();
    this.socket.cork();
    process.nextTick(() => this.socket.uncork());
  }

  /**
   * Writes an object of a call's pipeline. What one turn says of one type goes out together: at its end, before anything
   * else that is told, or when there is enough of it.
   * @returns as `tell`.
   */
  tellObject(call: number, type: string, value: unknown): Promise<void> | undefined {
    this.requireClient();
    if (!this.held.accepts(call, type)) this.sendHeldAnyway();
    if (this.held.isEmpty) process.nextTick(() => this.sendHeldAnyway());
    this.held.add(call, type, value);
    if (this.held.isFull || !this.takesObjects) return this.sendHeld();
    return this.waiting;
  }

  /** Writes objects that are there already, all in one message. @returns as `tell`. */
  tellObjects(call: number, type: string, values: readonly unknown[]): Promise<void> | undefined {
    this.requireClient();
    if (values.length > 1 && this.takesObjects) {
      this.sendHeldAnyway();
      return this.send(encodeFrame({ jsonrpc: '2.0', method: 'stream/objects', params: { call, type, values } }));
    }
    for (const value of values) this.tellObject(call, type, value)?.catch(() => undefined); // heard below
    return this.waiting;
  }

  end(): void {
    this.sendHeldAnyway();
    this.socket.end();
  }

  private requireClient(): void {
    if (this.socket.destroyed || !this.socket.writable)
      throw fault('ConnectionFailed', 'The client closed the connection.');
  }

  private sendHeld(): Promise<void> | undefined {
    if (this.held.isEmpty) return this.waiting;
    const frame = this.held.take();
    return this.socket.writable ? this.send(frame) : undefined;
  }

  /** Where nobody waits for the client: who tells it something next does. */
  private sendHeldAnyway(): void {
    this.sendHeld()?.catch(() => undefined);
  }

  private send(frame: Uint8Array): Promise<void> | undefined {
    if (this.socket.write(frame)) return undefined;
    this.waiting ??= drained(this.socket).finally(() => {
      this.waiting = undefined;
    });
    return this.waiting;
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => () => {
      socket.off('drain', onDrain);
      socket.off('close', onClose);
      done();
    };
    const onDrain = settle(resolve);
    const onClose = settle(() => reject(fault('ConnectionFailed', 'The client closed the connection.')));
    socket.on('drain', onDrain);
    socket.on('close', onClose);
  });
}
