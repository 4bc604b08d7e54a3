import { isFault } from '../../base/fault.ts';
import { unknownUser } from '../../base/host-faults.ts';
import { hasHresult, isAlreadyStopped, isInvalidState, isServiceGone } from '../../base/hresult.ts';
import { commandFault } from '../../host/check-process.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';

/** E_INVALIDARG, ERROR_INVALID_HANDLE: of the request, not of the program. */
const NOT_OF_THE_PROGRAM = [0x80070057, 0x80070006] as const;
/** ERROR_NO_SUCH_LOGON_SESSION, LOGON_FAILURE, NONE_MAPPED, LOGON_TYPE_NOT_GRANTED. */
const NO_SUCH_USER: ReadonlySet<number> = new Set([1312, 1326, 1332, 1385]);

/**
 * What a failed `HcsCreateProcess` means. HCS has one code for a program that cannot start: Win32's own, as an HRESULT.
 *
 * @param notRunning Made when it is the system that has ended.
 */
export function processFault(
  { CommandLine, User }: ProcessParameters,
  error: unknown,
  notRunning: () => Error,
): unknown {
  if (!isFault(error) || error.hresult === undefined) return error;
  if (isAlreadyStopped(error) || isInvalidState(error)) return notRunning();
  const isWin32 = (error.hresult & 0x1fff0000) >>> 0 === 0x00070000;
  if (!isWin32 || isServiceGone(error) || hasHresult(error, ...NOT_OF_THE_PROGRAM)) return error;
  const win32 = error.hresult & 0xffff;
  if (User === undefined || !NO_SUCH_USER.has(win32)) return commandFault(CommandLine, win32);
  return unknownUser('run a command', User, { op: 'start a program', hresult: error.hresult, cause: error });
}
