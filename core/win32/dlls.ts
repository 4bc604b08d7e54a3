import { win32 } from 'node:path';
import { fault } from '../base/fault.ts';
import type { Binding, DllName } from './binding.ts';
import type { Koffi, KoffiFunction } from './koffi-types.ts';

type Library = ReturnType<Koffi['load']>;

/** Windows's own DLLs: always there, and a stand-in for one of them need not have every function. */
const WINDOWS_OWN: readonly DllName[] = ['kernel32', 'ntdll', 'advapi32', 'crypt32', 'iphlpapi', 'ole32', 'rstrtmgr'];

/** The DLLs behind the names, each loaded at the first use. */
export function openDlls(koffi: Koffi, files: Readonly<Partial<Record<DllName, string>>>) {
  const loaded = new Map<string, Library>();
  let folder: string | undefined;

  /** By its full path: a DLL of that name in the working folder or on PATH is never loaded instead. */
  function systemFile(dll: DllName): string {
    folder ??= systemFolder(koffi);
    return win32.join(folder, `${dll}.dll`);
  }

  function load(file: string | null): Library {
    const key = file ?? '';
    const known = loaded.get(key);
    if (known !== undefined) return known;
    const made = koffi.load(file);
    loaded.set(key, made);
    return made;
  }

  /** Where to look, in order. */
  function candidates(dll: DllName): (() => string | null)[] {
    if (dll === 'node') return [() => null];
    const own = files[dll];
    if (own === undefined) return [() => systemFile(dll)];
    return WINDOWS_OWN.includes(dll) ? [() => own, () => systemFile(dll)] : [() => own];
  }

  return {
    /** The function, with `prototype`. @throws NotSupported without the DLL or the export. */
    func(binding: Binding, prototype: string): KoffiFunction {
      let reason: unknown;
      for (const file of candidates(binding.dll)) {
        try {
          return load(file()).func(prototype);
        } catch (error) {
          reason = error;
        }
      }
      throw missing(binding, reason);
    },
  };
}

function missing(binding: Binding, cause: unknown) {
  const since = binding.minimumBuild === 0 ? '' : `, which Windows has since build ${binding.minimumBuild}`;
  const why = cause instanceof Error ? cause.message : String(cause);
  return fault('NotSupported', `This host lacks ${binding.name} of ${binding.dll}.dll${since} (${why}).`, {
    op: binding.name,
    target: `${binding.dll}.dll`,
    hint: 'Get-ContainerHost shows what this host has; Install-ContainerHost adds missing features; else update Windows',
    cause,
  });
}

/** `C:\Windows\System32`, as Windows itself says. kernel32 is in every process already. */
function systemFolder(koffi: Koffi): string {
  const getSystemDirectory = koffi
    .load('kernel32.dll')
    .func('uint32_t GetSystemDirectoryW(void *buffer, uint32_t size)');
  const buffer = Buffer.alloc(1024);
  const length: number = getSystemDirectory(buffer, buffer.length / 2);
  return buffer.toString('utf16le', 0, length * 2);
}
