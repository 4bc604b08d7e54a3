import { type FaultKind, fault, isFault, type RuntimeFault } from './fault.ts';
import { HRESULTS, type HresultEntry } from './hresult-table.ts';

const FACILITY_WIN32 = 0x007;
const FACILITY_HYPERVISOR = 0x035;
const FACILITY_COMPUTE = 0x037;
const FACILITY_NETWORK = 0x03b;
const SEVERITY = 0x80000000;
const CUSTOMER = 0xc0000000;

/**
 * Gives every spelling of one failure the same number, unsigned: vmcompute's 0xC037.... and computecore's 0x8037....,
 * Win32 errors as 0x8007.... or 0xC007...., the network's 0x803B...., the hypervisor's 0xC035.....
 *
 * @example Two spellings of "no such system"
 * assert.equal(normalizeHresult(-1070137074), 0x8037010e); // 0xC037010E, signed
 * assert.equal(normalizeHresult(0x8037010e), 0x8037010e);
 */
export function normalizeHresult(hresult: number): number {
  const code = hresult >>> 0;
  const low = code & 0xffff;
  if ((code & SEVERITY) === 0) return code;
  switch ((code >>> 16) & 0x1fff) {
    case FACILITY_COMPUTE:
    case FACILITY_WIN32:
    case FACILITY_NETWORK:
      return (SEVERITY | (code & 0x1fff0000) | low) >>> 0;
    case FACILITY_HYPERVISOR:
      return (CUSTOMER | (code & 0x1fff0000) | low) >>> 0;
    default:
      return code;
  }
}

/** The HRESULT of a Win32 error: 5 is 0x80070005; 0 stays 0; what is an HRESULT already stays what it is. */
export function hresultOfWin32(error: number): number {
  const code = error >>> 0;
  return code === 0 || code > 0xffff ? code : (0x80070000 | code) >>> 0;
}

