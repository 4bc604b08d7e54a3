/** Stdin on its way to a program: bytes come in by message, go out one chunk at a time. */
export class InputQueue implements AsyncIterable<Uint8Array> {
  private readonly chunks: { data: Uint8Array; taken: () => void }[] = [];
  private wake: (() => void) | undefined;
  private ended = false;
  private failure: unknown;

  /** Adds bytes; resolves when they were taken, or when nobody will. */
  push(data: Uint8Array): Promise<void> {
    if (this.ended || data.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.chunks.push({ data, taken: resolve });
      this.wake?.();
    });
  }

  /** No more bytes will come. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** Whoever reads gets `reason` thrown; whoever pushes goes on. */
  fail(reason: unknown): void {
    this.failure = reason;
    this.close();
  }

  /** Nobody reads any more. */
  close(): void {
    this.ended = true;
    for (const chunk of this.chunks.splice(0)) chunk.taken();
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.failure !== undefined) throw this.failure;
      const next = this.chunks.shift();
      if (next !== undefined) {
        yield next.data;
        next.taken();
        continue;
      }
      if (this.ended) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
  }
}
