import { FAULT_CATEGORY, isFault, toFault } from '../base/fault.ts';
import type {
  AskShouldContinue,
  AskShouldProcess,
  InvokeResult,
  StreamError,
  StreamObjects,
  StreamOutput,
  StreamProgress,
  StreamText,
  WireError,
} from '../spec/wire.ts';
import type { BoundCall } from './bind-arguments.ts';
import { type Confirmation, createConfirmation } from './confirm.ts';
import type { ServiceConnection } from './ensure-service.ts';
import { createOutput, type Output } from './output.ts';
import { type RpcClient, RpcError } from './rpc-client.ts';
import { type TakenTerminal, takeTerminal } from './taken-terminal.ts';
import type { Terminal } from './terminal.ts';

export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143, brokenPipe: 141 } as const;

/** How often a call that the service did not begin, or a read that it lost, is repeated on a new connection. */
const MAX_REPEATS = 3;
const INPUT_PIECE_BYTES = 48 * 1024;

export interface InvokeOptions {
  call: BoundCall;
  workingDirectory: string;
  terminal: Terminal;
  connect(note: (text: string) => void): Promise<ServiceConnection>;
}

/** Runs one cmdlet on the service and prints what it says. @returns the exit code of the process. */
export async function invokeCmdlet(options: InvokeOptions): Promise<number> {
  const { call, terminal } = options;
  const { cmdlet, common } = call;
  const output = createOutput(cmdlet, common, terminal);
  const force = call.parameters['Force'] === true;
  const confirmation = createConfirmation({ cmdlet, common, force, terminal, onPrint: () => output.progress.clear() });
  const interruption = watchInterrupts(terminal);
  let code: number;
  try {
    code = await invokeWithRepeats({ ...options, output, confirmation, interruption });
  } catch (error) {
    const problem = problemOf(error, cmdlet.name);
    // What we were told to stop is no problem to report, unless something could not be undone.
    if (!(interruption.exitCode !== undefined && problem.id === 'Cancelled')) {
      await output.problem(problem);
    }
    code = EXIT.failed;
  }
  await output.end();
  return interruption.exitCode ?? code;
}

interface Running extends InvokeOptions {
  output: Output;
  confirmation: Confirmation;
  interruption: Interruption;
}

async function invokeWithRepeats(running: Running): Promise<number> {
  const { call, output } = running;
  for (let repeat = 0; ; repeat++) {
    const connection = await running.connect((text) => void output.text('VERBOSE', text));
    try {
      return await invokeOnce(connection.rpc, running);
    } catch (error) {
      const lost = isFault(error, 'ConnectionFailed') && call.cmdlet.verb === 'Get' && !output.hasPrinted;
      const notBegun = error instanceof RpcError && error.notBegun;
      if (!(notBegun || lost) || repeat >= MAX_REPEATS || running.interruption.exitCode !== undefined) throw error;
      output.reset();
    } finally {
      connection.rpc.close();
    }
  }
}

async function invokeOnce(rpc: RpcClient, running: Running): Promise<number> {
  const { call, terminal } = running;
  if (!call.cmdlet.takesTerminal) return invokeWith(rpc, running, undefined);
  const taken = takeTerminal(terminal, call.parameters['DetachKeys']);
  try {
    return await invokeWith(rpc, running, taken);
  } finally {
    await taken?.giveBack();
  }
}

async function invokeWith(rpc: RpcClient, running: Running, taken: TakenTerminal | undefined): Promise<number> {
  const { call, output, terminal, interruption, workingDirectory } = running;
  const state = { stopped: false };
  const input = taken?.input ?? inputOf(call, terminal);
  rpc.handle(handlersOf(running, () => stop(), taken));
  const request = rpc.request('invoke', {
    call: 1,
    cmdlet: call.cmdlet.name,
    ...(call.parameterSet === undefined ? {} : { parameterSet: call.parameterSet }),
    parameters: call.parameters,
    workingDirectory,
    ...(input === undefined ? {} : { hasInput: true }),
    ...(taken === undefined ? {} : { terminal: taken.size }),
  });
  const stop = () => {
    if (state.stopped) return;
    state.stopped = true;
    rpc.cancel(request.id);
  };
  interruption.onInterrupt(stop);
  taken?.onResize((size) => rpc.notify('stream/resize', { call: 1, ...size }));
  if (input !== undefined) void sendInput(rpc, input);
  const { errorCount, exitCode } = (await request.reply) as InvokeResult; // our own service's reply, by protocol
  output.progress.clear();
  if (exitCode !== undefined && exitCode !== 0) return exitCode;
  return errorCount > 0 ? EXIT.failed : EXIT.done;
}

