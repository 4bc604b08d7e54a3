import type { Socket } from 'node:net';
import { isAbsolute } from 'node:path';
import {
  type CancellationToken,
  createMessageConnection,
  type MessageConnection,
  type NotificationMessage,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { fault, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { Log } from '../base/runtime.ts';
import {
  type CompleteResult,
  type HandOverResult,
  type HelloResult,
  type InvokeParams,
  type InvokeResult,
  PROTOCOL_VERSION,
  type ShellParams,
  type ShellResult,
  WIRE_CODE,
} from '../spec/wire.ts';
import { CallTerminal, parseTerminalSize } from './call-terminal.ts';
import type { Dispatcher } from './dispatch.ts';
import { FrameReader, FrameWriter } from './frame-transport.ts';
import { InputQueue } from './input-queue.ts';
import { toWireError } from './wire-error.ts';

export interface ConnectionOptions {
  dispatcher: Dispatcher;
  log: Log;
  /** Given once the service is whole. */
  hello: Promise<HelloResult>;
  /** Stops the acceptance of calls, here and on every connection. Returns at once. */
  handOver(client: string): void;
  /** Whether calls are still accepted. */
  isAccepting(): boolean;
  onClose(): void;
}

export interface ClientConnection {
  /** Calls that run on this connection. */
  readonly running: number;
  /** Cancels them; their replies are still sent. */
  cancelAll(reason: RuntimeFault): void;
  /** Says goodbye once everything written is on its way. */
  end(): void;
}

interface RunningCall {
  abort: AbortController;
  stdin: InputQueue;
  terminal: CallTerminal | undefined;
}

/** Serves one client: its greeting, its calls, and its cancellations, until either side closes the connection. */
export function serveConnection(socket: Socket, options: ConnectionOptions): ClientConnection {
  const { dispatcher, log, hello } = options;
  const writer = new FrameWriter(socket);
  const rpc: MessageConnection = createMessageConnection(new FrameReader(socket), writer);
  const calls = new Map<number, RunningCall>();
  const channel = {
    rpc,
    tell: (method: string, params: object) => {
      const message: NotificationMessage = { jsonrpc: '2.0', method, params };
      return writer.tell(message);
    },
    tellObject: (call: number, type: string, value: unknown) => writer.tellObject(call, type, value),
    tellObjects: (call: number, type: string, values: readonly unknown[]) => writer.tellObjects(call, type, values),
    get congested() {
      return writer.congested;
    },
  };
  let greeting: { client: string; protocol: number } | undefined;

  const cancelAll = (reason: RuntimeFault): void => {
    for (const call of calls.values()) call.abort.abort(reason);
  };

  rpc.onRequest('hello', (params: unknown): Promise<HelloResult> => {
    const { protocol, client, takesObjects } = record(params);
    writer.takesObjects = takesObjects === true;
    greeting = {
      protocol: typeof protocol === 'number' ? protocol : 0,
      client: typeof client === 'string' ? client.slice(0, 64) : 'unknown',
    };
    log.debug('hello', greeting);
    return hello;
  });

  /** Runs what has a number on this connection, and can be cancelled by it. */
  const numbered = async <T>(
    call: number,
    what: string,
    { token, terminal }: { token: CancellationToken; terminal?: CallTerminal | undefined },
    work: (entry: RunningCall) => Promise<T>,
  ): Promise<T> => {
    if (calls.has(call)) throw fault('InvalidArgument', `Call number ${call} is in use on this connection.`);
    const entry: RunningCall = { abort: new AbortController(), stdin: new InputQueue(), terminal };
    calls.set(call, entry);
    const cancel = () => entry.abort.abort(fault('Cancelled', `${what} was cancelled.`, { op: what }));
    if (token.isCancellationRequested) cancel();
    const subscription = token.onCancellationRequested(cancel);
    try {
      return await work(entry);
    } finally {
      subscription.dispose();
      calls.delete(call);
    }
  };

  rpc.onRequest('invoke', async (params: unknown, token: CancellationToken): Promise<InvokeResult> => {
    try {
      requireGreeting(greeting);
      if (!options.isAccepting()) throw handingOver();
      const invoke = parseInvoke(params);
      const terminal = invoke.terminal === undefined ? undefined : new CallTerminal(invoke.terminal);
      return await numbered(invoke.call, invoke.cmdlet, { token, terminal }, ({ abort, stdin }) =>
        dispatcher.invoke(invoke, { channel, signal: abort.signal, stdin, terminal }),
      );
    } catch (error) {
      throw responseError(error, 'invoke');
    }
  });

  rpc.onRequest('shell', async (params: unknown, token: CancellationToken): Promise<ShellResult> => {
    try {
      requireGreeting(greeting);
      if (!options.isAccepting()) throw handingOver();
      const shell = parseShell(record(params));
      const output = async (data: Uint8Array): Promise<void> => {
        if (shell.asBytes === true) return writer.tellBytes(shell.call, data);
        const message = { call: shell.call, stream: 'stdout', data: Buffer.from(data).toString('base64') };
        await channel.tell('stream/output', message);
      };
      return await numbered(shell.call, 'The session', { token }, ({ abort, stdin }) =>
        dispatcher.shell(shell, { signal: abort.signal, stdin, output }),
      );
    } catch (error) {
      throw responseError(error, 'shell');
    }
  });

  rpc.onRequest('complete', async (params: unknown): Promise<CompleteResult> => {
    try {
      requireGreeting(greeting);
      const { completer, word } = record(params);
      if (typeof completer !== 'string' || typeof word !== 'string')
        throw fault('InvalidArgument', "'complete' needs a completer and a word.");
      return await dispatcher.complete({ completer, word });
    } catch (error) {
      throw responseError(error, 'complete');
    }
  });

  rpc.onRequest('machineStarted', async (): Promise<null> => {
    try {
      requireGreeting(greeting);
      await dispatcher.machineStarted();
      return null;
    } catch (error) {
      throw responseError(error, 'machineStarted');
    }
  });

  // Any protocol may ask for this: it is how a service that does not understand a client makes room for one that does.
  rpc.onRequest('handOver', async (): Promise<HandOverResult> => {
    options.handOver(greeting?.client ?? 'unknown');
    return { processId: (await hello).processId };
  });

  const takeInput = async (params: unknown): Promise<null> => {
    const { call, data, end } = record(params);
    const stdin = typeof call === 'number' ? calls.get(call)?.stdin : undefined;
    if (stdin !== undefined && typeof data === 'string') await stdin.push(Buffer.from(data, 'base64'));
    if (end === true) stdin?.end();
    return null;
  };
  rpc.onNotification('stream/resize', (params: unknown) => {
    const { call } = record(params);
    const size = parseTerminalSize(params);
    if (typeof call === 'number' && size !== undefined) calls.get(call)?.terminal?.resize(size);
  });
  rpc.onRequest('stream/input', takeInput);
  rpc.onNotification('stream/input', (params: unknown) => {
    void takeInput(params);
  });

  rpc.onError(([error]) => log.warn('a connection broke', { client: greeting?.client, reason: error.message }));
  rpc.onClose(() => {
    cancelAll(fault('Cancelled', 'The client closed the connection.'));
    options.onClose();
  });
  rpc.listen();

  return {
    get running() {
      return calls.size;
    },
    cancelAll,
    end: () => writer.end(),
  };
}

function requireGreeting(greeting: { protocol: number } | undefined): void {
  if (greeting === undefined) throw fault('InvalidArgument', "The connection must begin with 'hello'.");
  if (greeting.protocol === PROTOCOL_VERSION) return;
  const older = greeting.protocol < PROTOCOL_VERSION ? 'client' : 'service';
  throw fault(
    'ConnectionFailed',
    `The client speaks protocol ${greeting.protocol}, this service speaks ${PROTOCOL_VERSION}: the ${older} is the older one.`,
    {
      hint:
        older === 'client'
          ? 'Update the module (Update-Module HcsContainers), then open a new PowerShell'
          : 'hcs service stop',
    },
  );
}

function handingOver(): RuntimeFault {
  return fault('Busy', 'The service is going away for a newer one. The call was not begun.', {
    op: 'handOver',
    hint: 'Run the same command again',
  });
}

function parseShell({ call, container, runAsAdministrator, script, asBytes }: Record<string, unknown>): ShellParams {
  if (typeof call !== 'number' || !Number.isSafeInteger(call))
    throw fault('InvalidArgument', "'shell' needs a call number.");
  if (typeof container !== 'string' || container === '' || container.length > 256)
    throw fault('InvalidArgument', "'shell' needs the id of a container.");
  if (script !== undefined && typeof script !== 'string')
    throw fault('InvalidArgument', "The script of 'shell' must be a text.");
  return {
    call,
    container,
    ...(runAsAdministrator === true ? { runAsAdministrator } : {}),
    ...(script === undefined ? {} : { script }),
    ...(asBytes === true ? { asBytes } : {}),
  };
}

/** Checks an `invoke` message by hand: it is the one shape that everything else rests on. */
function parseInvoke(value: unknown): InvokeParams {
  const { call, cmdlet, parameters, parameterSet, workingDirectory, hasInput, terminal } = record(value);
  if (typeof call !== 'number' || !Number.isSafeInteger(call))
    throw fault('InvalidArgument', "'invoke' needs a call number.");
  if (typeof cmdlet !== 'string' || cmdlet.length > 128)
    throw fault('InvalidArgument', "'invoke' needs the name of a cmdlet.");
  if (typeof workingDirectory !== 'string' || !isAbsolute(workingDirectory)) {
    throw fault('InvalidArgument', `'invoke' needs an absolute working directory.`);
  }
  const invoke: InvokeParams = { call, cmdlet, parameters: { ...record(parameters) }, workingDirectory };
  if (typeof parameterSet === 'string') invoke.parameterSet = parameterSet;
  if (hasInput === true) invoke.hasInput = true;
  const size = parseTerminalSize(terminal);
  if (size !== undefined) invoke.terminal = size;
  return invoke;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fault('InvalidArgument', 'The parameters must be an object.');
  return value as Record<string, unknown>; // an object, checked above; its members still unknown
}

function responseError(error: unknown, op: string): ResponseError<unknown> {
  const failure = isFault(error) ? error : toFault(error, op);
  const code =
    failure.op === 'handOver'
      ? WIRE_CODE.handingOver
      : failure.kind === 'Cancelled'
        ? WIRE_CODE.cancelled
        : WIRE_CODE.fault;
  return new ResponseError(code, failure.message, toWireError(failure));
}
