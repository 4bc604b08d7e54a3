import { joinCommandLine } from '../../base/command-line.ts';
import { fault } from '../../base/fault.ts';
import type { SessionRecord } from '../../container/sessions/session-records.ts';
import type { SessionRequest, SessionTerminal } from '../../container/sessions/sessions.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { EnterContainerSessionParameters } from '../generated/contract.gen.ts';
import { identityFrom } from './identity-parameters.ts';
import { oneContainer } from './one-container.ts';
import { emitSession, findSession } from './session-object.ts';

/** Enter-ContainerSession: connects the caller's terminal to a program in a container, a new one or one that was left. */
export const handler: CmdletHandler<EnterContainerSessionParameters> = async (parameters, context) => {
  const view = await oneContainer(parameters, context);
  const { id, name } = view.record;
  const terminal = terminalOf(context, name);
  const isBack = parameters.SessionId !== undefined;
  const session = await chooseSession(parameters, context, view, terminal);
  await emitSession(context, view, session); // who leaves is told how to come back
  const entry = { terminal, isBack, signal: context.signal };
  const { hasEnded, exitCode } = await context.services.containers.enterSession(id, session, entry);
  if (exitCode !== undefined) context.setExitCode(exitCode);
  else if (hasEnded) {
    throw fault('CommandFailed', `Container '${name}' ended under the session; its exit code is not known.`, {
      target: name,
      hint: `Get-Container ${name}`,
    });
  }
};

function terminalOf(context: CmdletContext, name: string): SessionTerminal {
  const { terminal } = context;
  if (terminal === undefined) {
    throw fault('InvalidState', `Cannot enter container '${name}': there is no terminal here.`, {
      target: name,
      hint: `Invoke-ContainerCommand ${name} 'cmd /c ver', which needs none; or the same in a console window`,
    });
  }
  return {
    get size() {
      return terminal.size;
    },
    onResize: (listener) => terminal.onResize(listener),
    input: context.input(),
    output: (chunk) => context.output('stdout', chunk),
  };
}

async function chooseSession(
  parameters: EnterContainerSessionParameters,
  context: CmdletContext,
  view: ContainerView,
  { size }: SessionTerminal,
): Promise<SessionRecord> {
  const { SessionId: wanted } = parameters;
  if (wanted !== undefined) return findSession(context, view, wanted);
  const commandLine = [parameters.Command ?? 'cmd', joinCommandLine(parameters.ArgumentList ?? [])];
  const request: SessionRequest = {
    commandLine: commandLine.filter(Boolean).join(' '),
    size,
    ...identityFrom(parameters),
  };
  if (parameters.Environment !== undefined) request.environment = parameters.Environment;
  if (parameters.WorkingDirectory !== undefined) request.workingDirectory = parameters.WorkingDirectory;
  return context.services.containers.startSession(view.record.id, request);
}
