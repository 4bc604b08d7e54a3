import { inspect } from 'node:util';
import { AssertionError } from 'chai';
import { type FaultKind, isFault, type RuntimeFault } from '../../../core/base/fault.ts';
import { within } from './within.ts';

/**
 * Waits for a call to fail with a fault of one of the kinds; gives the fault. A success, another kind, a raw error and a
 * message that does not say what failed are failures of the test.
 */
export async function expectFault(
  kind: FaultKind | readonly FaultKind[],
  call: () => Promise<unknown>,
): Promise<RuntimeFault> {
  const kinds: readonly FaultKind[] = typeof kind === 'string' ? [kind] : kind;
  let value: unknown;
  try {
    value = await within(30_000, `the call that must fail with ${kinds.join(' or ')}`, call());
  } catch (error) {
    if (error instanceof AssertionError) throw error;
    if (!isFault(error))
      throw new AssertionError(`expected a ${kinds.join(' or ')} fault, got a raw error: ${describe(error)}`);
    if (!kinds.includes(error.kind)) {
      throw new AssertionError(`expected a ${kinds.join(' or ')} fault, got ${error.kind}: ${error.message}`);
    }
    if (error.message.length < 10)
      throw new AssertionError(`the ${error.kind} fault says too little: '${error.message}'`);
    return error;
  }
  throw new AssertionError(
    `expected a ${kinds.join(' or ')} fault, but the call succeeded with ${inspect(value, { depth: 0 })}`,
  );
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
