import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepTemporaries, writeFileAtomic } from '../base/atomic-file.ts';
import { errnoOf, fault, isFault, toFault } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import type { Log } from '../base/runtime.ts';
import { setAside } from '../base/set-aside.ts';
import { MEDIA_INDEX, type OciDescriptor, type OciIndex } from '../spec/oci-image.ts';
import { BlobStore } from './blob-store.ts';
import { parseIndex, parseManifest } from './oci-documents.ts';
import { findManifests } from './rebuild-index.ts';

const LAYOUT_TEXT = '{"imageLayoutVersion":"1.0.0"}';

/** Blobs that must stay although nothing refers to them yet. */
export interface Lease {
  keep(digest: string): void;
  end(): void;
}

/**
 * An OCI image layout: `oci-layout`, `index.json`, `blobs/`. Other tools read it while we do. Changes of the index are
 * atomic and durable, one at a time; one process owns the layout.
 */
export class ImageLayout {
  readonly folder: string;
  readonly blobs: BlobStore;
  readonly #log: Log;
  readonly #lock = new KeyedLock();
  readonly #leases = new Set<Set<string>>();

  private constructor(folder: string, blobs: BlobStore, log: Log) {
    this.folder = folder;
    this.blobs = blobs;
    this.#log = log;
  }

  /** Opens the layout, made when missing. @throws {RuntimeFault} `Corrupt` for a layout of another version. */
  static async open(folder: string, log: Log): Promise<ImageLayout> {
    const layout = new ImageLayout(folder, await BlobStore.open(folder), log);
    await sweepTemporaries(folder);
    const path = join(folder, 'oci-layout');
    const text = await readOptional(path);
    const version = text === undefined ? undefined : versionIn(text);
    if (version === undefined) {
      // What it says is always the same: nothing is lost with it.
      if (text !== undefined) log.warn('a damaged file of the image store was made again', { path });
      await writeFileAtomic(path, LAYOUT_TEXT);
    } else if (!version.startsWith('1.')) {
      throw fault('Corrupt', `'${path}' does not say that this is an OCI image layout of version 1.`, { target: path });
    }
    await layout.#repairIndex();
    return layout;
  }

  /** Makes a missing index; sets a damaged one aside and writes one of the manifests that are stored. */
  async #repairIndex(): Promise<void> {
    try {
      if ((await readOptional(this.#indexPath)) !== undefined) {
        await this.readIndex();
        return;
      }
    } catch (error) {
      if (!isFault(error, 'Corrupt')) throw error;
      const aside = await setAside(this.#indexPath);
      this.#log.error('the image index was damaged: it was set aside and made again', { aside, reason: error.message });
    }
    await this.#writeIndex({ schemaVersion: 2, manifests: await findManifests(this.blobs) });
  }

  get #indexPath(): string {
    return join(this.folder, 'index.json');
  }

  /** The index as it is now. @throws {RuntimeFault} `Corrupt`. */
  async readIndex(): Promise<OciIndex> {
    const bytes = await readOptional(this.#indexPath);
    if (bytes === undefined) return { schemaVersion: 2, manifests: [] };
    return parseIndex(bytes, `'${this.#indexPath}'`);
  }

  /**
   * Replaces the list of manifests. `change` gets the one of now; undefined leaves it. Changes run one after the other.
   * Durable when it resolves; when it throws, nothing was changed.
   */
  async updateIndex(
    change: (manifests: readonly OciDescriptor[]) => Promise<OciDescriptor[] | undefined> | OciDescriptor[] | undefined,
  ): Promise<void> {
    await this.#lock.exclusive('index', async () => {
      const index = await this.readIndex();
      const manifests = await change(index.manifests);
      if (manifests !== undefined) await this.#writeIndex({ ...index, manifests });
    });
  }

  /** Holds blobs against `collectGarbage` until `end`. */
  lease(): Lease {
    const kept = new Set<string>();
    this.#leases.add(kept);
    return { keep: (digest) => void kept.add(digest), end: () => void this.#leases.delete(kept) };
  }

  /**
   * Removes the blobs that no manifest of the index and no lease needs. While a manifest cannot be read nothing is
   * removed, since nobody knows what it needs.
   *
   * @returns the removed digests.
   */
  async collectGarbage(): Promise<string[]> {
    return this.#lock.exclusive('index', async () => {
      const needed = new Set<string>();
      try {
        for (const { digest, size } of (await this.readIndex()).manifests) {
          needed.add(digest);
          const manifest = parseManifest(await this.blobs.readDocument({ digest, size }), digest);
          needed.add(manifest.config.digest);
          for (const layer of manifest.layers) needed.add(layer.digest);
        }
      } catch (error) {
        if (!isFault(error, 'Corrupt')) throw error;
        this.#log.warn('no blobs are removed while an image is damaged', { reason: error.message });
        return [];
      }
      const removed: string[] = [];
      for (const digest of await this.blobs.list()) {
        if (needed.has(digest) || [...this.#leases].some((kept) => kept.has(digest))) continue;
        await this.blobs.remove(digest);
        removed.push(digest);
      }
      return removed;
    });
  }

  async #writeIndex(index: OciIndex): Promise<void> {
    try {
      await writeFileAtomic(this.#indexPath, `${JSON.stringify({ ...index, mediaType: MEDIA_INDEX }, null, 2)}\n`);
    } catch (error) {
      throw toFault(error, 'write the image index', this.#indexPath);
    }
  }
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw toFault(error, 'read', path);
  }
}

/** Undefined when the file is damaged. */
function versionIn(bytes: Uint8Array): string | undefined {
  try {
    const { imageLayoutVersion } = JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>;
    return typeof imageLayoutVersion === 'string' ? imageLayoutVersion : undefined;
  } catch {
    return undefined;
  }
}
