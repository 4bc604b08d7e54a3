import { fault, isFault, toFault } from '../../base/fault.ts';
import type { MachineStep } from './machine-plan.ts';

/** @param why Behind "The guest of ...": "did not answer". */
export function guestIsSilent(machineId: string, why: string, cause?: unknown): Error {
  return fault('Timeout', `The guest of virtual machine '${machineId}' ${why}: mostly it lacks memory or processors.`, {
    target: machineId,
    op: 'start a virtual machine',
    hint: 'Get-ContainerHost; a machine that is virtual itself needs nested virtualization and more memory',
    ...(cause === undefined ? {} : { cause }),
    ...(isFault(cause) && cause.hresult !== undefined ? { hresult: cause.hresult } : {}),
  });
}

/** What HCS said of a change, with what the change was for. */
export function stepFailed(machineId: string, { what }: MachineStep, cause: unknown): Error {
  const { kind, message, hint, hresult } = toFault(cause, what);
  return fault(kind, `Cannot ${what} in virtual machine '${machineId}': ${message}`, {
    target: machineId,
    op: what,
    cause,
    ...(hint === undefined ? {} : { hint }),
    ...(hresult === undefined ? {} : { hresult }),
  });
}
