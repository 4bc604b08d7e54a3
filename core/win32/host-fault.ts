import { fault, isFault, type RuntimeFault } from '../base/fault.ts';
import {
  featureMissing,
  fieldRejected,
  hypervisorMissing,
  idTaken,
  notElevated,
  serviceStopped,
} from '../base/host-faults.ts';
import {
  describeHresult,
  faultOfHresult,
  formatHresult,
  type HresultContext,
  normalizeHresult,
} from '../base/hresult.ts';

/** Whose call it was, and which field of the request its answer names. */
export interface HostFaultContext extends HresultContext {
  service: 'vmcompute' | 'hns';
  /** `$.Container.AssignedDevices` */
  jsonPath?: string | undefined;
}

/** The parameters of our cmdlets that need a field which an older build may not know. */
const OPTION_OF: readonly [RegExp, string][] = [
  [/AssignedDevices/i, '-Device'],
  [/CredentialGuard|Credentials/i, '-CredentialSpec'],
  [/Memory/i, '-MemoryStartupBytes'],
  [/Processor/i, '-ProcessorCount'],
  [/RestrictedToken/i, '-RunAsAdministrator'],
];

/** SERVICE_DISABLED, SERVICE_NOT_ACTIVE, RPC server unavailable, RPC call failed, no endpoint. */
const SERVICE_DOWN = [0x80070422, 0x80070426, 0x800706ba, 0x800706be, 0x800706d9];

/**
 * The fault of a failed call to a Windows service: the words of `host-faults.ts` where the code alone says too little,
 * else those of the table. The code and what the result document said are kept in both.
 */
export function hostFault(hresult: number, context: HostFaultContext): RuntimeFault {
  const known = knownFault(normalizeHresult(hresult), context);
  if (known === undefined) return faultOfHresult(hresult, context);
  const name = describeHresult(hresult)?.name;
  const code = [...(name === undefined ? [] : [name]), formatHresult(hresult)].join(', ');
  const said = (context.events ?? []).filter((text) => text.trim() !== '');
  const message = [known.message.replace(/\.$/, ` (${code}).`), ...said].join(' ');
  const target = known.target ?? context.target;
  return fault(known.kind, message, {
    op: context.op,
    hresult: hresult >>> 0,
    ...(target === undefined ? {} : { target }),
    ...(known.hint === undefined ? {} : { hint: known.hint }),
    ...(context.cause === undefined ? {} : { cause: context.cause }),
  });
}

function knownFault(code: number, { op, target, service, jsonPath }: HostFaultContext): RuntimeFault | undefined {
  const what = target === undefined ? op : `${op} '${target}'`;
  if (SERVICE_DOWN.includes(code)) return serviceStopped(what, service);
  switch (code) {
    case 0x8037011b: // HCS_E_ACCESS_DENIED
    case 0x80070522: // ERROR_PRIVILEGE_NOT_HELD
      return notElevated(what);
    case 0x80370114: // HCS_E_SERVICE_NOT_AVAILABLE
      return featureMissing(what, 'Containers');
    case 0xc0351000: // HV_STATUS not present
      return hypervisorMissing(what);
    case 0x8037010d: // HCS_E_INVALID_JSON
      return jsonPath === undefined ? undefined : fieldRejected(what, { path: jsonPath, ...optionOf(jsonPath) });
    case 0x8037010f: // HCS_E_SYSTEM_ALREADY_EXISTS
      return target === undefined ? undefined : idTaken(what, target, undefined);
    default:
      return undefined;
  }
}

function optionOf(jsonPath: string): { option?: string } {
  const option = OPTION_OF.find(([pattern]) => pattern.test(jsonPath))?.[1];
  return option === undefined ? {} : { option };
}

/** Tells a native call's fault again in the words of who made it. What has no HRESULT passes unchanged. */
export function retellHost(error: unknown, context: HostFaultContext): unknown {
  if (!isFault(error) || error.hresult === undefined) return error;
  return hostFault(error.hresult, { ...context, cause: error });
}
