import { join } from 'node:path';
import { digestStream } from '../base/digest.ts';
import { fault, toFault } from '../base/fault.ts';
import { formatBytes } from '../base/format-bytes.ts';
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
  lease: Lease;
  /** For progress, roughly. Default: unknown. */
  entryCount?: number;
  progress?: OnProgress;
  signal?: AbortSignal;
}

export interface WrittenLayer {
  diffId: string;
  descriptor: OciDescriptor;
}

/**
 * Makes a layer of entries: packed, hashed and stored as a blob while they are read, once.
 *
 * @throws {RuntimeFault} what the entries or the store throw; nothing is left then.
 */
export async function writeLayer(world: ImageWorld, request: WriteLayerRequest): Promise<WrittenLayer> {
  const tar = layerTarOf(request);
  const stored = await storeLayer(world, tar.stream, request);
  return { diffId: tar.done().digest, descriptor: stored };
}

export interface UnpackedLayer extends WrittenLayer {
  /** The layer as the host has it, under a temporary name: see `placeLayer`. */
  temporary: string;
  /** Lets the sweeper have `temporary`, wherever it is by then. */
  release: () => void;
}

/**
 * Like `writeLayer`, and at the same time imports the layer as a folder, from the very bytes that are stored: for layers
 * that are used at once and costly to read again. Either both are there afterwards, or neither.
 *
 * @throws {RuntimeFault} what the entries, the store or the host throw: the first of them.
 */
export async function writeAndUnpackLayer(
  world: ImageWorld,
  request: WriteLayerRequest & { parents: string[] },
): Promise<UnpackedLayer> {
  const name = `new-${world.runtime.newId()}`;
  const temporary = join(world.layersFolder, name);
  const release = holdLayer(world, name);
  try {
    return { ...(await runBoth(world, request, temporary)), temporary, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function runBoth(
  world: ImageWorld,
  request: WriteLayerRequest & { parents: string[] },
  temporary: string,
): Promise<WrittenLayer> {
  const { parents, signal } = request;
  const stop = new AbortController();
  const either = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const tar = layerTarOf(request);
  const tee = new TeeStream(tar.stream);
  const failures: unknown[] = [];
  const fail = (error: unknown): undefined => {
    failures.push(error);
    stop.abort();
  };
  const storing = storeLayer(world, tee.first, { ...request, signal: either }).then(
    (stored) => {
      tee.first.finished();
      return stored;
    },
    (error: unknown) => {
      tee.first.failed();
      return fail(error);
    },
  );
  const importing = world.layers.importLayer(temporary, parents, readLayerTar(tee.second), { signal: either }).then(
    () => tee.second.finished(),
    (error: unknown) => {
      tee.second.failed();
      fail(error);
    },
  );
  const [descriptor] = await Promise.all([storing, importing, tee.run().catch(fail)]);
  if (signal?.aborted) failures.unshift(fault('Cancelled', 'Making the layer was cancelled. Nothing was changed.'));
  if (failures.length > 0) {
    await world.layers.destroyLayer(temporary);
    throw toFault(rootFailure(failures), 'write layer');
  }
  if (descriptor === undefined) throw fault('Internal', 'a layer was written without its blob');
  return { diffId: tar.done().digest, descriptor };
}

function layerTarOf(request: WriteLayerRequest): ReturnType<typeof digestStream> {
  return digestStream(coalesce(writeLayerTar(watched(request))));
}

async function storeLayer(
  world: ImageWorld,
  tar: AsyncIterable<Uint8Array>,
  { lease, signal }: WriteLayerRequest,
): Promise<OciDescriptor> {
  const options = { keep: lease.keep, ...(signal === undefined ? {} : { signal }) };
  const { digest, sizeBytes } = await world.layout.blobs.ingest(parallelGzip(tar), options);
  return { mediaType: MEDIA_LAYER_GZIP, digest, size: sizeBytes };
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
async function* watched({
  entries,
  progress,
  entryCount,
  signal,
}: WriteLayerRequest): AsyncGenerator<LayerEntry, void, void> {
  let count = 0;
  let bytes = 0;
  for await (const entry of entries) {
    signal?.throwIfAborted();
    if (count++ % 100 === 0)
      progress?.(
        `${formatBytes(bytes)}: ${entry.name}`,
        entryCount === undefined ? undefined : Math.min(99, Math.floor((count / entryCount) * 100)),
      );
    if (entry.kind === 'file') bytes += entry.sizeBytes;
    yield entry;
  }
}
