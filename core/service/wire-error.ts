import { FAULT_CATEGORY, type RuntimeFault } from '../base/fault.ts';
import type { WireError } from '../spec/wire.ts';

/** A fault as clients get it: no stack, no cause. */
export function toWireError(error: RuntimeFault): WireError {
  const wire: WireError = { id: error.kind, category: FAULT_CATEGORY[error.kind], message: error.message };
  if (error.target !== undefined) wire.target = error.target;
  if (error.hint !== undefined) wire.hint = error.hint;
  if (error.hresult !== undefined) wire.hresult = error.hresult;
  return wire;
}
