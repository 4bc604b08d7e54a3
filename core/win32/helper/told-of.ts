import { retell } from '../../base/hresult.ts';

/** Makes a call on a file; what it throws names what was done to which. */
export function toldOf<T>(op: string, path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw retell(error, { op, target: path });
  }
}
