import type { Binding, DllName } from './binding.ts';

/** What of the DLLs is used, and from where: tests put stand-ins in their place. */
export interface NativeOptions {
  /** The file behind a name; default: the DLL of that name in System32. */
  dlls?: Readonly<Partial<Record<DllName, string>>>;
}

/**
 * The native functions. Nothing is loaded until the first call of a DLL's function; a missing DLL or export fails that
 * call with NotSupported and nothing else.
 */
export interface Native {
  /** Whether the function is there. Loads its DLL. */
  has(binding: Binding): boolean;
  /**
   * Calls off the JavaScript thread. Out arguments are arrays of one, filled when it resolves.
   * @throws a fault by the binding's failure rule: kind from the HRESULT table, `hresult` as the system gave it.
   */
  call<Args extends readonly unknown[], Result>(binding: Binding<Args, Result>, ...args: Args): Promise<Result>;
  /** The same on this thread: only for what cannot block and has no callbacks (GetLastError-free, microseconds). */
  callNow<Args extends readonly unknown[], Result>(binding: Binding<Args, Result>, ...args: Args): Result;
}
