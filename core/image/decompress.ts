import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { fault, isFault } from '../base/fault.ts';
import type { OciDescriptor } from '../spec/oci-image.ts';

/**
 * A layer's tar out of its blob.
 *
 * @throws {RuntimeFault} `Corrupt`, naming the blob, for damaged compression; `NotSupported` for another kind of layer;
 *   what the source throws.
 */
export async function* decompressLayer(
  layer: OciDescriptor,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const type = layer.mediaType;
  if (/\.tar$/.test(type)) {
    yield* source;
    return;
  }
  const isGzip = /\.tar[+.]gzip$/.test(type);
  if (!isGzip && !/\.tar\+zstd$/.test(type)) {
    throw fault('NotSupported', `The layer ${layer.digest} is of the type '${type}', which cannot be read.`, {
      target: layer.digest,
    });
  }
  const unpacker = isGzip ? createGunzip({ chunkSize: 256 * 1024 }) : createZstdDecompress();
  const feeding = pipeline(Readable.from(source, { objectMode: false, highWaterMark: 1 << 20 }), unpacker).then(
    () => undefined,
    (error: unknown) => error,
  );
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array; // a binary stream: its chunks are buffers
  } catch (error) {
    const cause = (await feeding) ?? error;
    if (isFault(cause)) throw cause;
    throw fault(
      'Corrupt',
      `The layer ${layer.digest} is damaged: it cannot be decompressed (${cause instanceof Error ? cause.message : String(cause)}).`,
      {
        target: layer.digest,
        cause,
      },
    );
  } finally {
    unpacker.destroy();
    await feeding;
  }
}
