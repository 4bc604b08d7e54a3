import type { KeyedLock } from '../base/keyed-lock.ts';
import type { PartNotes } from '../base/part-notes.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { LayerHost } from '../host/port.ts';
import type { ImageLayout } from '../store/image-layout.ts';

/** How far a long piece of work is. */
export type OnProgress = (status: string, percent?: number) => void;

/** What the operations on images share. Made once by `openImages`. */
export interface ImageWorld {
  readonly layout: ImageLayout;
  readonly layers: LayerHost;
  readonly runtime: Runtime;
  readonly log: Log;
  /** Where unpacked layers are, each in a folder named by the hex of its chain id. */
  readonly layersFolder: string;
  /** Of the archives that are being written. */
  readonly exportNotes: PartNotes;
  /** By chain id: who makes or removes a layer's folder. */
  readonly layerLocks: KeyedLock;
  /** Names in `layersFolder` that must stay although no image refers to them yet, with how many need them. */
  readonly heldLayers: Map<string, number>;
}

/** Keeps a folder in `layersFolder` from being swept. @returns release. */
export function holdLayer(world: ImageWorld, name: string): () => void {
  world.heldLayers.set(name, (world.heldLayers.get(name) ?? 0) + 1);
  return () => {
    const left = (world.heldLayers.get(name) ?? 1) - 1;
    if (left > 0) world.heldLayers.set(name, left);
    else world.heldLayers.delete(name);
  };
}
