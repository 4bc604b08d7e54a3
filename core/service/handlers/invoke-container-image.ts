import { joinCommandLine } from '../../base/command-line.ts';
import { fault } from '../../base/fault.ts';
import type { CreateRequest } from '../../container/create.ts';
import type { RunRequest } from '../../container/run-image.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { InvokeContainerImageParameters } from '../generated/contract.gen.ts';
import { chooseInput } from './choose-input.ts';
import { emitContainerNow } from './container-object.ts';
import { createRequest, newTarget } from './create-request.ts';
import { giveOutput } from './give-output.ts';

/** Invoke-ContainerImage: runs a command in a container of its own, and gives its output as it comes, or as one object. */
export const handler: CmdletHandler<InvokeContainerImageParameters> = async (parameters, context) => {
  const { Command: command, ArgumentList: words = [], Detach: isDetached = false } = parameters;
  if (command === undefined && words.length > 0) {
    throw fault('InvalidArgument', '-ArgumentList needs -Command: the program that it is for.');
  }
  if (isDetached && parameters.TimeoutSec !== undefined) {
    throw fault('InvalidArgument', '-TimeoutSec is not for -Detach: nobody watches a run that goes on by itself.', {
      target: 'TimeoutSec',
      hint: 'Leave one of them away; Wait-Container <name> -TimeoutSec 60 waits for a run that goes on',
    });
  }
  const openInput = await chooseInput(parameters, context);
  const create = await createRequest(parameters, context);
  if (command !== undefined) create.command = [command, joinCommandLine(words)].filter(Boolean).join(' ');
  if (parameters.AutoRemove === true) create.autoRemove = true;
  await context.services.containers.foresee[isDetached ? 'create' : 'runImage'](create);
  if (!(await context.shouldProcess(newTarget(create), 'Run'))) return;
  if (isDetached) return detach(create, context);
  const request: RunRequest = { create, signal: context.signal };
  const input = openInput();
  if (input !== undefined) request.input = input;
  if (parameters.TimeoutSec !== undefined) request.timeoutMs = parameters.TimeoutSec * 1000;
  await giveOutput(context, parameters.AsObject === true, async (sink) => {
    const { record, exitCode, durationMs } = await context.services.containers.runImage(request, sink);
    return { name: record.name, id: record.id, commandLine: record.command ?? '', exitCode, durationMs };
  });
};

/** Gives the container as soon as it runs. One that cannot be started is removed. */
async function detach(create: CreateRequest, context: CmdletContext): Promise<void> {
  const { containers } = context.services;
  const { id } = await containers.create(create);
  try {
    await containers.start(id, { signal: context.signal });
  } catch (error) {
    await containers.remove(id, { force: true });
    throw error;
  }
  await emitContainerNow(context, id);
}
