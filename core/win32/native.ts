import { createRequire } from 'node:module';
import { fault, type RuntimeFault } from '../base/fault.ts';
import { faultOfHresult, hresultOfWin32 } from '../base/hresult.ts';
import type { Binding, DllName } from './binding.ts';
import * as kernel32 from './bindings/kernel32.ts';
import * as ntdll from './bindings/ntdll.ts';
import { CoTaskMemFree } from './bindings/ole32.ts';
import type { CallbackName, CallbackPointer, StructName } from './bindings/types.ts';
import { callQueue } from './call-queue.ts';
import { openDlls } from './dlls.ts';
import {
  declareTypes,
  handleNormalizer,
  INVALID_HANDLE,
  type Koffi,
  type KoffiFunction,
  parameterTypes,
} from './koffi-types.ts';

/** What of the DLLs is used, and from where: tests put stand-ins in their place. */
export interface NativeOptions {
  /**
   * The file behind a name; default: the DLL of that name in System32. A stand-in for one of Windows's own DLLs
   * (kernel32, ntdll, advapi32, crypt32, iphlpapi, ole32) need not have every function: what it lacks is taken from
   * the real one. The others are taken as they are: a missing export is a missing export.
   */
  dlls?: Readonly<Partial<Record<DllName, string>>>;
  /**
   * Calls that hold a thread at the same time; default 3. libuv has 4 threads for all of Node; the fourth is for files
   * and names, and for the one call at a time that may block (`Binding.mayBlock`). More calls wait their turn.
   */
  parallelCalls?: number;
}

/**
 * The native functions. Nothing is loaded until the first call of a DLL's function; a missing DLL or export fails that
 * call with NotSupported and nothing else.
 */
export interface Native {
  /** Whether the function is there. Loads its DLL. */
  has(binding: Binding): boolean;
  /**
   * Calls off the JavaScript thread. Out arguments are arrays of one, filled when it resolves or rejects; every
   * argument, buffers too, is kept alive until the function has returned, whoever still waits for it. Handles that
   * are 0 or INVALID_HANDLE_VALUE come back as null.
   * @throws a fault by the binding's failure rule: kind from the HRESULT table, `hresult` as the system gave it.
   */
  call<Args extends readonly unknown[], Result>(binding: Binding<Args, Result>, ...args: Args): Promise<Result>;
  /** The same on this thread: only for what cannot block and has no callbacks (microseconds). */
  callNow<Args extends readonly unknown[], Result>(binding: Binding<Args, Result>, ...args: Args): Result;
  /**
   * A function pointer that runs `onCall` on the JavaScript thread, whichever thread calls it; that thread waits until
   * `onCall` has returned. Pointers to structures are decoded; `onCall` must not throw. Lives until `unregister`.
   */
  register(type: CallbackName, onCall: (...args: unknown[]) => void): CallbackPointer;
  /** Only when nothing can call it any more. */
  unregister(callback: CallbackPointer): void;
  /** Reads a structure (or, with `count`, an array of them) that Windows allocated. */
  decode(address: bigint, type: StructName | 'uint8_t', count?: number): unknown;
}

interface Bound {
  func: KoffiFunction;
  normalize: ((args: readonly unknown[]) => void) | undefined;
}

let naming = 0;

/** Opens the native functions; cheap, nothing is loaded yet. */
export function openNative(options: NativeOptions = {}): Native {
  const bound = new Map<string, Bound>();
  const inTurn = callQueue(options.parallelCalls ?? 3);
  const blocking = callQueue(1);
  let opened: { koffi: Koffi; dlls: ReturnType<typeof openDlls>; suffix: string } | undefined;

  function open() {
    if (opened !== undefined) return opened;
    const koffi: Koffi = createRequire(import.meta.url)('koffi') as Koffi;
    declareTypes(koffi);
    const dlls = openDlls(koffi, options.dlls ?? {});
    const suffix = `_${++naming}`; // the functions that free are this native's own, so its string types are too
    opened = { koffi, dlls, suffix };
    const freeLater = (name: string, binding: Binding) =>
      koffi.disposable(name + suffix, 'str16', (address: bigint | null) => {
        if (address !== null) bind(binding).func(address);
      });
    freeLater('PWSTR_LOCAL', kernel32.LocalFree);
    freeLater('PWSTR_COTASK', CoTaskMemFree);
    return opened;
  }

  function bind(binding: Binding): Bound {
    const key = `${binding.dll}!${binding.name}`;
    const known = bound.get(key);
    if (known !== undefined) return known;
    const { dlls, suffix } = open();
    const prototype = binding.prototype.replace(/\b(PWSTR_LOCAL|PWSTR_COTASK)\b/g, `$1${suffix}`);
    const func = dlls.func(binding, prototype);
    const made = { func, normalize: handleNormalizer(func) };
    bound.set(key, made);
    return made;
  }

  const failures: FailureReader = {
    lastError: () => Number(bind(kernel32.GetLastError).func()),
    win32OfStatus: (status) => Number(bind(ntdll.RtlNtStatusToDosError).func(status)),
    textOf: (code) => systemText(bind(kernel32.FormatMessageW).func, code),
  };

  return {
    has(binding) {
      try {
        bind(binding);
        return true;
      } catch {
        return false; // the reason is in the fault of the call itself
      }
    },
    call(binding, ...args) {
      const queue = binding.mayBlock === true ? blocking : inTurn;
      return queue(() => callAsync(bind(binding), binding, args, failures));
    },
    callNow(binding, ...args) {
      const { func, normalize } = bind(binding);
      const result: unknown = func(...args);
      normalize?.(args);
      return checked(binding, result, failures);
    },
    register(type, onCall) {
      const { koffi } = open();
      const parameters = parameterTypes(koffi.type(type).proto);
      const receive = (...args: unknown[]) => onCall(...args.map((value, at) => decoded(koffi, value, parameters[at])));
      return koffi.register(receive, koffi.pointer(koffi.type(type))) as CallbackPointer; // our brand
    },
    unregister: (callback) => open().koffi.unregister(callback),
    decode(address, type, count) {
      const { koffi } = open();
      return count === undefined ? koffi.decode(address, type) : koffi.decode(address, type, count);
    },
  };
}

