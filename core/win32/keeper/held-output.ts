import type { Socket } from 'node:net';
import { LogFile } from '../../host/log-file.ts';
import { OutputFile } from './output-file.ts';
import { OutputPump } from './output-pump.ts';
import type { StreamState } from './protocol.ts';
import type { OutputRecord, ProcessRecord } from './records.ts';

/** A child that outlives its parent can hold the pipes: output is over when it was quiet for so long after the exit. */
const QUIET_MS = 1_000;
/** And in any case after so long. */
const OUTPUT_LIMIT_MS = 10_000;

/** The files of one process's output, open. */
export interface OutputFiles {
  stdout: OutputFile;
  stderr: OutputFile;
}

/** Both output streams of one process: from its pipes into its files, and what its record says of them. */
export class HeldOutput {
  private readonly record: ProcessRecord;
  private readonly onGrow: () => void;
  private readonly onTrouble: (path: string, error: unknown) => void;
  private readonly nowMs: () => number;
  private pumps: { stdout: OutputPump; stderr: OutputPump } | undefined;

  /**
   * @param record Its `stdout` and `stderr` are kept here.
   * @param tell.onGrow After each piece that is in a file.
   * @param tell.onTrouble When a file refuses its first piece; it is tried again.
   */
  constructor(
    record: ProcessRecord,
    tell: { onGrow: () => void; onTrouble: (path: string, error: unknown) => void; nowMs: () => number },
  ) {
    this.nowMs = tell.nowMs;
    this.record = record;
    this.onGrow = tell.onGrow;
    this.onTrouble = tell.onTrouble;
  }

  /** Opens the files of the record; none stays open when one fails. */
  async open(): Promise<OutputFiles> {
    const { stdout, stderr } = this.record;
    const opening = [this.openFile(stdout.path), this.openFile(stderr.path)] as const;
    try {
      const [one, other] = await Promise.all(opening);
      return { stdout: one, stderr: other };
    } catch (error) {
      for (const one of await Promise.allSettled(opening)) if (one.status === 'fulfilled') one.value.end();
      throw error;
    }
  }

  private openFile(path: string): Promise<OutputFile> {
    return OutputFile.open(path, {
      onGrow: this.onGrow,
      onTrouble: (error) => this.onTrouble(path, error),
      maximumBytes: this.record.maximumBytes,
      ...(this.record.kind === 'log' ? { nowMs: this.nowMs } : {}),
    });
  }

  /**
   * Carries the pipes into the files, and owns both. Without a pipe the stream is over at once.
   * @returns When both are over; undefined when there is no pipe.
   */
  carry(
    pipes: { output: Socket | undefined; error: Socket | undefined },
    files: OutputFiles,
  ): Promise<unknown> | undefined {
    const stdout = new OutputPump(pipes.output, files.stdout);
    const stderr = new OutputPump(pipes.error, files.stderr);
    this.pumps = { stdout, stderr };
    if (pipes.output === undefined && pipes.error === undefined) return undefined;
    return Promise.all([stdout.ended, stderr.ended]);
  }

  /** Whether somebody carries both streams now. */
  get isCarried(): boolean {
    return this.pumps !== undefined && !this.pumps.stdout.isOver && !this.pumps.stderr.isOver;
  }

  /** Lets go of pipes and files, wherever they are. */
  async abandon(): Promise<void> {
    await this.pumps?.stdout.abandon();
    await this.pumps?.stderr.abandon();
  }

  /** Its process has exited: waits until all output is in the files, and writes into the record where it ends. */
  async finish(): Promise<void> {
    const { record } = this;
    const { stdout, stderr } = this.pumps ?? {};
    await Promise.all([stdout?.finish(QUIET_MS, OUTPUT_LIMIT_MS), stderr?.finish(QUIET_MS, OUTPUT_LIMIT_MS)]);
    record.stdout.end = stdout?.file.size ?? (await sizeOf(record.stdout));
    record.stderr.end = stderr?.file.size ?? (await sizeOf(record.stderr));
    if (stdout?.file.hasLost || stderr?.file.hasLost)
      record.gap ??= { stdoutAt: record.stdout.end, stderrAt: record.stderr.end };
  }

  state(): { stdout: StreamState; stderr: StreamState } {
    const { stdout, stderr } = this.record;
    return { stdout: streamState(stdout, this.pumps?.stdout), stderr: streamState(stderr, this.pumps?.stderr) };
  }
}

function streamState(record: OutputRecord, pump: OutputPump | undefined): StreamState {
  return { path: record.path, start: record.start, size: record.end ?? pump?.file.size ?? record.start };
}

/** Output that a lost keeper wrote and did not count. */
async function sizeOf(record: OutputRecord): Promise<number> {
  const log = await LogFile.open(record.path);
  if (log === undefined) return record.start; // it was removed
  try {
    return Math.max(record.start, (await log.extent()).end);
  } finally {
    await log.close();
  }
}
