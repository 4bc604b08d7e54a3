import { readFile, stat } from 'node:fs/promises';
import { isFault } from '../base/fault.ts';
import { MEDIA_MANIFEST, type OciDescriptor } from '../spec/oci-image.ts';
import type { BlobStore } from './blob-store.ts';
import { parseConfig, parseManifest } from './oci-documents.ts';

/** Manifests are small; what is larger is a layer and not looked at. */
const MAX_MANIFEST_BYTES = 1024 * 1024;

/**
 * Finds the image manifests among the blobs: what an index that was lost must have named. Their annotations hold the
 * names that we gave; an imported image's name was in the index alone and is lost.
 *
 * @returns descriptors, sorted by digest.
 */
export async function findManifests(blobs: BlobStore): Promise<OciDescriptor[]> {
  const found: OciDescriptor[] = [];
  for (const digest of (await blobs.list()).sort()) {
    const { size } = await stat(blobs.pathOf(digest));
    if (size > MAX_MANIFEST_BYTES) continue;
    const bytes = await readFile(blobs.pathOf(digest));
    if (bytes[0] !== 0x7b) continue; // not JSON
    try {
      const manifest = parseManifest(await blobs.readDocument({ digest, size }), digest);
      const config = parseConfig(await blobs.readDocument(manifest.config), manifest.config.digest);
      found.push({
        mediaType: manifest.mediaType ?? MEDIA_MANIFEST,
        digest,
        size,
        ...(manifest.annotations === undefined ? {} : { annotations: manifest.annotations }),
        platform: { architecture: config.architecture, os: config.os },
      });
    } catch (error) {
      // Another JSON document, a config for one.
      if (!isFault(error, 'Corrupt')) throw error;
    }
  }
  return found;
}
