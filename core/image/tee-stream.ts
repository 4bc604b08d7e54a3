/** Chunks that wait for the slower reader; with chunks of 256 KiB that is 2 MiB. */
const MAX_WAITING = 8;

/** What a branch's reader sees when another reader gave up: never the first failure. */
export class OtherBranchStopped extends Error {
  constructor() {
    super('another reader of the same stream gave up');
  }
}

/**
 * One source, read once, for two readers at the same time, at the pace of the slower.
 *
 * `run` drives it and settles when the source has ended or a reader gave up. A reader that is done tells `finished`
 * (it may not have read all), one that failed `failed`: then the source is closed and the other reader fails too.
 */
export class TeeStream {
  readonly first = new Branch();
  readonly second = new Branch();
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  /** @throws what the source throws; the branches throw it as well. */
  async run(): Promise<void> {
    const branches = [this.first, this.second];
    try {
      for await (const chunk of this.#source) {
        await Promise.all(branches.map((branch) => branch.push(chunk)));
        if (branches.some((branch) => branch.hasFailed)) throw new OtherBranchStopped();
      }
      for (const branch of branches) branch.end();
    } catch (error) {
      for (const branch of branches) branch.fail(error);
      throw error;
    }
  }
}

export class Branch implements AsyncIterable<Uint8Array> {
  hasFailed = false;
  #isFinished = false;
  #isEnded = false;
  #error: unknown;
  #waiting: Uint8Array[] = [];
  #wakeReader: () => void = () => {};
  #wakeWriter: () => void = () => {};

  /** The reader is done; what comes is dropped. */
  finished(): void {
    this.#isFinished = true;
    this.#waiting = [];
    this.#wakeWriter();
  }

  /** The reader gave up. */
  failed(): void {
    this.hasFailed = true;
    this.finished();
  }

  /** Resolves when there is room again. */
  async push(chunk: Uint8Array): Promise<void> {
    if (this.#isFinished) return;
    this.#waiting.push(chunk);
    this.#wakeReader();
    while (this.#waiting.length >= MAX_WAITING && !this.#isFinished) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#wakeReader();
  }

  fail(error: unknown): void {
    this.#error = error;
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const chunk = this.#waiting.shift();
      if (chunk !== undefined) {
        this.#wakeWriter();
        yield chunk;
      } else if (this.#isEnded) {
        if (this.#error !== undefined) throw this.#error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }
}

/** Joins small chunks into chunks of about `size` bytes, so that what follows runs once per chunk and not per header. */
export async function* coalesce(
  source: AsyncIterable<Uint8Array>,
  size = 256 * 1024,
): AsyncGenerator<Uint8Array, void, void> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    parts.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    yield parts.length === 1 ? chunk : Buffer.concat(parts, length);
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(parts, length);
}
