import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { isFault } from '../base/fault.ts';
import type { ConsoleSignal, HostProcess } from '../host/port.ts';
import { FollowOutput } from './follow-output.ts';
import type { ProcessState, StreamState } from './keeper/protocol.ts';
import type { KeeperClient } from './keeper-client.ts';
import type { ProcessWatches } from './process-watches.ts';

/** A process that the keeper holds: any number of these may look at the same one. */
export class Win32Process implements HostProcess {
  readonly systemId: string;
  readonly processKey: string;
  readonly processId: number;
  readonly stdin: Writable | undefined;
  readonly stdout: FollowOutput;
  readonly stderr: FollowOutput;
  readonly exited: Promise<number | undefined>;
  private readonly keeper: KeeperClient;
  private hasExited = false;
  private exitTime: Date | undefined;

  constructor(options: {
    keeper: KeeperClient;
    watches: ProcessWatches;
    state: ProcessState;
    stdin: Writable | undefined;
    /** Where to begin, counted from the process's own first byte. */
    offsets: { stdout?: number; stderr?: number };
  }) {
    const { state, stdin } = options;
    this.keeper = options.keeper;
    this.systemId = state.systemId;
    this.processKey = state.key;
    this.processId = state.processId;
    this.stdin = stdin;
    this.stdout = follow(state.stdout, options.offsets.stdout);
    this.stderr = follow(state.stderr, options.offsets.stderr);
    this.exited = new Promise((resolve) => {
      options.watches.watch(state, {
        grew: (stdout, stderr) => {
          this.stdout.grow(stdout);
          this.stderr.grow(stderr);
        },
        exited: (last) => {
          this.hasExited = true;
          this.stdout.finish(last.stdout.size);
          this.stderr.finish(last.stderr.size);
          stdin?.destroy(); // nobody reads it any more
          this.exitTime = timeOf(last);
          resolve(last.exit?.code ?? undefined);
        },
      });
    });
  }

  get exitedAt(): Date | undefined {
    return this.exitTime;
  }

  async signal(signal: ConsoleSignal): Promise<void> {
    if (this.hasExited) return;
    await this.ifThere(this.keeper.call('signalProcess', { ...this.on, signal }));
  }

  async terminate(): Promise<void> {
    if (this.hasExited) return;
    await this.ifThere(this.keeper.call('terminateProcess', this.on));
  }

  async resize(size: { height: number; width: number }): Promise<void> {
    if (this.hasExited) return;
    await this.ifThere(this.keeper.call('resizeConsole', { ...this.on, ...size }));
  }

  async close(): Promise<void> {
    if (this.hasExited) {
      // Windows frees a file when the last who has it open lets go.
      for (const stream of [this.stdout, this.stderr]) {
        stream.destroy();
        await finished(stream).catch(() => undefined); // a stream that is cut off says so
      }
    }
    await this.keeper.call('closeProcess', this.on);
  }

  private get on(): { id: string; key: string } {
    return { id: this.systemId, key: this.processKey };
  }

  /** A process that was closed has exited: success. */
  private async ifThere(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error;
    }
  }
}

function follow({ path, start, size }: StreamState, from = 0): FollowOutput {
  const offset = from < 0 ? Math.max(start, size + from) : start + from;
  return new FollowOutput({ path, offset, size });
}

function timeOf({ exit }: ProcessState): Date | undefined {
  return exit?.at === undefined || exit.code === null ? undefined : new Date(exit.at);
}
