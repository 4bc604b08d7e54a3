import { FAULT_CATEGORY, type FaultKind, fault, type RuntimeFault, toFault } from '../../base/fault.ts';
import type { WireFault } from './protocol.ts';

/** A failure as it goes over the pipe. */
export function encodeFault(error: unknown, op: string, target: string | undefined): WireFault {
  const { kind, message, op: at, target: on, hint, hresult } = toFault(error, op, target);
  return {
    kind,
    message,
    ...(at === undefined ? {} : { op: at }),
    ...(on === undefined ? {} : { target: on }),
    ...(hint === undefined ? {} : { hint }),
    ...(hresult === undefined ? {} : { hresult }),
  };
}

/** The same failure on the other side. A kind that this version does not know is Internal. */
export function decodeFault(wire: WireFault): RuntimeFault {
  const { kind, message, ...details } = wire;
  return fault(isKind(kind) ? kind : 'Internal', message, details);
}

function isKind(text: string): text is FaultKind {
  return Object.hasOwn(FAULT_CATEGORY, text);
}
