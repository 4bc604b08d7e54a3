import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { joinCommandLine } from '../../base/command-line.ts';
import { fault, toFault } from '../../base/fault.ts';
import type { CommandRequest, CommandSink } from '../../container/command.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ContainerCommandResultObject, InvokeContainerCommandParameters } from '../generated/contract.gen.ts';
import { eachContainer } from './each-container.ts';

/** What -AsObject holds of each stream. */
const MOST_OBJECT_BYTES = 64 * 1024 * 1024;

/** Invoke-ContainerCommand: runs a command in each container and gives its output as it comes, or as one object. */
export const handler: CmdletHandler<InvokeContainerCommandParameters> = async (parameters, context) => {
  const commandLine = [parameters.Command, joinCommandLine(parameters.ArgumentList ?? [])].filter(Boolean).join(' ');
  if (commandLine.trim() === '') {
    throw fault('InvalidArgument', 'The command is empty.', { hint: "Invoke-ContainerCommand web 'cmd /c dir C:\\'" });
  }
  const openInput = await chooseInput(parameters, context);
  await eachContainer(parameters, context, 'run a command in container', async (view) => {
    const request: CommandRequest = { commandLine, signal: context.signal };
    if (parameters.Environment !== undefined) request.environment = parameters.Environment;
    if (parameters.WorkingDirectory !== undefined) request.workingDirectory = parameters.WorkingDirectory;
    if (parameters.TimeoutSec !== undefined) request.timeoutMs = parameters.TimeoutSec * 1000;
    if (parameters.User !== undefined) request.user = parameters.User;
    if (parameters.RunAsAdministrator === true) request.asAdministrator = true;
    const input = openInput();
    if (input !== undefined) request.input = input;
    if (parameters.AsObject === true) await runAsObject(view, request, context);
    else await runThrough(view, request, context);
  });
};

type OpenInput = () => AsyncIterable<Uint8Array> | undefined;

async function chooseInput(parameters: InvokeContainerCommandParameters, context: CmdletContext): Promise<OpenInput> {
  const { InputText: text, InputFile: file } = parameters;
  if (text !== undefined && file !== undefined) {
    throw fault('InvalidArgument', 'Give -InputText or -InputFile, not both.');
  }
  if (text !== undefined) return () => oneChunk(Buffer.from(text, 'utf8'));
  if (file !== undefined) {
    const path = resolve(context.workingDirectory, file);
    await access(path).catch((error: unknown) => {
      throw toFault(error, 'read the input file', path);
    });
    return () => createReadStream(path);
  }
  const input = await openCallersInput(context);
  return () => input;
}

async function* oneChunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

/** The caller's standard input, or undefined when it has none: then the command gets no pipe. */
async function openCallersInput(context: CmdletContext): Promise<AsyncIterable<Uint8Array> | undefined> {
  const iterator = context.input()[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => undefined); // heard again below, by whoever reads
  const soon = new Promise<undefined>((done) => setImmediate(done, undefined));
  const known = await Promise.race([first, soon]);
  if (known?.done === true) return undefined;
  return (async function* () {
    for (let item = await first; item.done !== true; item = await iterator.next()) yield item.value;
  })();
}

async function runThrough(view: ContainerView, request: CommandRequest, context: CmdletContext): Promise<void> {
  const sink: CommandSink = {
    stdout: (chunk) => context.output('stdout', chunk),
    stderr: (chunk) => context.output('stderr', chunk),
  };
  const { exitCode } = await context.services.containers.run(view.record.id, request, sink);
  if (exitCode === undefined) throw endedUnder(view);
  context.setExitCode(exitCode);
}

async function runAsObject(view: ContainerView, request: CommandRequest, context: CmdletContext): Promise<void> {
  const stdout = collector(view);
  const stderr = collector(view);
  const sink: CommandSink = { stdout: stdout.add, stderr: stderr.add };
  const { exitCode, durationMs } = await context.services.containers.run(view.record.id, request, sink);
  if (exitCode === undefined) throw endedUnder(view);
  context.setExitCode(exitCode);
  const result: ContainerCommandResultObject = {
    ContainerName: view.record.name,
    ContainerId: view.record.id,
    Command: request.commandLine,
    ExitCode: exitCode,
    StandardOutput: stdout.text(),
    StandardError: stderr.text(),
    Duration: durationMs / 1000,
  };
  await context.emit('ContainerCommandResult', result);
}

function collector(view: ContainerView): { add(chunk: Uint8Array): Promise<void>; text(): string } {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  return {
    async add(chunk) {
      sizeBytes += chunk.length;
      if (sizeBytes > MOST_OBJECT_BYTES) {
        throw fault('InvalidState', `The command in container '${view.record.name}' wrote over 64 MB and was ended.`, {
          target: view.record.name,
          hint: 'Leave -AsObject out: then output is given as it comes',
        });
      }
      chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

function endedUnder(view: ContainerView): Error {
  const { name } = view.record;
  return fault('CommandFailed', `Container '${name}' ended under the command; its exit code is not known.`, {
    target: name,
    hint: `Get-Container ${name}`,
  });
}
