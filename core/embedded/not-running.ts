import { fault } from '../base/fault.ts';

/** The fault for a system that should run and does not. */
export function notRunning(id: string): Error {
  return fault('InvalidState', `Compute system '${id}' is not running.`, { target: id, hint: `Get-Container ${id}` });
}
