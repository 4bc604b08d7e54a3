import { type FaultKind, isFault } from '../../../core/base/fault.ts';

/** What an operation fails with: an HRESULT, and the text of its error event. */
export class Failure extends Error {
  /** Unsigned. */
  readonly hresult: number;

  constructor(hresult: number, message: string) {
    super(message);
    this.hresult = hresult >>> 0;
  }
}

export const HR = {
  fileNotFound: 0x80070002,
  pathNotFound: 0x80070003,
  accessDenied: 0x80070005,
  invalidData: 0x8007000d,
  outOfMemory: 0x8007000e,
  sharingViolation: 0x80070020,
  notSupported: 0x80070032,
  invalidParameter: 0x80070057,
  diskFull: 0x80070070,
  alreadyExists: 0x800700b7,
  elementNotFound: 0x80070490,
  timeout: 0x800705b4,
  internal: 0x8000ffff,
  hyperVNotInstalled: 0x80370102,
  invalidState: 0x80370105,
  unexpectedExit: 0x80370106,
  connectionClosed: 0x8037010a,
  terminated: 0x80370107,
  invalidJson: 0x8037010d,
  systemNotFound: 0x8037010e,
  systemExists: 0x8037010f,
  systemStopped: 0x80370110,
  processStopped: 0x8037011f,
  networkNotFound: 0x803b0001,
  endpointNotFound: 0x803b0002,
  portInUse: 0x803b0013,
  endpointAttached: 0x803b0014,
  requestUnsupported: 0x803b0015,
  hasReferences: 0x803b002c,
  namespaceAttachFailed: 0x803b002e,
} as const;

/** The areas of Windows whose codes differ for the same trouble. */
export type Area = 'compute' | 'layer' | 'network';

const COMMON: Partial<Record<FaultKind, number>> = {
  InvalidArgument: HR.invalidParameter,
  AccessDenied: HR.accessDenied,
  Busy: HR.sharingViolation,
  Corrupt: HR.invalidData,
  DiskFull: HR.diskFull,
  NotSupported: HR.notSupported,
  NotInstalled: HR.notSupported,
  Timeout: HR.timeout,
};

const BY_AREA: Record<Area, Partial<Record<FaultKind, number>>> = {
  compute: { NotFound: HR.systemNotFound, AlreadyExists: HR.systemExists, InvalidState: HR.invalidState },
  layer: { NotFound: HR.pathNotFound, AlreadyExists: HR.alreadyExists, InvalidState: HR.invalidParameter },
  network: { NotFound: HR.elementNotFound, AlreadyExists: HR.portInUse, InvalidState: HR.hasReferences },
};

/** What Windows would say to a fault of the embedded host. */
export function toFailure(error: unknown, area: Area): Failure {
  if (error instanceof Failure) return error;
  if (isFault(error)) {
    const hresult = error.hresult ?? BY_AREA[area][error.kind] ?? COMMON[error.kind] ?? HR.internal;
    return new Failure(hresult, error.message);
  }
  return new Failure(HR.internal, error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** The ResultError document of a failure. */
export function resultError(failure: Failure): Record<string, unknown> {
  return {
    Error: failure.hresult | 0,
    ErrorMessage: failure.message,
    ErrorEvents: [{ Message: failure.message, Provider: '00000000-0000-0000-0000-000000000000', EventId: 1 }],
  };
}