/** `0x8037010E`. */
export function formatHresult(hresult: number): string {
  return `0x${(hresult >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** What the table knows of the code, in any spelling. */
export function describeHresult(hresult: number): HresultEntry | undefined {
  return HRESULTS.get(normalizeHresult(hresult));
}

export interface HresultContext {
  /** What was being done, as the words after "Cannot": `start container`; or the name of the function. */
  op: string;
  /** What it was done to: a name, an id, a path. */
  target?: string | undefined;
  /** What the result document said: its messages, kept word by word. */
  events?: readonly string[] | undefined;
  /** The system's own text, for codes that the table does not know. */
  systemText?: string | undefined;
  cause?: unknown;
}

/**
 * The fault of a failed call: what failed on what, why, the code as Windows gave it, what its result document said,
 * and the next command.
 *
 * @example A container that is not there
 * const f = faultOfHresult(0xc037010e, { op: 'open container', target: 'web' });
 * assert.equal(f.kind, 'NotFound');
 * assert.equal(f.hresult, 0xc037010e);
 * assert.ok(f.message.startsWith("Cannot open container 'web': there is no compute system of that id"));
 */
export function faultOfHresult(hresult: number, context: HresultContext): RuntimeFault {
  const entry = describeHresult(hresult);
  const code = formatHresult(hresult);
  const on = context.target === undefined ? '' : ` '${context.target}'`;
  const why = entry?.cause ?? context.systemText ?? 'Windows reported an error that is not in our table';
  const name = entry === undefined ? code : `${entry.name}, ${code}`;
  const said = (context.events ?? []).filter((text) => text.trim() !== '').map((text) => ` ${sentence(text)}`);
  return fault(entry?.kind ?? 'Internal', `Cannot ${context.op}${on}: ${why} (${name}).${said.join('')}`, {
    op: context.op,
    hresult: hresult >>> 0,
    hint: entry?.fix ?? `certutil -error ${code} names it; Test-ContainerHost looks for its cause`,
    ...(context.target === undefined ? {} : { target: context.target }),
    ...(context.cause === undefined ? {} : { cause: context.cause }),
  });
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/**
 * Tells a native call's fault again in the words of who made the call. Faults without an HRESULT, and what is no
 * fault, pass unchanged.
 */
export function retell(error: unknown, context: HresultContext): unknown {
  if (!isFault(error) || error.hresult === undefined) return error;
  return faultOfHresult(error.hresult, { ...context, cause: error });
}

/** Whether `error` is a fault with one of these codes, in any spelling. */
export function hasHresult(error: unknown, ...codes: readonly number[]): boolean {
  if (!isFault(error) || error.hresult === undefined) return false;
  return codes.some((code) => normalizeHresult(code) === normalizeHresult(error.hresult ?? 0));
}

function isOf(error: unknown, kind: FaultKind, codes: readonly number[]): boolean {
  return isFault(error) && (error.hresult === undefined ? error.kind === kind : hasHresult(error, ...codes));
}

const NOT_FOUND = [0x8037010e, 0x80070490, 0x80070002, 0x80070003, 0x803b0001, 0x803b0002];
const ALREADY_STOPPED = [0x80370110, 0x8037011f, 0x8037010e, 0x80070490];
const ALREADY_EXISTS = [0x8037010f, 0x800700b7, 0x80070050, 0x803b0010, 0x803b0011, 0x803b0012, 0x803b0013, 0x803b002b];
const BUSY = [0x80070020, 0x80070021, 0x800700aa, 0x80070015, 0x8007048f, 0x80370117, 0x803b0014, 0x803b002c];
const UNSUPPORTED = [
  0x8037010b, 0x8037010c, 0x8037010d, 0x80370112, 0x80070001, 0x80070032, 0x80070078, 0x8007007f, 0x80004001,
  0x803b000e, 0x803b0015, 0x803b0016, 0x803b001b,
];
const ACCESS_DENIED = [0x8037011b, 0x80070005, 0x80070522, 0x80070514];
const TIMEOUT = [0x80370118, 0x80370109, 0x800705b4, 0x80070079, 0x80070102, 0x803b0025];
const SERVICE_GONE = [0x8037011e, 0x80370114, 0x800706ba, 0x800706be, 0x800706d9, 0x80070426, 0x803b0020, 0x803b0031];

/** It does not exist: success for a removal. SYSTEM_NOT_FOUND and ELEMENT_NOT_FOUND also answer `isAlreadyStopped`. */
export function isNotFound(error: unknown): boolean {
  return isOf(error, 'NotFound', NOT_FOUND);
}

/** It has stopped, or is gone altogether: success for a stop. PROC_NOT_FOUND (0x8007007F) is not among them. */
export function isAlreadyStopped(error: unknown): boolean {
  return hasHresult(error, ...ALREADY_STOPPED);
}

/** HCS_E_INVALID_STATE: not in the state that it is in now, such as starting. */
export function isInvalidState(error: unknown): boolean {
  return hasHresult(error, 0x80370105);
}

export const HCS_E_SYSTEM_ALREADY_EXISTS = 0x8037010f;

/** HCS has a system of this id. */
export function isSystemThere(error: unknown): boolean {
  return hasHresult(error, HCS_E_SYSTEM_ALREADY_EXISTS);
}

export function isAlreadyExists(error: unknown): boolean {
  return isOf(error, 'AlreadyExists', ALREADY_EXISTS);
}

/** Somebody else holds it now; the same call may work later. */
export function isBusy(error: unknown): boolean {
  return isOf(error, 'Busy', BUSY);
}

/** This build, guest or file system cannot do it. INVALID_JSON is among them: an older build rejects newer fields. */
export function isUnsupported(error: unknown): boolean {
  return isOf(error, 'NotSupported', UNSUPPORTED);
}

export function isAccessDenied(error: unknown): boolean {
  return isOf(error, 'AccessDenied', ACCESS_DENIED);
}

/** It did not end in time; it may still end. */
export function isTimeout(error: unknown): boolean {
  return isOf(error, 'Timeout', TIMEOUT);
}

/** vmcompute or hns is not there or went away: every handle is dead. */
export function isServiceGone(error: unknown): boolean {
  return hasHresult(error, ...SERVICE_GONE);
}
