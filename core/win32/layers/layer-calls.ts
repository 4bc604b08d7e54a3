import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import { hasHresult } from '../../base/hresult.ts';
import type { Guid, Out, WcDriverInfo, WcLayerDescriptor } from '../bindings/types.ts';
import * as vmcompute from '../bindings/vmcompute.ts';
import { guidOf } from '../guid.ts';
import type { LayerPath } from '../helper/helper-tasks.ts';
import { retellHost } from '../host-fault.ts';
import type { Native } from '../native.ts';
import { aloneOnMachine } from './machine-lock.ts';

/** Each layer by its full path. */
const INFO: WcDriverInfo = { Flavour: 1, HomeDir: '' };
/** ERROR_NOT_READY, ERROR_DEVICE_NOT_CONNECTED: the disk's volume is not there yet (hcsshim #1091, on 17763). */
const NOT_THERE_YET = [0x80070015, 0x8007048f] as const;
const ATTACH_TRIES = 5;
const ATTACH_PAUSE_MS = 100;
/** PrepareLayer of a scratch that somebody left prepared. */
const INVALID_PARAMETER = 0x80070057;

/** vmcompute.dll's layer functions in our words; all off the JavaScript thread. Paths are absolute. */
export class LayerCalls {
  readonly #native: Native;

  constructor(native: Native) {
    this.#native = native;
  }

  /** The id that the filter knows a layer by: lower case, with hyphens. @param name The last part of its path. */
  async idOf(name: string): Promise<string> {
    const guid: Out<Guid> = [null];
    await this.#told('name layer', name, () => this.#native.call(vmcompute.NameToGuid, name, guid));
    const [found] = guid;
    if (found === null) throw fault('Internal', `NameToGuid gave no id for '${name}'.`, { target: name });
    return textOf(found);
  }

  /** Makes `sandbox.vhdx` in the folder, which is there. */
  async createSandbox(path: string, parents: readonly LayerPath[]): Promise<void> {
    await this.#told('create scratch', path, () =>
      this.#native.call(vmcompute.CreateSandboxLayer, INFO, path, null, descriptors(parents), parents.length),
    );
  }

  async expand(path: string, sizeBytes: number): Promise<void> {
    await this.#told('expand scratch', path, () =>
      this.#native.call(vmcompute.ExpandSandboxSize, INFO, path, BigInt(sizeBytes)),
    );
  }

  /**
   * Attaches the scratch's disk and the filter on it.
   * @returns its volume, with a backslash at the end.
   */
  async attach(path: string, parents: readonly LayerPath[]): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#activateAndPrepare(path, parents);
        return await this.#mounted(path);
      } catch (error) {
        await this.deactivate(path).catch(() => {}); // the failure that is told is the first one
        if (attempt === ATTACH_TRIES || !hasHresult(error, ...NOT_THERE_YET)) throw error;
      }
      await delay(ATTACH_PAUSE_MS);
    }
  }

  async #activateAndPrepare(path: string, parents: readonly LayerPath[]): Promise<void> {
    await this.#told('activate scratch', path, () => this.#native.call(vmcompute.ActivateLayer, INFO, path));
    try {
      await this.#prepare(path, parents);
    } catch (error) {
      // Left prepared by a core that was killed: from the beginning.
      if (!hasHresult(error, INVALID_PARAMETER)) throw error;
      await this.detach(path);
      await this.#told('activate scratch', path, () => this.#native.call(vmcompute.ActivateLayer, INFO, path));
      await this.#prepare(path, parents);
    }
  }

  async #prepare(path: string, parents: readonly LayerPath[]): Promise<void> {
    await aloneOnMachine(this.#native, () =>
      this.#told('attach scratch', path, () =>
        this.#native.call(vmcompute.PrepareLayer, INFO, path, descriptors(parents), parents.length),
      ),
    );
  }

  async #mounted(path: string): Promise<string> {
    try {
      return await this.mountPath(path);
    } catch (error) {
      await this.unprepare(path).catch(() => {}); // the failure that is told is the first one
      throw error;
    }
  }

  /** The volume of an activated scratch, with a backslash at the end. */
  async mountPath(path: string): Promise<string> {
    return this.#told('find the volume of scratch', path, async () => {
      const length: [number | bigint] = [0];
      await this.#native.call(vmcompute.GetLayerMountPath, INFO, path, length, null);
      const buffer = Buffer.alloc(Number(length[0]) * 2);
      await this.#native.call(vmcompute.GetLayerMountPath, INFO, path, length, buffer);
      const [text = ''] = buffer.toString('utf16le').split('\0');
      return text.endsWith('\\') ? text : `${text}\\`;
    });
  }

  async unprepare(path: string): Promise<void> {
    await this.#told('detach scratch', path, () => this.#native.call(vmcompute.UnprepareLayer, INFO, path));
  }

  async deactivate(path: string): Promise<void> {
    await this.#told('detach scratch', path, () => this.#native.call(vmcompute.DeactivateLayer, INFO, path));
  }

  /** Filter and disk off, whatever of them is on. */
  async detach(path: string): Promise<void> {
    await this.unprepare(path).catch(() => {}); // not prepared; what matters is whether the disk comes off
    await this.deactivate(path);
  }

  async import(path: string, source: string, parents: readonly LayerPath[]): Promise<void> {
    await this.#told('import layer', path, () =>
      this.#native.call(vmcompute.ImportLayer, INFO, path, source, descriptors(parents), parents.length),
    );
  }

  async export(path: string, target: string, parents: readonly LayerPath[]): Promise<void> {
    await this.#told('export scratch', path, () =>
      this.#native.call(vmcompute.ExportLayer, INFO, path, target, descriptors(parents), parents.length),
    );
  }

  /** Removes the folder with all it holds, with backup rights. */
  async destroy(path: string): Promise<void> {
    await this.#told('remove layer', path, () => this.#native.call(vmcompute.DestroyLayer, INFO, path));
  }

  async #told<T>(op: string, target: string, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw retellHost(error, { service: 'vmcompute', op, target });
    }
  }
}

function descriptors(parents: readonly LayerPath[]): WcLayerDescriptor[] {
  return parents.map(({ id, path }) => ({ LayerId: guidOf(id), Flags: 0, Path: path }));
}

function textOf({ Data1, Data2, Data3, Data4 }: Guid): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const last = [...Data4].map((byte) => hex(byte, 2)).join('');
  return `${hex(Data1, 8)}-${hex(Data2, 4)}-${hex(Data3, 4)}-${last.slice(0, 4)}-${last.slice(4)}`;
}