function decoded(koffi: Koffi, value: unknown, type: ReturnType<Koffi['type']> | undefined): unknown {
  const target = type?.ref;
  return target?.primitive === 'Record' && value !== null ? koffi.decode(value, target) : value;
}

interface FailureReader {
  lastError(): number;
  win32OfStatus(status: number): number;
  textOf(code: number): string | undefined;
}

/**
 * koffi runs the function on a thread of libuv's pool and, in the callback below, gives this thread that one's
 * GetLastError (koffi 3.2 and later: "Make errno and GetLastError() available in async callbacks"); so it is read here,
 * before anything else is called. `test/win32/native.wine.test.ts` proves it with calls that fail differently at once.
 */
function callAsync<Args extends readonly unknown[], Result>(
  { func, normalize }: Bound,
  binding: Binding<Args, Result>,
  args: Args,
  failures: FailureReader,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    // This closure lives until the function has returned, and `args` with it.
    func.async(...args, (error: Error | null, result: unknown) => {
      try {
        if (error !== null) throw wrongCall(binding, error);
        const value = checked(binding, result, failures, () => normalize?.(args));
        resolve(value);
      } catch (problem) {
        reject(problem);
      }
    });
  });
}

function wrongCall(binding: Binding, cause: Error): RuntimeFault {
  return fault('Internal', `Cannot call ${binding.name}: ${cause.message}`, { op: binding.name, cause });
}

/** The result, or the fault that the failure rule sees in it. @throws that fault */
function checked<Args extends readonly unknown[], Result>(
  binding: Binding<Args, Result>,
  result: unknown,
  failures: FailureReader,
  finish?: () => void,
): Result {
  const hresult = failureOf(binding, result, failures);
  finish?.();
  if (hresult === 0) return result as Result; // what the prototype says that it gives
  throw faultOfHresult(hresult, { op: `call ${binding.name}`, systemText: failures.textOf(hresult) });
}

/** 0, or the HRESULT of the failure. GetLastError is read first of all. */
function failureOf(binding: Binding, result: unknown, failures: FailureReader): number {
  switch (binding.failure) {
    case 'hresult':
      return Number(result) < 0 ? Number(result) >>> 0 : 0;
    case 'win32':
      return hresultOfWin32(Number(result));
    case 'ntstatus':
      return Number(result) < 0 ? hresultOfWin32(failures.win32OfStatus(Number(result))) : 0;
    case 'boolean':
      return result === 0 || result === false ? lastHresult(failures) : 0;
    case 'adjusted': {
      const last = failures.lastError();
      return result === 0 || last !== 0 ? hresultOfWin32(last) || E_FAIL : 0;
    }
    case 'null':
      return result === null || result === 0 || result === INVALID_HANDLE ? lastHresult(failures) : 0;
    case 'none':
      return 0;
  }
}

const E_FAIL = 0x80004005;

function lastHresult(failures: FailureReader): number {
  return hresultOfWin32(failures.lastError()) || E_FAIL;
}

const FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS = 0x1200;

function systemText(formatMessage: KoffiFunction, code: number): string | undefined {
  const buffer = Buffer.alloc(1024);
  const length = Number(
    formatMessage(FORMAT_MESSAGE_FROM_SYSTEM_IGNORE_INSERTS, null, code >>> 0, 0, buffer, buffer.length / 2, null),
  );
  const text = buffer.toString('utf16le', 0, length * 2).trim();
  return text === '' ? undefined : text.replace(/[.\s]+$/, '');
}
