import { fault, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type {
  CompleteParams,
  CompleteResult,
  InvokeParams,
  InvokeResult,
  ShellParams,
  ShellResult,
} from '../spec/wire.ts';
import { type Channel, createCall, stackOf } from './call-context.ts';
import type { CallTerminal } from './call-terminal.ts';
import { COMPLETERS } from './completers.ts';
import type { CmdletContext, CmdletHandler } from './context.ts';
import type { InputQueue } from './input-queue.ts';
import type { Services } from './services.ts';
import { runShell, type ShellCaller } from './shell-call.ts';

/** What the dispatcher knows of cmdlets: generated, or a test's own. */
export interface CmdletCatalog {
  readonly names: readonly string[];
  /** Says what is wrong with the parameters, or undefined. May fill in what the wire allows to leave out. */
  validate(cmdlet: string, parameterSet: string | undefined, parameters: Record<string, unknown>): string | undefined;
  /** Loads the handler. Parameters were validated before it is called. */
  handler(cmdlet: string): Promise<CmdletHandler<Record<string, unknown>> | undefined>;
}

export interface DispatcherOptions {
  catalog: CmdletCatalog;
  /** Made while the first client says hello; calls wait for it, or get its fault. */
  services: Promise<Services>;
  runtime: Runtime;
  log: Log;
}

/** Who calls: where to answer, what stops the call, what it reads. */
export interface Caller {
  channel: Channel;
  signal: AbortSignal;
  stdin: InputQueue;
  terminal?: CallTerminal | undefined;
}

export interface Dispatcher {
  /** Runs one cmdlet. */
  invoke(params: InvokeParams, caller: Caller): Promise<InvokeResult>;
  complete(params: CompleteParams): Promise<CompleteResult>;
  /** Carries a session into a container. */
  shell(params: ShellParams, caller: ShellCaller): Promise<ShellResult>;
  /** Tells the containers that the machine has started. */
  machineStarted(): Promise<void>;
  /** Cmdlets that run now. */
  readonly running: readonly string[];
}

/** Runs what reads a client's input: an abort is the end of that too, and nothing is read behind the work. */
async function withInput<T>(
  { signal, stdin }: { signal: AbortSignal; stdin: InputQueue },
  work: () => Promise<T>,
): Promise<T> {
  const onAbort = () => stdin.fail(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
    stdin.close();
  }
}

/** Finds, checks, runs and logs calls. Logs the names of parameters, never their values: they may be secrets. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { catalog, services, runtime, log } = options;
  const running = new Map<object, string>();

  const load = async (cmdlet: string): Promise<CmdletHandler<Record<string, unknown>>> => {
    const known = catalog.names.includes(cmdlet);
    const handler = known ? await catalog.handler(cmdlet) : undefined;
    if (handler !== undefined) return handler;
    throw fault('NotFound', `The term '${cmdlet}' is not recognized as the name of a cmdlet of this service.`, {
      target: cmdlet,
      hint: 'hcs help',
    });
  };

  const invoke: Dispatcher['invoke'] = async (params, { channel, signal, stdin, terminal }) => {
    const { cmdlet, parameters } = params;
    const startedMs = performance.now();
    const entry = {};
    running.set(entry, cmdlet);
    let outcome = 'done';
    try {
      const handler = await load(cmdlet);
      const wrong = catalog.validate(cmdlet, params.parameterSet, parameters);
      if (wrong !== undefined) throw fault('InvalidArgument', wrong, { op: cmdlet, hint: `Get-Help ${cmdlet} -Full` });
      const made = await services;
      const call = createCall({ invoke: params, channel, services: made, runtime, log, signal, stdin, terminal });
      await withInput({ signal, stdin }, async () => {
        signal.throwIfAborted();
        await handler(parameters, call.context);
      });
      const result: InvokeResult = { errorCount: call.errorCount };
      if (call.exitCode !== undefined) result.exitCode = call.exitCode;
      return result;
    } catch (error) {
      const failure = failureOf(error, cmdlet, signal);
      outcome = failure.kind;
      if (failure.kind === 'Internal') log.error('a call failed by a defect', { cmdlet, stack: stackOf(error) });
      throw failure;
    } finally {
      running.delete(entry);
      log.info('call', {
        cmdlet,
        parameters: Object.keys(parameters).sort(),
        outcome,
        milliseconds: Math.round(performance.now() - startedMs),
      });
    }
  };

  const complete: Dispatcher['complete'] = async (params) => {
    const completer = COMPLETERS[params.completer];
    if (completer === undefined) return { items: [] };
    const handler = await load(completer.cmdlet);
    // Several images have one publisher.
    const items = new Map<string, CompleteResult['items'][number]>();
    const word = params.word.toLowerCase();
    const context = listingContext(completer.cmdlet, await services, runtime, log, (value) => {
      const item = completer.item(value);
      if (item !== undefined && [item.text, item.toolTip].some((text) => text.toLowerCase().startsWith(word)))
        items.set(item.text, item);
    });
    await handler({}, context);
    return { items: [...items.values()] };
  };

  const shell: Dispatcher['shell'] = async (params, caller) => {
    const entry = {};
    running.set(entry, 'shell');
    try {
      return await withInput(caller, async () => runShell(params, await services, caller));
    } catch (error) {
      throw failureOf(error, 'a session', caller.signal);
    } finally {
      running.delete(entry);
    }
  };

  return {
    invoke,
    complete,
    shell,
    machineStarted: async () => (await services).containers.startWithMachine(),
    get running() {
      return [...running.values()];
    },
  };
}

/** Why a call ended. Once it was cancelled, whoever cancelled says why; what a handler adds beyond that (an undo that failed) stands. */
function failureOf(error: unknown, cmdlet: string, signal: AbortSignal): RuntimeFault {
  const stoppedByUs = signal.aborted && (!isFault(error) || error.kind === 'Cancelled');
  return toFault(stoppedByUs ? signal.reason : error, `run ${cmdlet}`);
}

/** A context for our own listing: it hears objects, says nothing, changes nothing. */
function listingContext(
  cmdlet: string,
  services: Services,
  runtime: Runtime,
  log: Log,
  onObject: (value: unknown) => void,
): CmdletContext {
  const nothing = () => undefined;
  return {
    cmdlet,
    services,
    runtime,
    log,
    signal: AbortSignal.timeout(2000),
    workingDirectory: services.root,
    emit: async (_type, value) => onObject(value),
    emitAll: async (_type, values) => values.forEach(onObject),
    output: async () => undefined,
    progress: nothing,
    verbose: nothing,
    warning: nothing,
    error: nothing,
    shouldProcess: async () => false,
    shouldContinue: async () => false,
    setExitCode: nothing,
    input: async function* () {},
    terminal: undefined,
  };
}
