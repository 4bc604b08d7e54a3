import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../core/base/runtime.ts';
import { AttachmentFiles } from '../../../core/win32/attachments.ts';
import { Win32Layers } from '../../../core/win32/layers/layers.ts';
import { type Native, openNative } from '../../../core/win32/native.ts';
import { standinFile } from './standin.ts';

/** The stand-ins that layers need; kernel32's keeps the streams that Wine does not. */
export function layerDlls(): Record<string, string> {
  return {
    vmcompute: standinFile('vmcompute.dll'),
    virtdisk: standinFile('virtdisk.dll'),
    kernel32: standinFile('backup.dll'),
  };
}

/** The layer host over stand-in DLLs, in a folder of its own. */
export class LayersBed {
  readonly root: string;
  readonly native: Native;
  readonly attachments: AttachmentFiles;
  /** Systems that are said to run. */
  readonly running = new Set<string>();
  readonly layers: Win32Layers;
  #count = 0;

  static async make(): Promise<LayersBed> {
    return new LayersBed(await mkdtemp(join(tmpdir(), 'hcs-layers-')));
  }

  private constructor(root: string) {
    this.root = root;
    this.native = openNative({ dlls: layerDlls() });
    this.attachments = new AttachmentFiles(join(root, 'state'));
    this.layers = this.open();
  }

  /** Another instance over the same folders. */
  open(): Win32Layers {
    return new Win32Layers({
      stateFolder: join(this.root, 'state'),
      runtime: { now: () => new Date(), newId: randomUUID },
      log: silentLog,
      native: this.native,
      dlls: layerDlls(),
      programsFolder: join(import.meta.dirname, '../../../core/win32'),
      attachments: this.attachments,
      systems: {
        isRunning: async (id) => this.running.has(id),
        usingNamespace: async () => undefined,
        isolationOf: async () => 'process',
      },
    });
  }

  folder(what: string): string {
    return join(this.root, 'store', `${what}-${++this.#count}`);
  }

  async dispose(): Promise<void> {
    await this.layers.close();
    await rm(this.root, { recursive: true, force: true });
  }
}
