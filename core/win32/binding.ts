/**
 * One function of a Windows DLL, as data. The tables in `bindings/` are all that this product calls of Windows; a test
 * compiles every prototype against independent headers (`test/win32/prototypes.test.ts`).
 */
export interface Binding<Args extends readonly unknown[] = readonly unknown[], Result = unknown> {
  dll: DllName;
  name: string;
  /** In C, as koffi reads it: `int32_t HcsStartComputeSystem(HCS_SYSTEM s, HCS_OPERATION o, str16 options)`. */
  prototype: string;
  failure: FailureRule;
  /** The first Windows build that exports it. */
  minimumBuild: number;
  /** It may hold its thread until something else happens: such calls take turns, so that the others go on. */
  mayBlock?: boolean;
  /** Where its contract is written; where no header has it, the two sources that the row was made from. */
  doc: string | readonly [string, string];
  /** Only for the compiler. */
  readonly types?: { args: Args; result: Result };
}

export type DllName =
  | 'computecore'
  | 'computenetwork'
  | 'computestorage'
  | 'vmcompute'
  | 'virtdisk'
  | 'kernel32'
  | 'ntdll'
  | 'advapi32'
  | 'crypt32'
  | 'iphlpapi'
  | 'ole32'
  | 'rstrtmgr'
  /** node.exe itself. */
  | 'node';

/**
 * What a failure looks like. `hresult`: a negative result. `win32`: a result other than 0 is the error itself.
 * `boolean`: 0, the error is in GetLastError. `null`: a null (or invalid) handle, with GetLastError. `ntstatus`: a
 * negative NTSTATUS. `none`: cannot fail. `adjusted`: as boolean, and also whenever GetLastError is not 0 afterwards
 * (AdjustTokenPrivileges says so that it adjusted only some).
 */
export type FailureRule = 'hresult' | 'win32' | 'boolean' | 'null' | 'ntstatus' | 'none' | 'adjusted';
