import { isFault, type RuntimeFault } from '../../../core/base/fault.ts';

/** The fault that the work fails with. @throws when it succeeds, or fails with anything else. */
export async function faultOf(work: Promise<unknown>): Promise<RuntimeFault> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isFault(error)) return error;
  throw new Error(`no fault, but ${String(error)}`);
}
