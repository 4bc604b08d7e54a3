import type { KernelHandle } from '../handle.ts';

/**
 * The C types of the prototypes, as data: `native.ts` gives them to koffi, `test/win32/prototypes.test.ts` compares
 * size, offset and width of every field with mingw-w64's headers. Field names are the headers' own.
 */

/** Handles: 64-bit values that only Windows looks into. */
export const HANDLE_TYPES = [
  'HANDLE',
  'HCS_OPERATION',
  'HCS_SYSTEM',
  'HCS_PROCESS',
  'HCN_NETWORK',
  'HCN_ENDPOINT',
  'HCN_NAMESPACE',
  'HCN_LOADBALANCER',
  'HCN_CALLBACK',
  'SC_HANDLE',
  'HCERTSTORE',
] as const;

/** Structures that are passed on or left null, never looked into. */
export const OPAQUE_TYPES = ['SECURITY_DESCRIPTOR', 'HCS_CREATE_OPTIONS', 'OVERLAPPED', 'SECURITY_ATTRIBUTES'] as const;

/** Function pointers that Windows calls back, as koffi reads them. */
export const CALLBACKS = {
  HCS_OPERATION_COMPLETION: 'void HCS_OPERATION_COMPLETION(HCS_OPERATION operation, void *context)',
  HCS_EVENT_CALLBACK: 'void HCS_EVENT_CALLBACK(HCS_EVENT *event, void *context)',
  HCN_NOTIFICATION_CALLBACK:
    'void HCN_NOTIFICATION_CALLBACK(uint32_t notificationType, void *context, int32_t notificationStatus, str16 notificationData)',
} as const;

export type CallbackName = keyof typeof CALLBACKS;

/** A field: a type name of koffi or of these tables, or an array of one. */
export type FieldType = string | readonly [element: string, count: number];

/**
 * Structures by name, in an order in which each uses only earlier ones. A name ending in `_PREFIX` is the beginning
 * of the structure without it: of a union the member that is used.
 */
export const STRUCTS = {
  GUID: { Data1: 'uint32_t', Data2: 'uint16_t', Data3: 'uint16_t', Data4: ['uint8_t', 8] },
  HCS_PROCESS_INFORMATION: {
    ProcessId: 'uint32_t',
    Reserved: 'uint32_t',
    StdInput: 'HANDLE',
    StdOutput: 'HANDLE',
    StdError: 'HANDLE',
  },
  HCS_EVENT: { Type: 'uint32_t', EventData: 'str16', Operation: 'HCS_OPERATION' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldType>>>>;

export type StructName = keyof typeof STRUCTS;

export interface Guid {
  Data1: number;
  Data2: number;
  Data3: number;
  Data4: number[];
}

export interface HcsProcessInformation {
  ProcessId: number;
  Reserved: number;
  /** Null when there is no such pipe. */
  StdInput: KernelHandle | null;
  StdOutput: KernelHandle | null;
  StdError: KernelHandle | null;
}

export interface HcsEvent {
  Type: number;
  EventData: string | null;
  Operation: bigint | null;
}

/** An out argument: give `[null]`, read `[0]` when the call is done. */
export type Out<Value> = [value: Value | null];

/** A string argument that may be NULL. Never give '' where NULL is meant. */
export type Text = string | null;

/** A pointer to what `registerCallback` made. */
export type CallbackPointer = bigint & { readonly callback: CallbackName };
