import { readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { chainIds, layerFolderName } from '../../core/image/layer-folders.ts';
import { processesOf } from '../../scripts/demo/outside.ts';
import { patience } from '../patience.ts';
import type { ContainerJson, RealRoot } from './real-root.ts';

const PATIENCE_MS = patience(10_000);

/**
 * Checks, on the disk and in the process list, that a state root holds what its cmdlets say and nothing else. Waits a
 * little: a service that has just started sweeps while it serves.
 */
export async function expectTidy(real: RealRoot): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await compare(real);
    } catch (error) {
      if (performance.now() > deadlineMs) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function compare(real: RealRoot): Promise<void> {
  const containers = await real.objects<ContainerJson>('Get-Container');
  const ids = containers.map(({ ContainerId }) => ContainerId).sort();
  const running = containers
    .filter(({ State }) => State === 'Running')
    .map(({ ContainerId }) => ContainerId)
    .sort();
  const stored = await storedImages(real);
  expect({
    containers: await real.names('containers'),
    journals: await journals(real, ids),
    systems: await real.names('host', 'systems'),
    namespaces: (await real.names('host', 'namespaces')).map((name) => name.replace(/\.json$/, '')),
    copies: await real.names('host', 'copies'),
    exports: await real.names('images', '.exports'),
    incoming: await real.names('images', '.incoming'),
    blobs: await real.names('images', 'blobs', 'sha256'),
    strayLayers: (await real.names('layers')).filter((name) => !stored.layers.has(name)),
    sandboxes: mountNamespaces(real).size,
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').includes(real.folder),
  }).to.deep.equal({
    containers: ids,
    journals: [],
    systems: running,
    namespaces: running,
    copies: [],
    exports: [],
    incoming: [],
    blobs: stored.blobs,
    strayLayers: [],
    sandboxes: running.length,
    mounts: false,
  });
}

/** What the image index needs: its blobs, sorted, and the names of its layers' folders. */
async function storedImages(real: RealRoot): Promise<{ blobs: string[]; layers: Set<string> }> {
  const images = join(real.root, 'images');
  const hex = (digest: string) => digest.slice('sha256:'.length);
  const read = async (digest: string) =>
    JSON.parse(await readFile(join(images, 'blobs', 'sha256', hex(digest)), 'utf8'));
  const blobs = new Set<string>();
  const layers = new Set<string>();
  const index = JSON.parse(await readFile(join(images, 'index.json'), 'utf8')) as { manifests: { digest: string }[] };
  for (const { digest } of index.manifests) {
    const manifest: { config: { digest: string }; layers: { digest: string }[] } = await read(digest);
    const config: { rootfs: { diff_ids: string[] } } = await read(manifest.config.digest);
    for (const name of [digest, manifest.config.digest, ...manifest.layers.map((layer) => layer.digest)])
      blobs.add(hex(name));
    for (const chainId of chainIds(config.rootfs.diff_ids)) layers.add(layerFolderName(chainId));
  }
  return { blobs: [...blobs].sort(), layers };
}

async function journals(real: RealRoot, ids: readonly string[]): Promise<string[]> {
  const files = await Promise.all(ids.map((id) => real.names('containers', id)));
  return files.flat().filter((name) => /journal/.test(name));
}

/** The mount namespaces, besides ours, in which processes of the root live: one is a sandbox. */
function mountNamespaces(real: RealRoot): Set<string> {
  const own = readlinkSync('/proc/self/ns/mnt');
  const found = processesOf(real.root).map(({ id }) => {
    try {
      return readlinkSync(`/proc/${id}/ns/mnt`);
    } catch {
      return own; // ended meanwhile
    }
  });
  return new Set(found.filter((name) => name !== own));
}
