import type { Readable, Writable } from 'node:stream';
import type { ComputeSystemDocument, ProcessParameters } from '../spec/compute-document.ts';
import type { Isolation, Limit } from './capabilities.ts';
import type { SecretFile } from './secret-files.ts';

/** `Paused`: by `SystemControls.pause`; it is up, and none of its programs goes on. */
export type SystemState = 'Created' | 'Running' | 'Paused' | 'Stopped';

/** How a compute system ended. `Unknown` after what nobody saw (a machine that lost power); never invented. */
export type ExitType = 'GracefulExit' | 'ForcedExit' | 'UnexpectedExit' | 'Unknown';

export interface SystemProperties {
  id: string;
  owner: string;
  state: SystemState;
  /** When it was started; undefined while `Created`. */
  startedAt?: Date;
  /** When and how it ended; only when `Stopped`. */
  exitedAt?: Date;
  exitType?: ExitType;
  /**
   * How often it came up against its limits since its start, where the host knows: programs that were ended because the
   * memory was used up, threads and programs that were refused. Absent when it never did.
   */
  limitsReached?: LimitsReached;
}

export type LimitsReached = Partial<Record<Limit, number>>;

export type ConsoleSignal = 'CtrlC' | 'CtrlBreak' | 'CtrlShutdown';

export type HostEvent =
  | { type: 'systemExited'; systemId: string; exitType: ExitType }
  /** `exitCode` is the whole unsigned 32-bit code, or undefined where it cannot be known. */
  | { type: 'processExited'; systemId: string; processKey: string; exitCode: number | undefined };

export interface CreateOptions {
  /** Default: `process`. `hyperv` is a virtual machine of its own. */
  isolation?: Isolation;
  /** The credential spec of a group managed service account, as JSON text: the host vouches for the system with it. */
  credentialSpec?: string;
  /** The most threads that all programs in it can have together (limit `threads`). At least 1. */
  threadCount?: number;
}

export interface SystemStartOptions {
  /** Default: the host's own. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /**
   * There for its programs once it has started (grant `secretFile`): only the user that they run as can read them, nobody
   * can change them. No `readFiles` gives them. When it has ended, however that was, and its scratch was let go, nothing
   * of them is left in that.
   */
  secretFiles?: readonly SecretFile[];
}

/**
 * Compute systems and the processes in them.
 *
 * A system goes Created -> Running (-> Paused -> Running) -> Stopped and stays known, with its processes' output and exit codes, until
 * `close`. Ids are lower-case GUIDs chosen by the caller. Everything here survives the death of the calling process:
 * another process that opens the same state folder finds the same systems, output and exit codes.
 */
