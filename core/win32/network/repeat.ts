/** Does some work again and again, never twice at once, until it is stopped. Keeps no process alive. */
export class Repeat {
  private readonly work: () => Promise<void>;
  private readonly everyMs: number;
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> = Promise.resolve();
  private isStopped = false;

  /** @param options.firstMs Until the first time. @param options.everyMs From the end of one to the next. */
  constructor(work: () => Promise<void>, options: { firstMs: number; everyMs: number }) {
    this.work = work;
    this.everyMs = options.everyMs;
    this.arm(options.firstMs);
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.underWay;
  }

  private arm(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.underWay = this.work().finally(() => {
        if (!this.isStopped) this.arm(this.everyMs);
      });
    }, delayMs).unref();
  }
}
