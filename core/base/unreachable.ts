import { fault } from './fault.ts';

/** Ends a `switch` over a tagged union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw fault('Internal', `unexpected value ${JSON.stringify(value)}`);
}
