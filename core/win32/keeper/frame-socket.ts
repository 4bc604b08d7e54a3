import type { Socket } from 'node:net';
import { encodeFrame, FrameDecoder } from '../../base/frames.ts';

/**
 * Messages over a socket, which it owns. A peer that sends what is no message loses the connection.
 *
 * @param handlers.message Each message, in order; what it throws ends the connection.
 * @param handlers.close Once, when the connection is over, whoever ended it.
 */
export class FrameSocket {
  private readonly socket: Socket;

  constructor(socket: Socket, handlers: { message: (message: unknown) => void; close: () => void }) {
    this.socket = socket;
    const decoder = new FrameDecoder();
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of decoder.push(chunk)) handlers.message(message);
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.on('error', () => undefined); // `close` follows
    socket.on('close', () => handlers.close());
  }

  /** Whether the peer is behind with reading: what can wait should. */
  get isBehind(): boolean {
    return this.socket.writableNeedDrain;
  }

  onDrain(listener: () => void): void {
    this.socket.on('drain', listener);
  }

  /** What is sent in one turn of the loop goes in one write. */
  send(message: unknown): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableCorked === 0) {
      this.socket.cork();
      setImmediate(() => this.socket.uncork());
    }
    this.socket.write(encodeFrame(message));
  }

  /** Whether the connection keeps Node alive. */
  hold(isHeld: boolean): void {
    if (isHeld) this.socket.ref();
    else this.socket.unref();
  }

  /** Ends after what was sent. */
  end(): void {
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }
}
