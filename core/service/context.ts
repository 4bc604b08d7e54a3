import type { Log, Runtime } from '../base/runtime.ts';
import type { CallTerminal } from './call-terminal.ts';
import type { Services } from './services.ts';

/**
 * What a cmdlet's handler is given besides its parameters. Everything it says goes to the caller as it happens.
 */
export interface CmdletContext {
  /** The cmdlet's name. */
  readonly cmdlet: string;
  readonly services: Services;
  readonly runtime: Runtime;
  readonly log: Log;
  /** Aborted by Ctrl+C, by a closed connection and by a deadline; honour it at every wait. */
  readonly signal: AbortSignal;
  /** The caller's folder, absolute. */
  readonly workingDirectory: string;
  /** Puts one object of a declared type on the pipeline. Resolves when the connection can take more. */
  emit(type: string, value: unknown): Promise<void>;
  /** The same for several of one type, at the cost of one. */
  emitAll(type: string, values: readonly unknown[]): Promise<void>;
  /** Passes a program's bytes through. Resolves when the connection can take more. */
  output(stream: 'stdout' | 'stderr', data: Uint8Array): Promise<void>;
  progress(progress: { activity: string; status: string; percent?: number; completed?: boolean }): void;
  verbose(text: string): void;
  warning(text: string): void;
  /** A non-terminating error: this item failed, the next ones go on. Takes anything thrown. */
  error(error: unknown, op: string, target?: string): void;
  /** Asks -WhatIf / -Confirm; call right before each change. False: do nothing, silently. */
  shouldProcess(target: string, action: string): Promise<boolean>;
  /** A yes-or-no question beyond -Confirm, for what cannot be undone; not asked with -Force. */
  shouldContinue(caption: string, query: string): Promise<boolean>;
  /** The exit code of the program that the call ran: the caller gets it with the reply (`$LASTEXITCODE`). */
  setExitCode(code: number): void;
  /** The caller's stdin for this call, byte chunks to its end; empty when the caller gives none. */
  input(): AsyncIterable<Uint8Array>;
  /** The caller's terminal, where the call may take it over; then `input` is what is typed. */
  readonly terminal: CallTerminal | undefined;
}

/** One file in `core/service/handlers/` exports one of these under the name `handler`. */
export type CmdletHandler<Parameters> = (parameters: Parameters, context: CmdletContext) => Promise<void>;