/** What arrives during the call, by protocol: the shapes of core/spec/wire.ts. */
function handlersOf({ call, output, confirmation }: Running, stop: () => void, taken: TakenTerminal | undefined) {
  const onError = async (error: WireError) => {
    await output.problem(error);
    if (call.common.errorAction === 'Stop') stop();
  };
  return {
    async onObjects({ type, values }: StreamObjects): Promise<void> {
      if (taken === undefined) await output.objects(type, values);
      else taken.keep(values);
    },
    onNotification(method: string, params: unknown): void | Promise<void> {
      switch (method) {
        case 'stream/output':
          return output.bytes(params as StreamOutput);
        case 'stream/progress':
          return output.progress.show(params as StreamProgress);
        case 'stream/verbose':
          return output.text('VERBOSE', (params as StreamText).text);
        case 'stream/warning':
          return output.text('WARNING', (params as StreamText).text);
        case 'stream/error':
          return onError((params as StreamError).error);
        default: // of a newer service of the same protocol: not for us
      }
    },
    async onRequest(method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
      if (method === 'ask/shouldProcess')
        return { answer: await confirmation.shouldProcess(params as AskShouldProcess, signal) };
      if (method === 'ask/shouldContinue')
        return { answer: await confirmation.shouldContinue(params as AskShouldContinue, signal) };
      return { answer: false };
    },
  };
}

/** Stdin goes to the program, unless it is a terminal or the user gave the input in another way. */
function inputOf(call: BoundCall, terminal: Terminal): AsyncIterable<Uint8Array> | undefined {
  if (!call.cmdlet.parameters.some(({ name }) => name === 'InputText')) return undefined;
  if (call.parameters['InputText'] !== undefined || call.parameters['InputFile'] !== undefined) return undefined;
  return terminal.input;
}

/** Sends stdin to its end, piece by piece, each when the one before was taken. Ends quietly with the call. */
async function sendInput(rpc: RpcClient, input: AsyncIterable<Uint8Array>): Promise<void> {
  const send = (data: string, end: boolean) => rpc.request('stream/input', { call: 1, data, end }).reply;
  try {
    for await (const chunk of input) {
      for (let start = 0; start < chunk.length; start += INPUT_PIECE_BYTES) {
        await send(Buffer.from(chunk.subarray(start, start + INPUT_PIECE_BYTES)).toString('base64'), false);
      }
    }
    await send('', true);
  } catch {
    // The call is over, or says itself what went wrong.
  }
}

export function problemOf(error: unknown, op: string): WireError {
  if (error instanceof RpcError) return error.error;
  const failure = toFault(error, `run ${op}`);
  return {
    id: failure.kind,
    category: FAULT_CATEGORY[failure.kind],
    message: failure.message,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    ...(failure.target === undefined ? {} : { target: failure.target }),
  };
}

interface Interruption {
  /** What the process exits with, once it was interrupted. */
  readonly exitCode: number | undefined;
  onInterrupt(listener: () => void): void;
}

/** The first Ctrl+C asks the call to stop, and the call is waited for; the second leaves at once. */
function watchInterrupts(terminal: Terminal): Interruption {
  const state: { exitCode: number | undefined; listener: () => void } = {
    exitCode: undefined,
    listener: () => undefined,
  };
  const interrupt = (exitCode: number) => {
    if (state.exitCode !== undefined && exitCode !== EXIT.brokenPipe) process.exit(exitCode);
    state.exitCode = exitCode;
    state.listener();
  };
  terminal.onInterrupt((signal) => interrupt(signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated));
  terminal.onBrokenPipe(() => interrupt(EXIT.brokenPipe));
  return {
    get exitCode() {
      return state.exitCode;
    },
    onInterrupt(listener) {
      state.listener = listener;
      if (state.exitCode !== undefined) listener();
    },
  };
}
