/**
 * The one error class of the product and its closed list of kinds.
 *
 * Each kind has one PowerShell ErrorCategory (named in `FAULT_CATEGORY`); the record's FullyQualifiedErrorId is
 * `<kind>,<cmdlet>`. A message names what failed, on what and why; `hint` is the next command to type.
 */
import { dirname, isAbsolute } from 'node:path';

export const FAULT_CATEGORY = {
  /** The named thing does not exist. */
  NotFound: 'ObjectNotFound',
  /** The name, id or port is taken. */
  AlreadyExists: 'ResourceExists',
  /** More than one thing answers to the name. */
  Ambiguous: 'InvalidArgument',
  /** The argument can never be right. */
  InvalidArgument: 'InvalidArgument',
  /** The thing is in the wrong state for this (running, stopped, in use). */
  InvalidState: 'InvalidOperation',
  /** Somebody else holds it now; the same call may work later. */
  Busy: 'ResourceBusy',
  /** The deadline passed. */
  Timeout: 'OperationTimeout',
  /** The caller cancelled. */
  Cancelled: 'OperationStopped',
  /** Not allowed to. */
  AccessDenied: 'PermissionDenied',
  /** This host cannot do that (a capability it lacks, another operating system's image). */
  NotSupported: 'NotImplemented',
  /** Something the host needs is not installed or not switched on. */
  NotInstalled: 'NotInstalled',
  /** Bytes on disk or in an archive are not what they should be. */
  Corrupt: 'InvalidData',
  /** No space left. */
  DiskFull: 'WriteError',
  /** The service or the host could not be reached. */
  ConnectionFailed: 'ConnectionError',
  /** A program in the container could not be started. */
  CommandFailed: 'InvalidResult',
  /** A defect of ours. */
  Internal: 'NotSpecified',
} as const;

export type FaultKind = keyof typeof FAULT_CATEGORY;

export interface FaultDetails {
  /** What was being done, in the words of the layer that failed: `start container`, `HcsCreateProcess`. */
  op?: string;
  /** What it was done to: a name, an id, a path. */
  target?: string;
  /** The next command to type, or what to change. */
  hint?: string;
  /** The HRESULT as the host gave it, unsigned. */
  hresult?: number;
  cause?: unknown;
}

/**
 * An error a user can act on.
 *
 * @example A fault carries its kind and its hint
 * const f = fault('NotFound', "There is no container 'web'.", { hint: 'Get-Container' });
 * assert.equal(f.kind, 'NotFound');
 * assert.equal(f.hint, 'Get-Container');
 */
export class RuntimeFault extends Error {
  readonly kind: FaultKind;
  readonly op: string | undefined;
  readonly target: string | undefined;
  readonly hint: string | undefined;
  readonly hresult: number | undefined;

  constructor(kind: FaultKind, message: string, details: FaultDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'RuntimeFault';
    this.kind = kind;
    this.op = details.op;
    this.target = details.target;
    this.hint = details.hint;
    this.hresult = details.hresult;
  }
}

/** Makes a fault; `throw fault(...)` reads better than `throw new`. */
export function fault(kind: FaultKind, message: string, details: FaultDetails = {}): RuntimeFault {
  return new RuntimeFault(kind, message, details);
}

/** Whether `error` is a fault, of the given kind when one is named. */
export function isFault(error: unknown, kind?: FaultKind): error is RuntimeFault {
  return error instanceof RuntimeFault && (kind === undefined || error.kind === kind);
}

/** The errno name (`ENOENT`) of a Node system error, or undefined. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Turns anything thrown into a fault, once: a fault passes through unchanged; a system error gets the kind its errno
 * means (ENOSPC `DiskFull`, EACCES `AccessDenied`...); an AbortError is `Cancelled`; the rest is `Internal`.
 *
 * @example A full disk
 * const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
 * assert.equal(toFault(full, 'capture', 'web').kind, 'DiskFull');
 */
export function toFault(error: unknown, op: string, target?: string): RuntimeFault {
  if (isFault(error)) return error;
  const details: FaultDetails = { op, cause: error };
  if (target !== undefined) details.target = target;
  const why = error instanceof Error ? error.message : String(error);
  const more = pathOf(error) === target ? '' : ` (${why})`;
  const on = target === undefined ? '' : ` '${target}'`;
  const code = errnoOf(error);
  if (error instanceof Error && (error.name === 'AbortError' || code === 'ABORT_ERR')) {
    return fault('Cancelled', `Cannot ${op}${on}: it was cancelled.`, details);
  }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fault('DiskFull', `Cannot ${op}${on}: the disk is full (${why}).`, {
        ...details,
        hint: 'Get-ContainerImage, Remove-ContainerImage; or free space on the volume of the state root',
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return fault('AccessDenied', `Cannot ${op}${on}: access is denied${more}.`, details);
    case 'ENOENT':
      return fault('NotFound', `Cannot ${op}${on}: not found${more}.`, {
        ...details,
        ...(target !== undefined && isAbsolute(target) ? { hint: `Get-ChildItem '${dirname(target)}'` } : {}),
      });
    case 'EEXIST':
      return fault('AlreadyExists', `Cannot ${op}${on}: it exists already${more}.`, details);
    case 'EADDRINUSE':
      return fault('AlreadyExists', `Cannot ${op}${on}: the port is in use (${why}).`, details);
    case 'ETIMEDOUT':
      return fault('Timeout', `Cannot ${op}${on}: it took too long (${why}).`, details);
    case 'ENAMETOOLONG':
      return fault('InvalidArgument', `Cannot ${op}${on}: a path is too long (${why}).`, details);
    default:
      return fault('Internal', `Cannot ${op}${on}: ${why}`, details);
  }
}

/** Whether it says that there is no room, as a fault or as the system says it. */
export function isDiskFull(error: unknown): boolean {
  return isFault(error, 'DiskFull') || errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EDQUOT';
}

/** What a system error is about; the errno's words add nothing when that has been said. */
function pathOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'path' in error && !('dest' in error) ? error.path : '';
}
