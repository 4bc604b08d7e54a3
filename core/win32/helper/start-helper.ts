import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fault, toFault } from '../../base/fault.ts';
import { programWords } from '../../base/own-program.ts';
import { dataHeader, encodeMessage, type HelperFrame, HelperFrameDecoder } from './helper-frames.ts';
import type { HelperStep, HelperTask } from './helper-tasks.ts';

/** The helper's last words that a fault quotes. Bytes. */
const KEPT_WORDS = 4096;
/** What is put together before it is written to the pipe. Bytes. */
const BATCH_BYTES = 64 * 1024;

/** One helper process: takes one task after the other, and can be killed in the middle of any. */
export class Helper {
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #frames: AsyncGenerator<HelperFrame, void, void>;
  readonly #ended: Promise<unknown>;
  #words = '';
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #isGone = false;

  /** @param program `helper/main.ts` or its bundle. */
  constructor(program: string, dlls: Readonly<Record<string, string>>) {
    const args = [...programWords(program), JSON.stringify({ dlls })];
    // Its folder is one that nobody wants to remove.
    const options = { stdio: 'pipe' as const, windowsHide: true, cwd: dirname(process.execPath) };
    const child = spawn(process.execPath, args, options);
    this.#child = child;
    this.#input = child.stdin;
    // A helper that is gone is seen at its output's end.
    this.#input.on('error', () => {});
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#words = (this.#words + text).slice(-KEPT_WORDS);
    });
    this.#ended = new Promise((resolve) => {
      child.once('close', resolve).once('error', (error) => {
        this.#words += String(error);
        resolve(undefined);
      });
    });
    void this.#ended.then(() => {
      this.#isGone = true;
    });
    this.#frames = framesOf(child.stdout);
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  async send(message: HelperTask | HelperStep): Promise<void> {
    await this.#write(encodeMessage(message));
  }

  /** A piece of content: of at most `DATA_BYTES`. Written or copied when it resolves. */
  async sendData(bytes: Uint8Array): Promise<void> {
    await this.#write(Buffer.concat([dataHeader(bytes.length), bytes]));
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#batch.push(bytes);
    this.#batchBytes += bytes.length;
    if (this.#batchBytes >= BATCH_BYTES) await this.flush();
  }

  /** Sends what waits; resolves when there is room for more. */
  async flush(): Promise<void> {
    const all = Buffer.concat(this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    if (all.length === 0 || this.#input.destroyed) return;
    if (this.#input.write(all)) return;
    const drained = new AbortController();
    await Promise.race([once(this.#input, 'drain', { signal: drained.signal }).catch(() => {}), this.#ended]);
    drained.abort();
  }

  /** The next frame. @throws Internal when the helper is gone. */
  async next(): Promise<HelperFrame> {
    let frame: IteratorResult<HelperFrame, void>;
    try {
      frame = await this.#frames.next();
    } catch (error) {
      throw toFault(error, 'read from the layer helper');
    }
    if (!frame.done) return frame.value;
    await this.#ended;
    const words = this.#words.trim();
    throw fault('Internal', `The layer helper ended in the middle of its work${words === '' ? '' : `: ${words}`}.`, {
      op: 'layer helper',
    });
  }

  /** Ends it now; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    // What nobody has read of its output would keep it from ending.
    this.#child.stdout?.destroy();
    await this.#ended;
  }

  /** An idle helper does not keep this process alive. */
  hold(isHeld: boolean): void {
    const streams: (Readable | Writable | null)[] = [this.#child.stdin, this.#child.stdout, this.#child.stderr];
    if (isHeld) this.#child.ref();
    else this.#child.unref();
    for (const stream of streams) setHeld(stream, isHeld);
  }
}

/** The pipes of a child are sockets, whatever their type says. */
function setHeld(stream: unknown, isHeld: boolean): void {
  const socket = stream as { ref?(): void; unref?(): void };
  if (isHeld) socket.ref?.();
  else socket.unref?.();
}

async function* framesOf(output: Readable): AsyncGenerator<HelperFrame, void, void> {
  const decoder = new HelperFrameDecoder();
  for await (const chunk of output as AsyncIterable<Buffer>) yield* decoder.push(chunk);
}
