import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node';
import { toFault } from '../base/fault.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { AskResult, InvokeParams } from '../spec/wire.ts';
import type { CallTerminal } from './call-terminal.ts';
import type { CmdletContext } from './context.ts';
import type { InputQueue } from './input-queue.ts';
import type { Services } from './services.ts';
import { toWireError } from './wire-error.ts';

/** Bytes of a program's output in one message, before base64. */
const OUTPUT_PIECE_BYTES = 48 * 1024;

/** The way back to the client that made a call. */
export interface Channel {
  readonly rpc: MessageConnection;
  /** Sends a notification. @returns when the client can take more; undefined: at once. @throws when it has gone. */
  tell(method: string, params: object): Promise<void> | undefined;
  /** Puts an object on the pipeline of a call. @returns and @throws as `tell`. */
  tellObject(call: number, type: string, value: unknown): Promise<void> | undefined;
  /** The same for several of one type, which are there already. */
  tellObjects(call: number, type: string, values: readonly unknown[]): Promise<void> | undefined;
  /** Whether the client is slower than we are just now. */
  readonly congested: boolean;
}

export interface CallOptions {
  invoke: InvokeParams;
  channel: Channel;
  services: Services;
  runtime: Runtime;
  log: Log;
  signal: AbortSignal;
  stdin: InputQueue;
  terminal: CallTerminal | undefined;
}

/** A running call: what its handler is given, and what the reply needs to know at the end. */
export interface Call {
  readonly context: CmdletContext;
  readonly errorCount: number;
  readonly exitCode: number | undefined;
}

/** Makes the context of one call over its connection. Everything is sent in the order in which the handler says it. */
export function createCall(options: CallOptions): Call {
  const { invoke, channel, services, runtime, log, signal, stdin, terminal } = options;
  const { call, cmdlet } = invoke;
  if (invoke.hasInput !== true) stdin.end();
  const state: { errorCount: number; exitCode: number | undefined } = { errorCount: 0, exitCode: undefined };

  const send = async (method: string, params: object): Promise<void> => {
    signal.throwIfAborted();
    const taken = channel.tell(method, { call, ...params });
    if (taken !== undefined) await abortable(taken, signal);
  };
  // What is said in passing must not fail the work: when the connection is gone, `signal` says so.
  const tell = (method: string, params: object): void => {
    send(method, params).catch(() => undefined);
  };
  const ask = async (method: string, params: object): Promise<boolean> => {
    signal.throwIfAborted();
    const cancel = new CancellationTokenSource();
    const onAbort = () => cancel.cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const reply = await abortable(
        channel.rpc.sendRequest<AskResult>(method, { call, ...params }, cancel.token),
        signal,
      );
      return reply?.answer === true;
    } finally {
      signal.removeEventListener('abort', onAbort);
      cancel.dispose();
    }
  };

  const context: CmdletContext = {
    cmdlet,
    services,
    runtime,
    log,
    signal,
    workingDirectory: invoke.workingDirectory,
    async emit(type, value) {
      signal.throwIfAborted();
      const taken = channel.tellObject(call, type, value);
      if (taken !== undefined) await abortable(taken, signal);
    },
    async emitAll(type, values) {
      signal.throwIfAborted();
      const taken = channel.tellObjects(call, type, values);
      if (taken !== undefined) await abortable(taken, signal);
    },
    async output(stream, data) {
      for (let start = 0; start < data.length; start += OUTPUT_PIECE_BYTES) {
        const piece = data.subarray(start, start + OUTPUT_PIECE_BYTES);
        await send('stream/output', { stream, data: Buffer.from(piece).toString('base64') });
      }
    },
    progress(progress) {
      if (channel.congested && progress.completed !== true) return;
      tell('stream/progress', progress);
    },
    verbose: (text) => tell('stream/verbose', { text }),
    warning: (text) => tell('stream/warning', { text }),
    error(error, op, target) {
      state.errorCount++;
      const failure = toFault(error, op, target);
      if (failure.kind === 'Internal') log.error('a call met an internal error', { cmdlet, op, stack: stackOf(error) });
      // What failed below may not know what it was done for.
      const wire = toWireError(failure);
      tell('stream/error', { error: wire.target === undefined && target !== undefined ? { ...wire, target } : wire });
    },
    shouldProcess: (target, action) => ask('ask/shouldProcess', { target, action }),
    shouldContinue: (caption, query) => ask('ask/shouldContinue', { caption, query }),
    setExitCode(code) {
      state.exitCode = code;
    },
    input: () => stdin,
    terminal,
  };
  return {
    context,
    get errorCount() {
      return state.errorCount;
    },
    get exitCode() {
      return state.exitCode;
    },
  };
}

/** Waits for `promise` no longer than the call goes on. The promise itself is left to finish. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Where an error came from, for the log. */
export function stackOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
  return error instanceof Error ? `${error.stack}${inner}` : String(error);
}
