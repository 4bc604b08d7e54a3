import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { OutputFile } from './output-file.ts';

/**
 * Carries one output pipe of a process into its file, as fast as the file takes it. Owns both.
 *
 * A pipe that was not asked for gives an empty stream.
 */
export class OutputPump {
  readonly file: OutputFile;
  /** Resolves when the pipe has ended and all of it is in the file, which is closed then. */
  readonly ended: Promise<void>;
  private readonly socket: Socket | undefined;
  private receivedBytes = 0;
  private hasEnded = false;

  constructor(socket: Socket | undefined, file: OutputFile) {
    this.socket = socket;
    this.file = file;
    this.ended = file.closed.then(() => {
      this.hasEnded = true;
    });
    if (socket === undefined) file.end();
    else this.carry(socket);
  }

  get isOver(): boolean {
    return this.hasEnded;
  }

  private carry(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length;
      if (!this.file.write(chunk, () => socket.resume())) socket.pause();
    });
    socket.on('error', () => undefined); // a broken pipe is the end of the output; `close` follows
    socket.on('close', () => this.file.end());
  }

  /**
   * Ends it after its process has exited: at the end of the pipe, or when it was quiet for `quietMs` (a child that
   * outlives the process can hold it open), or after `limitMs` of a child that goes on talking.
   */
  async finish(quietMs: number, limitMs: number): Promise<void> {
    let quiet = 0;
    for (let waited = 0; !this.hasEnded && quiet < quietMs && waited < limitMs; ) {
      const before = this.receivedBytes + this.file.size;
      const step = quietMs / 4;
      await Promise.race([this.ended, delay(step)]);
      waited += step;
      quiet = before === this.receivedBytes + this.file.size && this.file.waitingBytes === 0 ? quiet + step : 0;
    }
    if (!this.hasEnded) {
      this.socket?.destroy();
      await Promise.race([this.ended, delay(quietMs)]);
      await this.abandon();
    }
  }

  /** Lets go of the pipe and the file, wherever they are. */
  async abandon(): Promise<void> {
    this.socket?.destroy();
    this.file.giveUp();
    this.file.end();
    await this.ended;
  }
}
