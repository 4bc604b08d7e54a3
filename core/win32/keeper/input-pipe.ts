import type { Socket } from 'node:net';

/**
 * A program's standard input. What it does not read when it ends is dropped, as with any pipe: a broken pipe is no
 * failure here.
 */
export class InputPipe {
  private readonly socket: Socket;
  private readonly closeRemote: () => Promise<void>;
  private isBroken = false;
  private ending: Promise<void> | undefined;
  private readonly waiting = new Set<() => void>();

  /** @param closeRemote Tells the other side that no more will come; closing our end alone does not reach it. */
  constructor(socket: Socket, closeRemote: () => Promise<void>) {
    this.socket = socket;
    this.closeRemote = closeRemote;
    socket.on('error', () => this.break());
    socket.on('close', () => this.break());
  }

  /** Resolves when the pipe has taken it, or will never take it. */
  write(data: Buffer): Promise<void> {
    if (this.isBroken || this.ending !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        resolve();
      };
      this.waiting.add(done);
      this.socket.write(data, done);
    });
  }

  /** End of file, behind all that was written. */
  end(): Promise<void> {
    this.ending ??= this.finish();
    return this.ending;
  }

  /** The program is gone. */
  drop(): void {
    this.socket.destroy();
  }

  private async finish(): Promise<void> {
    if (!this.isBroken) {
      await new Promise<void>((resolve) => {
        this.waiting.add(resolve);
        this.socket.end(resolve);
      });
    }
    await this.closeRemote();
    this.socket.destroy();
  }

  private break(): void {
    this.isBroken = true;
    for (const done of [...this.waiting]) done();
    this.waiting.clear();
  }
}
