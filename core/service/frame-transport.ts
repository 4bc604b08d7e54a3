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
import { encodeFrame, FrameDecoder } from '../base/frames.ts';

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
  private readonly socket: Socket;
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
    if (this.socket.destroyed || !this.socket.writable)
      throw fault('ConnectionFailed', 'The client closed the connection.');
    this.socket.cork();
    process.nextTick(() => this.socket.uncork());
    if (this.socket.write(encodeFrame(message))) return undefined;
    this.waiting ??= drained(this.socket).finally(() => {
      this.waiting = undefined;
    });
    return this.waiting;
  }

  end(): void {
    this.socket.end();
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
