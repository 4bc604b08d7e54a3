import { fault } from '../base/fault.ts';
import type { ProcessParameters } from '../spec/compute-document.ts';

/** What CreateProcess takes, in characters, without the closing NUL. */
const MAX_COMMAND_LINE = 32_766;
/** What the agent reads of a request at most, less a margin. */
const MAX_REQUEST_BYTES = 1_000_000;

/** @throws InvalidArgument unless it is 1 to 64 letters, digits and hyphens. */
export function checkKey(key: string): void {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(key)) {
    throw fault('InvalidArgument', `'${key}' is no process key: 1 to 64 letters, digits and hyphens.`, { target: key });
  }
}

/** @throws InvalidArgument for what no Windows program could be started with; NotSupported for another user. */
export function checkParameters(parameters: ProcessParameters): void {
  const texts = [
    parameters.CommandLine,
    parameters.WorkingDirectory ?? '',
    ...Object.entries(parameters.Environment ?? {}).flat(),
  ];
  if (texts.some((text) => text.includes('\0'))) {
    throw fault('InvalidArgument', 'A command, folder or environment variable holds a NUL character.');
  }
  if (parameters.CommandLine.trim() === '') throw fault('InvalidArgument', 'The command line is empty.');
  if (parameters.CommandLine.length > MAX_COMMAND_LINE) {
    throw fault(
      'InvalidArgument',
      `The command line is ${parameters.CommandLine.length} characters; Windows takes 32,766.`,
    );
  }
  for (const name of Object.keys(parameters.Environment ?? {})) {
    if (name === '' || name.includes('='))
      throw fault('InvalidArgument', `'${name}' is no environment variable name.`, { target: name });
  }
  checkUser(parameters.User);
}

function checkUser(user: string | undefined): void {
  if (user === undefined || /^ContainerAdministrator$/i.test(user)) return;
  throw fault('NotSupported', `Cannot run as '${user}': this host runs programs as ContainerAdministrator.`, {
    target: user,
  });
}

/**
 * The request as the agent reads it: fields ended by NUL; see `agent/agent.c`.
 * @throws InvalidArgument for an environment that is too large.
 */
export function encodeRequest(parameters: ProcessParameters, hasConsole: boolean): string {
  const options = [
    parameters.CreateStdInPipe === true ? 'i' : '',
    parameters.CreateStdOutPipe === true ? 'o' : '',
    parameters.CreateStdErrPipe === true ? 'e' : '',
    hasConsole ? 'c' : '',
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

const WIN32_TEXT = new Map([
  [2, 'the program was not found'],
  [3, 'the path was not found'],
  [5, 'access is denied'],
  [8, 'there is not enough memory'],
  [164, 'too many programs run in this container at once'],
  [193, 'it is not a program for this machine'],
  [206, 'the command line or a path is too long'],
  [267, 'the working directory is not a folder'],
]);

/** The fault for a program that Windows did not start; `win32` is its error code. */
export function commandFault(commandLine: string, win32: number): Error {
  const shown = commandLine.length > 200 ? `${commandLine.slice(0, 200)}...` : commandLine;
  const hint =
    win32 === 164
      ? 'Wait until some have ended, or use another container'
      : "Give the program's full path, or run it by a shell: cmd /c ...";
  return fault('CommandFailed', `Cannot run '${shown}': ${WIN32_TEXT.get(win32) ?? `Windows error ${win32}`}.`, {
    hresult: (0x80070000 | (win32 & 0xffff)) >>> 0,
    hint,
  });
}
