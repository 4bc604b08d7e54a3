import { joinCommandLine } from '../../base/command-line.ts';
import { fault } from '../../base/fault.ts';
import type { CommandRequest } from '../../container/command.ts';
import type { CmdletHandler } from '../context.ts';
import type { InvokeContainerCommandParameters } from '../generated/contract.gen.ts';
import { chooseInput } from './choose-input.ts';
import { eachContainer } from './each-container.ts';
import { giveOutput } from './give-output.ts';
import { identityFrom } from './identity-parameters.ts';

/** Invoke-ContainerCommand: runs a command in each container and gives its output as it comes, or as one object. */
export const handler: CmdletHandler<InvokeContainerCommandParameters> = async (parameters, context) => {
  const commandLine = [parameters.Command, joinCommandLine(parameters.ArgumentList ?? [])].filter(Boolean).join(' ');
  if (commandLine.trim() === '') {
    throw fault('InvalidArgument', 'The command is empty.', { hint: "Invoke-ContainerCommand web 'cmd /c dir C:\\'" });
  }
  const openInput = await chooseInput(parameters, context);
  await eachContainer(parameters, context, 'run a command in container', async ({ record: { id, name } }) => {
    const request: CommandRequest = { commandLine, ...identityFrom(parameters), signal: context.signal };
    if (parameters.Environment !== undefined) request.environment = parameters.Environment;
    if (parameters.WorkingDirectory !== undefined) request.workingDirectory = parameters.WorkingDirectory;
    if (parameters.TimeoutSec !== undefined) request.timeoutMs = parameters.TimeoutSec * 1000;
    const input = openInput();
    if (input !== undefined) request.input = input;
    await giveOutput(context, parameters.AsObject === true, async (sink) => {
      const outcome = await context.services.containers.run(id, request, sink);
      return { ...outcome, id, name, commandLine };
    });
  });
};
