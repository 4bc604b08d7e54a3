/**
 * Between a core and the keeper of its state root: messages in frames (`core/base/frames.ts`) over a named pipe.
 *
 * A conversation begins with `hello` and `prove` (`handshake.ts`); then each request has an id and gets one reply, in
 * any order. The keeper also sends notices that answer nothing: to connections that asked for them.
 */
import type { FaultKind } from '../../base/fault.ts';
import type { Isolation } from '../../host/capabilities.ts';
import type { ConsoleSignal, ExitType, ProcessOutput, SystemProperties } from '../../host/port.ts';
import type { ComputeSystemDocument, ProcessParameters } from '../../spec/compute-document.ts';
import type { ModifySettingRequest } from '../../spec/utility-vm-document.ts';
import type { LostMachinePlan, MachinePlan } from '../hyperv/machine-plan.ts';

/** Raised when a request changes its meaning. A keeper of another version is asked to retire; see `keeper-client.ts`. */
export const KEEPER_VERSION = 1;

/** A piece of standard input in one request, in bytes, before base64. */
export const MAX_INPUT_BYTES = 64 * 1024;

/** A system as the keeper knows it; times as ISO 8601 text. */
export type SystemState = Omit<SystemProperties, 'startedAt' | 'exitedAt'> & { startedAt?: string; exitedAt?: string };

/** What the keeper keeps for the core, and but for `machine` does not look at. */
export interface SystemFacts {
  /** As the core's caller gave it; HCS has got another one. */
  document: ComputeSystemDocument;
  isolation: Isolation;
  /** HCS vouches for it with a group managed service account, until it is told not to. */
  hasCredentialGuard: boolean;
  /** The virtual machine that is made before the system and goes after it. Only until it has gone. */
  machine?: MachinePlan | LostMachinePlan;
}

/** Where one output stream of a process is, in bytes of its file: its own output is from `start` to `size`. */
export interface StreamState {
  path: string;
  start: number;
  size: number;
}

/** A process as the keeper knows it. */
export interface ProcessState {
  systemId: string;
  key: string;
  processId: number;
  /** It has a terminal whose input is open: it is nobody's own, and stays so. */
  takesInput?: true;
  stdout: StreamState;
  stderr: StreamState;
  /**
   * There once it has exited and its output is on disk; null: nobody can know. `at`, as ISO 8601: absent from keepers of an
   * older build.
   */
  exit?: { code: number | null; at?: string };
  /** Bytes after `stdout.size` / `stderr.size` of then may be missing: a keeper died. Absent: nothing is. */
  gap?: { stdoutAt: number; stderrAt: number };
}

/** What each request takes and gives. */
export interface Calls {
  hello: { takes: { nonce: string }; gives: { version: number; processId: number; proof: string; nonce: string } };
  prove: { takes: { proof: string }; gives: Record<string, never> };
  /** Ends the keeper if it holds nothing; tells whether it does. */
  retire: { takes: Record<string, never>; gives: { retiring: boolean } };
  /** Notices of every exit from now on; gives what lives now. */
  subscribe: { takes: Record<string, never>; gives: { systems: SystemState[]; processes: ProcessState[] } };

  createSystem: { takes: { id: string; document: object; about: SystemFacts }; gives: Record<string, never> };
  /** Takes up a system that HCS has and of which no record is left; `startedAt`: it was started. */
  takeUpSystem: { takes: { id: string; about: SystemFacts; startedAt?: string }; gives: SystemState };
  startSystem: { takes: { id: string; timeoutMs?: number }; gives: Record<string, never> };
  shutDownSystem: { takes: { id: string; timeoutMs: number }; gives: Record<string, never> };
  terminateSystem: { takes: { id: string }; gives: Record<string, never> };
  pauseSystem: { takes: { id: string }; gives: Record<string, never> };
  resumeSystem: { takes: { id: string }; gives: Record<string, never> };
  closeSystem: { takes: { id: string }; gives: SystemFacts };
  querySystem: { takes: { id: string }; gives: SystemState };
  listSystems: { takes: Record<string, never>; gives: { systems: SystemState[] } };
  systemFacts: { takes: { id: string }; gives: SystemFacts };
  /** A property query as HCS takes it; gives the Properties document. */
  systemProperties: { takes: { id: string; query: object }; gives: { properties: Record<string, unknown> } };
  modifySystem: { takes: { id: string; request: ModifySettingRequest }; gives: Record<string, never> };

  /** The caller becomes a watcher of the process and, with `CreateStdInPipe`, the owner of its input, unless it has a terminal. */
  createProcess: {
    takes: { id: string; key: string; parameters: ProcessParameters; output: ProcessOutput };
    gives: ProcessState;
  };
  /** Notices of its output from now on, to its end. */
  watchProcess: { takes: { id: string; key: string }; gives: ProcessState };
  listProcesses: { takes: { id: string }; gives: { keys: string[] } };
  /** Answered when the pipe has taken it, or nobody reads it any more. */
  writeInput: { takes: { id: string; key: string; data: string }; gives: Record<string, never> };
  endInput: { takes: { id: string; key: string }; gives: Record<string, never> };
  signalProcess: { takes: { id: string; key: string; signal: ConsoleSignal }; gives: Record<string, never> };
  terminateProcess: { takes: { id: string; key: string }; gives: Record<string, never> };
  resizeConsole: {
    takes: { id: string; key: string; height: number; width: number };
    gives: Record<string, never>;
  };
  closeProcess: { takes: { id: string; key: string }; gives: Record<string, never> };
}

export type CallName = keyof Calls;

export interface KeeperRequest {
  /** Chosen by the core, unique on its connection. */
  id: number;
  call: CallName;
  arguments: unknown;
}

/** Ends a request that is under way, as far as it can be. */
export interface KeeperAbort {
  abort: number;
}

export interface WireFault {
  kind: FaultKind;
  message: string;
  op?: string;
  target?: string;
  hint?: string;
  hresult?: number;
}

export type KeeperReply = { id: number; result: unknown } | { id: number; fault: WireFault };

export type KeeperNotice =
  /** To watchers: so much is in its files now. */
  | { notice: 'output'; systemId: string; key: string; processId: number; stdout: number; stderr: number }
  /** To watchers and subscribers. All output is in its files. */
  | { notice: 'processExited'; process: ProcessState }
  /** To subscribers; after its processes' notices. */
  | { notice: 'systemExited'; systemId: string; exitType: ExitType }
  /** To subscribers: a system, or with `key` a process, that they may hear the end of. */
  | { notice: 'started'; systemId: string; key?: string };

export type FromKeeper = KeeperReply | KeeperNotice;
export type ToKeeper = KeeperRequest | KeeperAbort;
