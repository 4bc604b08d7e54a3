import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readAttribute, writeAttribute } from '../../../core/embedded/bind.ts';
import type { LayerHost } from '../../../core/host/port.ts';
import { Failure, HR } from './failure.ts';
import { readLayerFolder } from './layer-files.ts';
import type { SideStore } from './side-store.ts';

/** Names the layer, whatever its folder is called meanwhile. */
const ATTRIBUTE = 'user.hcs.standin.layer';
/** What ProcessBaseImage leaves in a base layer. */
export const BASE_DISK = 'blank-base.vhdx';

interface Known {
  tombstones: string[];
  isBase: boolean;
  /** The embedded host's layer, once somebody asked for it. */
  shadow?: Promise<string>;
}

/**
 * The layers of the Windows side and, behind each, the embedded host's layer of the same content: made when it is first
 * needed, since after ImportLayer the caller still makes its hard links and times.
 */
export class ShadowLayers {
  private readonly folder: string;
  private readonly host: LayerHost;
  private readonly sides: SideStore;
  private readonly known = new Map<string, Known>();

  constructor(folder: string, host: LayerHost, sides: SideStore) {
    this.folder = folder;
    this.host = host;
    this.sides = sides;
  }

  /** The folder has become a layer. */
  add(layer: string, options: { tombstones: string[]; isBase: boolean }): void {
    const id = randomUUID();
    writeAttribute(layer, ATTRIBUTE, id);
    this.known.set(id, options);
  }

  isLayer(layer: string): boolean {
    return this.find(layer) !== undefined;
  }

  /**
   * The embedded layers behind these, in their order.
   * @param parents Linux folders, the immediate parent first, the base last.
   * @throws Failure pathNotFound for one that is no layer, or when the last is no base.
   */
  async chain(parents: readonly string[]): Promise<string[]> {
    for (const [index, parent] of parents.entries()) {
      const isLast = index === parents.length - 1;
      if (this.find(parent)?.isBase !== isLast || existsSync(join(parent, BASE_DISK)) !== isLast) {
        throw new Failure(
          HR.pathNotFound,
          `'${parent}' is no ${isLast ? 'base' : 'child'} layer, and is ${index + 1} of ${parents.length}.`,
        );
      }
    }
    const shadows: string[] = [];
    for (const parent of [...parents].reverse()) shadows.unshift(await this.shadow(parent, shadows));
    return shadows;
  }

  private shadow(layer: string, parents: readonly string[]): Promise<string> {
    const known = this.find(layer);
    if (known === undefined) throw new Failure(HR.pathNotFound, `'${layer}' is no layer.`);
    known.shadow ??= this.make(layer, parents, known);
    return known.shadow;
  }

  private async make(layer: string, parents: readonly string[], known: Known): Promise<string> {
    const shadow = join(this.folder, randomUUID());
    try {
      await this.host.importLayer(shadow, parents, readLayerFolder(layer, known.tombstones, this.sides));
      await this.shareSides(join(layer, 'Files'), join(shadow, 'drive_c'));
      return shadow;
    } catch (error) {
      delete known.shadow;
      throw error;
    }
  }

  /** What the side store has for the layer's files is seen through the volume too. */
  private async shareSides(from: string, to: string): Promise<void> {
    const entries = await readdir(from, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      const shown = to + path.slice(from.length);
      if (!entry.isSymbolicLink() && existsSync(shown)) this.sides.share(path, shown);
    }
  }

  /** The embedded layer behind this one; undefined when nobody needed it yet. */
  async shadowOf(layer: string): Promise<string | undefined> {
    return this.find(layer)?.shadow?.catch(() => undefined);
  }

  /** The folder is no layer any more. */
  async remove(layer: string): Promise<void> {
    const id = readAttribute(layer, ATTRIBUTE)?.toString();
    const known = id === undefined ? undefined : this.known.get(id);
    if (id === undefined || known === undefined) return;
    this.known.delete(id);
    const shadow = await known.shadow?.catch(() => undefined);
    if (shadow !== undefined) await rm(shadow, { recursive: true, force: true });
  }

  private find(layer: string): Known | undefined {
    if (!existsSync(layer)) return undefined;
    const id = readAttribute(layer, ATTRIBUTE)?.toString();
    return id === undefined ? undefined : this.known.get(id);
  }
}
