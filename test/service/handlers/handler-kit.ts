import { isFault, type RuntimeFault, toFault } from '../../../core/base/fault.ts';
import { silentLog } from '../../../core/base/runtime.ts';
import type { CallTerminal } from '../../../core/service/call-terminal.ts';
import type { CmdletContext } from '../../../core/service/context.ts';
import type {
  CmdletName,
  CmdletParameters,
  ContainerHostObject,
  ContainerImageObject,
  ContainerItemObject,
  ContainerObject,
} from '../../../core/service/generated/contract.gen.ts';
import { loadHandler } from '../../../core/service/handlers/index.ts';
import type { Services } from '../../../core/service/services.ts';
import { type ContainersKit, openContainersKit } from '../../doubles/containers-kit.ts';
import { openMemoryHost } from '../../doubles/memory-host.ts';

/** All that one call said. */
export interface Said {
  objects: { type: string; value: unknown }[];
  errors: RuntimeFault[];
  /** The fault that ended the call. */
  thrown?: RuntimeFault;
  asked: string[];
  stdout: string;
  stderr: string;
  exitCode?: number;
  verbose: string[];
  warnings: string[];
  progress: { activity: string; completed?: boolean }[];
}

export interface CallOptions {
  /** The answer to -WhatIf and -Confirm. Default: yes. */
  answer?: boolean;
  input?: string[];
  signal?: AbortSignal;
  workingDirectory?: string;
  terminal?: CallTerminal;
}

export interface HandlerKit extends ContainersKit {
  call<Name extends CmdletName>(cmdlet: Name, parameters: CmdletParameters[Name], options?: CallOptions): Promise<Said>;
}

/** Calls handlers as the dispatcher does, on a machine in memory. */
export async function openHandlerKit(): Promise<HandlerKit> {
  const kit = await openContainersKit();
  const call: HandlerKit['call'] = async (cmdlet, parameters, options = {}) => {
    const services: Services = {
      host: openMemoryHost(kit.machine, kit.runtime.now),
      root: kit.root,
      containers: kit.containers,
      images: kit.images,
      info: { version: '0.1.0', build: 'dev', processId: 42, hostName: 'box', commandLine: ['/node', '/hcs.mjs'] },
    };
    const said: Said = {
      objects: [],
      errors: [],
      asked: [],
      stdout: '',
      stderr: '',
      verbose: [],
      warnings: [],
      progress: [],
    };
    const context = makeContext(kit, services, said, { cmdlet, ...options });
    try {
      await (await loadHandler(cmdlet))(parameters as never, context); // the handler of this very cmdlet
    } catch (error) {
      said.thrown = isFault(error) ? error : toFault(error, 'run', cmdlet);
    }
    return said;
  };
  return Object.assign(kit, { call });
}

function makeContext(
  kit: ContainersKit,
  services: Services,
  said: Said,
  options: CallOptions & { cmdlet: string },
): CmdletContext {
  return {
    cmdlet: options.cmdlet,
    services,
    runtime: kit.runtime,
    log: silentLog,
    signal: options.signal ?? new AbortController().signal,
    workingDirectory: options.workingDirectory ?? kit.root,
    async emit(type, value) {
      said.objects.push({ type, value });
    },
    async emitAll(type, values) {
      said.objects.push(...values.map((value) => ({ type, value })));
    },
    async output(stream, data) {
      said[stream] += Buffer.from(data).toString();
    },
    progress: (progress) => said.progress.push(progress),
    verbose: (text) => said.verbose.push(text),
    warning: (text) => said.warnings.push(text),
    error: (error, op, target) => said.errors.push(toFault(error, op, target)),
    async shouldProcess(target, action) {
      said.asked.push(`${action} ${target}`);
      return options.answer ?? true;
    },
    shouldContinue: async () => true,
    setExitCode(code) {
      said.exitCode = code;
    },
    terminal: options.terminal,
    async *input() {
      for (const text of options.input ?? []) yield Buffer.from(text);
      // Who types something at a terminal stays there.
      if (options.terminal !== undefined && options.input !== undefined) await new Promise(() => undefined);
    },
  };
}

/** The objects of a call; they are what the handler's contract declares. */
export const containersOf = (said: Said) => said.objects.map(({ value }) => value as ContainerObject);
export const imagesOf = (said: Said) => said.objects.map(({ value }) => value as ContainerImageObject);
export const itemsOf = (said: Said) => said.objects.map(({ value }) => value as ContainerItemObject);
export const hostOf = (said: Said) => said.objects[0]?.value as ContainerHostObject;
