import { fault, toFault } from '../../base/fault.ts';
import type { WireFault } from '../keeper/protocol.ts';
import { decodeFault } from '../keeper/wire-fault.ts';
import type { HelperFrame } from './helper-frames.ts';
import type { HelperTask } from './helper-tasks.ts';
import { Helper } from './start-helper.ts';

/** An idle helper goes after this: a command after the other then finds one that runs. */
const IDLE_MS = 10_000;
const MAX_IDLE = 2;

/** What a task does with its helper: sends steps, or takes entries; the reply `done` ends it. */
export interface HelperSession {
  helper: Helper;
  /** Waits for `done`. @throws the helper's fault. */
  done(): Promise<void>;
  /** The next frame that is no end. Undefined at `done`. @throws the helper's fault. */
  next(): Promise<HelperFrame | undefined>;
  /** The fault that the helper has sent, as soon as it has: a sender of many steps looks in between. */
  failed(): unknown;
}

/**
 * The helper processes of one host: they carry the backup privileges and make the calls that may hang, so that the core
 * needs neither. Each runs one task at a time; one that is cancelled, or whose user stops early, is killed.
 */
export class HelperPool {
  readonly #program: string;
  readonly #dlls: Readonly<Record<string, string>>;
  readonly #all = new Set<Helper>();
  #idle: { helper: Helper; timer: NodeJS.Timeout }[] = [];
  #isClosed = false;

  constructor(program: string, dlls: Readonly<Record<string, string>>) {
    this.#program = program;
    this.#dlls = dlls;
  }

  /**
   * Runs a task. `work` sends and receives; a helper whose task did not come to its `done` is killed.
   * @throws what `work` throws; Cancelled when the signal ends it.
   */
  async run<T>(
    task: HelperTask,
    signal: AbortSignal | undefined,
    work: (session: HelperSession) => Promise<T>,
  ): Promise<T> {
    const session = await this.open(task, signal);
    try {
      return await work(session);
    } catch (error) {
      throw signal?.aborted === true ? toFault(signal.reason, 'run the layer helper') : error;
    } finally {
      await session.close();
    }
  }

  /** The same for a generator: the caller closes it. */
  async open(task: HelperTask, signal: AbortSignal | undefined): Promise<HelperSession & { close(): Promise<void> }> {
    signal?.throwIfAborted();
    const helper = this.#take();
    const onAbort = (): void => void helper.kill();
    signal?.addEventListener('abort', onAbort, { once: true });
    const session = new Session(helper);
    await helper.send(task);
    const close = async (): Promise<void> => {
      signal?.removeEventListener('abort', onAbort);
      if (session.isOver) this.#give(helper);
      else {
        await helper.kill();
        this.#all.delete(helper);
      }
    };
    return Object.assign(session, { close });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { timer } of this.#idle) clearTimeout(timer);
    this.#idle = [];
    await Promise.all([...this.#all].map((helper) => helper.kill()));
    this.#all.clear();
  }

  #take(): Helper {
    if (this.#isClosed) throw fault('InvalidState', 'This host is closed.');
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      clearTimeout(last.timer);
      if (last.helper.isGone) {
        this.#all.delete(last.helper);
        continue;
      }
      last.helper.hold(true);
      return last.helper;
    }
    const helper = new Helper(this.#program, this.#dlls);
    this.#all.add(helper);
    return helper;
  }

  #give(helper: Helper): void {
    if (this.#isClosed || helper.isGone || this.#idle.length >= MAX_IDLE) {
      this.#all.delete(helper);
      void helper.kill();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle = this.#idle.filter((one) => one.helper !== helper);
      this.#all.delete(helper);
      void helper.kill();
    }, IDLE_MS);
    timer.unref();
    helper.hold(false);
    this.#idle.push({ helper, timer });
  }
}

class Session implements HelperSession {
  readonly helper: Helper;
  /** Whether the helper has said that the task is over: it can take another one. */
  isOver = false;
  #ahead: Promise<HelperFrame> | undefined;
  #early: { error: unknown } | undefined;

  constructor(helper: Helper) {
    this.helper = helper;
  }

  failed(): unknown {
    if (this.#ahead === undefined) {
      this.#ahead = this.helper.next();
      this.#ahead.then(
        (frame) => {
          const wire = faultIn(frame);
          if (wire !== undefined) this.#early = { error: decodeFault(wire) };
        },
        (error: unknown) => {
          this.#early = { error };
        },
      );
    }
    return this.#early?.error;
  }

  async done(): Promise<void> {
    const frame = await this.next();
    if (frame !== undefined) throw fault('Internal', 'The layer helper sent something that nobody asked for.');
  }

  async next(): Promise<HelperFrame | undefined> {
    await this.helper.flush();
    const frame = await (this.#ahead ?? this.helper.next());
    this.#ahead = undefined;
    const wire = faultIn(frame);
    if (wire !== undefined) {
      this.isOver = true;
      throw decodeFault(wire);
    }
    if (frame.kind === 'data' || frame.message['done'] !== true) return frame;
    this.isOver = true;
    return undefined;
  }
}

/** Our own helper wrote it. */
function faultIn(frame: HelperFrame): WireFault | undefined {
  return frame.kind === 'message' ? (frame.message['fault'] as WireFault | undefined) : undefined;
}
