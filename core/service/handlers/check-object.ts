import type { Check } from '../checks/gather.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerHostCheckObject } from '../generated/contract.gen.ts';

export const RESULTS = { passed: 'Passed', warning: 'Warning', failed: 'Failed' } as const;

/** A check as people see it. */
export function checkObject(check: Check): ContainerHostCheckObject {
  const { id, name, result, target, cause, fix, repair } = check;
  return {
    Name: name,
    Result: RESULTS[result],
    ...(target === undefined ? {} : { Target: target }),
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(fix === undefined ? {} : { Fix: fix }),
    CanRepair: result !== 'passed' && repair !== undefined,
    Id: id,
  };
}

export async function emitCheck(context: CmdletContext, check: Check): Promise<void> {
  await context.emit('ContainerHostCheck', checkObject(check));
}
