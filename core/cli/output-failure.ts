import { fault, toFault } from '../base/fault.ts';

/** The fault for output that could not be written, by what the system says. */
export function outputFailure(error: Error): Error {
  const { kind } = toFault(error, 'write');
  return fault(kind, `Cannot write to standard output: ${error.message}.`, {
    hint: 'Send the output to where there is room, and where you may write; what the command did is done',
    cause: error,
  });
}
