import { fault } from '../base/fault.ts';
import type { ProcessParameters } from '../spec/compute-document.ts';
import type { ProcessOutput } from './compute.ts';
import { LEAST_LOG_BYTES } from './log-parts.ts';

/** What CreateProcess takes, in characters, without the closing NUL. */
const MAX_COMMAND_LINE = 32_766;

/** @throws InvalidArgument unless it is 1 to 64 letters, digits and hyphens. */
export function checkKey(key: string): void {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(key)) {
    throw fault('InvalidArgument', `'${key}' is no process key: 1 to 64 letters, digits and hyphens.`, { target: key });
  }
}

/** @param of What is said of it beside that. @throws InvalidArgument for one that CreateProcess does not take. */
export function checkCommandLength(commandLine: string, of: { after?: string; hint?: string } = {}): void {
  if (commandLine.length <= MAX_COMMAND_LINE) return;
  const message = `The command line is ${commandLine.length} characters; Windows takes 32,766.`;
  throw fault(
    'InvalidArgument',
    [message, of.after].filter(Boolean).join(' '),
    of.hint === undefined ? {} : { hint: of.hint },
  );
}

/** @throws InvalidArgument for what no Windows program could be started with. Whether there is such a user, the host says. */
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
  checkCommandLength(parameters.CommandLine);
  for (const name of Object.keys(parameters.Environment ?? {})) {
    if (name === '' || name.includes('='))
      throw fault('InvalidArgument', `'${name}' is no environment variable name.`, { target: name });
  }
}

/** @throws InvalidArgument for a limit of a log that is none. */
export function checkOutput(output: ProcessOutput): void {
  if (output.kind !== 'log' || output.maximumBytes === undefined) return;
  if (Number.isSafeInteger(output.maximumBytes) && output.maximumBytes >= LEAST_LOG_BYTES) return;
  throw fault(
    'InvalidArgument',
    `A log keeps a whole number of bytes, at least ${LEAST_LOG_BYTES}, not ${output.maximumBytes}.`,
  );
}

const WIN32_TEXT = new Map([
  [2, 'the program was not found'],
  [3, 'the path was not found'],
  [5, 'access is denied'],
  [8, 'there is not enough memory'],
  [164, 'too many programs run in this container at once'],
  [193, 'it is not a program for this machine'],
  [206, 'the command line or a path is too long'],
  [216, 'it is not a program for this processor'],
  [267, 'the working directory is not a folder'],
  [740, 'it asks for administrator rights'],
  [1312, 'there is no logon session for that user'],
  [1326, 'the user name or password is not known in the container'],
  [1332, 'the user is not known in the container'],
  [1385, 'the user may not log on this way'],
]);

/** The fault for a program that Windows did not start; `win32` is its error code. */
export function commandFault(commandLine: string, win32: number): Error {
  const shown = commandLine.length > 200 ? `${commandLine.slice(0, 200)}...` : commandLine;
  return fault('CommandFailed', `Cannot run '${shown}': ${WIN32_TEXT.get(win32) ?? `Windows error ${win32}`}.`, {
    hresult: (0x80070000 | (win32 & 0xffff)) >>> 0,
    hint: hintFor(win32),
    op: 'start a program',
    target: shown,
  });
}

function hintFor(win32: number): string {
  if (win32 === 164) return 'Wait until some have ended, or use another container';
  if (win32 === 1312 || win32 === 1326 || win32 === 1332 || win32 === 1385)
    return 'Use ContainerAdministrator, ContainerUser, or a user that the image has: Invoke-ContainerCommand <name> net user';
  return "Give the program's full path, or run it by a shell: cmd /c ...";
}