export interface ComputeHost {
  /**
   * Makes a system; nothing runs yet. The scratch must be attached, the network namespace made.
   * @throws AlreadyExists when the id is known; InvalidArgument for a document that the host cannot serve;
   *   NotFound for a layer or scratch that is not there; NotSupported for options that this host lacks.
   */
  create(id: string, document: ComputeSystemDocument, options?: CreateOptions): Promise<void>;
  /**
   * Boots it. Resolves when a process can be created at once, not before.
   * @throws NotFound; InvalidState when it is not `Created`; Timeout; NotSupported and InvalidArgument for secret files: it
   *   is `Created` then. A system that failed to start otherwise is Stopped.
   */
  start(id: string, options?: SystemStartOptions): Promise<void>;
  /**
   * Asks the system to shut down in good order (registry and files written) and waits until it is Stopped.
   * A stopped system: success, at once. A paused one is resumed for it.
   * @throws NotFound; InvalidState when only `Created`; Timeout when it still runs after `timeoutMs` (default 30,000): it goes on shutting down.
   */
  shutdown(id: string, options?: { timeoutMs?: number }): Promise<void>;
  /** Ends it now, as a power cut would; resolves when it is Stopped. A stopped or merely created system: success. @throws NotFound. */
  terminate(id: string): Promise<void>;
  /** @throws NotFound. */
  query(id: string): Promise<SystemProperties>;
  /** Every known system, sorted by id; with `owner`, only those with that tag. */
  list(filter?: { owner?: string }): Promise<SystemProperties[]>;
  /**
   * The systems of this machine with another tag, whoever made them, as far as this host sees them; by id. To look at only:
   * what they are changed by is their owner. A machine that has no service for systems yet has none.
   */
  listOthers(owner: string): Promise<SystemProperties[]>;
  /**
   * Looks through the systems of this machine for those that carry this tag and of which the host has lost its record, and
   * takes them up: from now on `list`, `query`, `terminate` and the rest know them. The processes in them may be lost
   * with the record. Others are not touched. Nothing lost: no process is started for it.
   * @returns those found now, sorted by id.
   */
  takeUpLost(owner: string): Promise<SystemProperties[]>;
  /** Forgets a system and the output and exit codes of its processes. @throws InvalidState while Running or Paused; NotFound. */
  close(id: string): Promise<void>;
  /**
   * Starts a process. `processKey` (letters, digits, `-`, at most 64) is the caller's name for it, unique in the system,
   * so that a caller which dies between asking and hearing can find it again.
   * @throws NotFound; InvalidState when the system is not Running; AlreadyExists for a key in use; InvalidArgument for a
   *   user that the image does not have; NotSupported for a user, a token or a limit that this host has not;
   *   CommandFailed when Windows cannot start the program, with its error code in `hresult` (0x8007xxxx).
   */
  createProcess(
    id: string,
    processKey: string,
    parameters: ProcessParameters,
    output: ProcessOutput,
  ): Promise<HostProcess>;
  /**
   * Finds a process again, running or exited, until it is closed. Streams start at the given byte offsets; a negative one
   * is counted from the end of what is there now, and never before the beginning.
   * `stdin` is undefined on a process found again, but for one with a terminal: its input stays open until it ends,
   * whoever lets go of it, and takes what several write.
   * @throws NotFound for an unknown system or key.
   */
  openProcess(id: string, processKey: string, offsets?: { stdout?: number; stderr?: number }): Promise<HostProcess>;
  /** The keys of the processes that were created and not closed, running or exited, sorted. @throws NotFound. */
  listProcesses(id: string): Promise<string[]>;
  /**
   * Hears of exits from now on, each at most once per subscription, a system's after all of its processes'.
   * What ended while nobody listened is found by `query` and `openProcess`.
   * @returns unsubscribe.
   */
  subscribe(listener: (event: HostEvent) => void): () => void;
}

/**
 * Where a process's output goes. `spool`: kept by the host until the process is closed, read through the streams.
 * `log`: appended to files that outlive the process and the system; the streams read from where they stood at the start.
 * When they grow is noted beside them (`log-times.ts`), whoever of the callers is there. They are read by `LogFile`: one
 * with a limit may be in several files.
 */
export type ProcessOutput = { kind: 'spool' } | LogOutput;

export interface LogOutput {
  kind: 'log';
  stdoutPath: string;
  stderrPath: string;
  /**
   * What is kept of each, in bytes, at least 65,536 (limit `log`). Default: everything. The last so many bytes stay
   * readable, and what is before a little more than those goes, at the beginning of a line where there is one within
   * 65,536 bytes: about twice as much is on the disk at most, once the keeper has caught up with the program, which never
   * waits for it. Offsets stay what they are. A stream that has not read what goes reads on behind it.
   */
  maximumBytes?: number;
}

export interface HostProcess {
  readonly systemId: string;
  readonly processKey: string;
  /** The id that the process sees as its own. */
  readonly processId: number;
  /** Present when `CreateStdInPipe` was asked for and this is its creator. Ending it is the program's end of file. */
  readonly stdin: Writable | undefined;
  /** Every byte, in order, to the end of the process; then it ends. Destroying it does not disturb the process. */
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Resolves with the whole unsigned 32-bit exit code, or undefined when it cannot be known (the system was terminated
   * under it and nobody saw). Never rejects. All output is on disk by then.
   */
  readonly exited: Promise<number | undefined>;
  /**
   * Once `exited` has resolved with a code: when that was, by the host's own note of it, also where no caller was there. Not
   * before its system was started, and not in the future. Undefined when the host cannot know.
   */
  readonly exitedAt: Date | undefined;
  /** Sends a console signal. An exited process: success. @throws NotSupported where the host has no such signal. */
  signal(signal: ConsoleSignal): Promise<void>;
  /** Ends the process and its children, with exit code 1. An exited process: success. */
  terminate(): Promise<void>;
  /** Frees the output (spool) and the key. @throws InvalidState while it runs. */
  close(): Promise<void>;
}
