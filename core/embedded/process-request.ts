import { fault } from '../base/fault.ts';
import { checkParameters } from '../host/check-process.ts';
import type { ProcessParameters } from '../spec/compute-document.ts';
import { checkTerminalSize, DEFAULT_SIZE, type TerminalSize } from './terminal-size.ts';

/** What the agent reads of a request at most, less a margin. */
const MAX_REQUEST_BYTES = 1_000_000;

/** @throws InvalidArgument for what no Windows program could be started with; NotSupported for what this host lacks. */
export function checkRequest(parameters: ProcessParameters): void {
  checkParameters(parameters);
  checkUser(parameters.User);
  if (parameters.ConsoleSize !== undefined) checkTerminalSize(terminalSize(parameters));
  if (parameters.RestrictedToken === true)
    throw fault('NotSupported', 'This host has no restricted tokens: programs run as ContainerAdministrator.', {
      hint: '-RunAsAdministrator; or use a Windows host',
    });
}

function terminalSize({ ConsoleSize }: ProcessParameters): TerminalSize {
  return ConsoleSize === undefined ? DEFAULT_SIZE : { height: ConsoleSize[0], width: ConsoleSize[1] };
}

function checkUser(user: string | undefined): void {
  if (user === undefined || /^ContainerAdministrator$/i.test(user)) return;
  throw fault('NotSupported', `Cannot run as '${user}': this host runs programs as ContainerAdministrator.`, {
    target: user,
    hint: 'Leave out -User, or use a Windows host',
  });
}

/**
 * The request as the agent reads it: fields ended by NUL; see `agent/agent.c`.
 * @throws InvalidArgument for an environment that is too large.
 */
export function encodeRequest(parameters: ProcessParameters, hasConsole: boolean): string {
  const terminal = terminalSize(parameters);
  const options = [
    parameters.CreateStdInPipe === true ? 'i' : '',
    parameters.CreateStdOutPipe === true ? 'o' : '',
    parameters.CreateStdErrPipe === true ? 'e' : '',
    hasConsole ? 'c' : '',
    parameters.EmulateConsole === true ? `t${terminal.height},${terminal.width}` : '',
  ].join('');
  const variables = Object.entries(parameters.Environment ?? {}).map(([name, value]) => `${name}=${value}`);
  const request = [parameters.CommandLine, parameters.WorkingDirectory ?? '', options, ...variables]
    .map((field) => `${field}\0`)
    .join('');
  const size = Buffer.byteLength(request);
  if (size > MAX_REQUEST_BYTES) {
    throw fault(
      'InvalidArgument',
      `The command with its environment is ${size} bytes; this host takes ${MAX_REQUEST_BYTES}.`,
    );
  }
  return request;
}
