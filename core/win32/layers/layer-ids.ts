import { basename } from 'node:path';
import { fault } from '../../base/fault.ts';
import type { LayerPath } from '../helper/helper-tasks.ts';
import type { LayerIds } from '../win32-world.ts';
import type { LayerCalls } from './layer-calls.ts';

/** Asks Windows once for each name: its way from name to id is not public. */
export class CachedLayerIds implements LayerIds {
  readonly #calls: LayerCalls;
  readonly #known = new Map<string, Promise<string>>();

  constructor(calls: LayerCalls) {
    this.#calls = calls;
  }

  idOf(layerFolder: string): Promise<string> {
    const name = basename(layerFolder);
    let id = this.#known.get(name);
    if (id === undefined) {
      id = this.#calls.idOf(name);
      this.#known.set(name, id);
      id.catch(() => this.#known.delete(name));
    }
    return id;
  }

  /**
   * Parents as the layer functions take them, immediate parent first.
   * @throws {RuntimeFault} `InvalidArgument` when two have the same name: the filter would take them for one layer.
   */
  async ofAll(parents: readonly string[]): Promise<LayerPath[]> {
    const names = new Set<string>();
    for (const parent of parents) {
      const name = basename(parent).toLowerCase();
      if (names.has(name))
        throw fault('InvalidArgument', `Two layers of the chain are called '${name}': Windows would mix them up.`, {
          target: parent,
        });
      names.add(name);
    }
    return Promise.all(parents.map(async (path) => ({ id: await this.idOf(path), path })));
  }
}
