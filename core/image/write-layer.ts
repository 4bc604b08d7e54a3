import { join } from 'node:path';
import { digestStream } from '../base/digest.ts';
import { fault, toFault } from '../base/fault.ts';
import { parallelGzip } from '../base/parallel-gzip.ts';
import { readLayerTar } from '../formats/layer-tar/read-layer-tar.ts';
import { writeLayerTar } from '../formats/layer-tar/write-layer-tar.ts';
import type { LayerEntry } from '../spec/layer-entry.ts';
import { MEDIA_LAYER_GZIP, type OciDescriptor } from '../spec/oci-image.ts';
import type { Lease } from '../store/image-layout.ts';
import { holdLayer, type ImageWorld, type OnProgress } from './image-world.ts';
import { coalesce, OtherBranchStopped, TeeStream } from './tee-stream.ts';

export interface WriteLayerRequest {
  entries: AsyncIterable<LayerEntry>;
  /** Folders of the layers below, the immediate parent first. */
  parents: string[];
  lease: Lease;
  /** For progress, roughly. Default: unknown. */
  entryCount?: number;
  progress?: OnProgress;
  signal?: AbortSignal;
}

export interface WrittenLayer {
  diffId: string;
  descriptor: OciDescriptor;
  /** The layer as the host has it, under a temporary name: see `placeLayer`. */
  temporary: string;
  /** Lets the sweeper have `temporary`, wherever it is by then. */
  release: () => void;
}

/**
 * Makes a layer of entries, reading them once: at the same time packed, hashed and stored as a blob, and imported as a
 * folder from the very bytes that are stored. Either both are there afterwards, or neither.
 *
 * @throws {RuntimeFault} what the entries, the store or the host throw: the first of them.
 */
export async function writeLayer(world: ImageWorld, request: WriteLayerRequest): Promise<WrittenLayer> {
  const name = `new-${world.runtime.newId()}`;
  const temporary = join(world.layersFolder, name);
  const release = holdLayer(world, name);
  try {
    return { ...(await runLayer(world, request, temporary)), temporary, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function runLayer(
  world: ImageWorld,
  request: WriteLayerRequest,
  temporary: string,
): Promise<{ diffId: string; descriptor: OciDescriptor }> {
  const { entries, parents, lease, signal } = request;
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const tar = digestStream(coalesce(writeLayerTar(watched(entries, request))));
  const tee = new TeeStream(tar.stream);
  const failures: unknown[] = [];
  const fail = (error: unknown): undefined => {
    failures.push(error);
    stop.abort();
  };
  const storing = world.layout.blobs.ingest(parallelGzip(tee.first), { keep: lease.keep, signal: either }).then(
    (stored) => {
      tee.first.finished();
      return stored;
    },
    (error: unknown) => {
      fail(error);
      tee.first.failed();
      return undefined;
    },
  );
  const importing = world.layers.importLayer(temporary, parents, readLayerTar(tee.second), { signal: either }).then(
    () => tee.second.finished(),
    (error: unknown) => {
      fail(error);
      tee.second.failed();
    },
  );
  const [stored] = await Promise.all([storing, importing, tee.run().catch(fail)]);
  if (signal?.aborted) failures.unshift(fault('Cancelled', 'Making the layer was cancelled. Nothing was changed.'));
  if (failures.length > 0) {
    await world.layers.destroyLayer(temporary);
    throw toFault(rootFailure(failures), 'write layer');
  }
  if (stored === undefined) throw fault('Internal', 'a layer was written without its blob');
  return {
    diffId: tar.done().digest,
    descriptor: { mediaType: MEDIA_LAYER_GZIP, digest: stored.digest, size: stored.sizeBytes },
  };
}

/** The failure that began it: what follows is readers giving up because of it. */
function rootFailure(failures: readonly unknown[]): unknown {
  const isFollowUp = (error: unknown): boolean => {
    if (error instanceof OtherBranchStopped || (error instanceof Error && error.name === 'AbortError')) return true;
    return error instanceof Error && error.cause !== undefined && isFollowUp(error.cause);
  };
  return failures.find((error) => !isFollowUp(error)) ?? failures[0];
}

/** Tells how far it is at most every 100 entries, and stops at cancellation. */
async function* watched(
  entries: AsyncIterable<LayerEntry>,
  request: WriteLayerRequest,
): AsyncGenerator<LayerEntry, void, void> {
  const { progress, entryCount, signal } = request;
  let count = 0;
  for await (const entry of entries) {
    signal?.throwIfAborted();
    if (count++ % 100 === 0)
      progress?.(
        entry.name,
        entryCount === undefined ? undefined : Math.min(99, Math.floor((count / entryCount) * 100)),
      );
    yield entry;
  }
}
