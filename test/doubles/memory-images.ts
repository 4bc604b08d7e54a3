import { fault } from '../../core/base/fault.ts';
import type { ContainerImages } from '../../core/container/world.ts';
import type { CaptureRequest } from '../../core/image/capture-image.ts';
import type { Image } from '../../core/image/image.ts';

/** An image as tests need one. */
export function sampleImage(fields: Partial<Image> = {}): Image {
  return {
    digest: `sha256:${'a'.repeat(64)}`,
    name: 'Windows',
    publisher: 'CN=Test',
    version: '10.0.19041.0',
    reference: 'windows:10.0.19041.0',
    isOsImage: true,
    sizeBytes: 1000,
    os: 'windows',
    osVersion: '10.0.19041',
    osFeatures: ['test'],
    architecture: 'amd64',
    environment: {},
    ...fields,
  };
}

/** Images in memory: finds by name or digest, records what is captured. */
export class MemoryImages implements ContainerImages {
  readonly images: Image[];
  readonly captured: CaptureRequest[] = [];
  failCapture: Error | undefined;

  constructor(images: Image[] = [sampleImage()]) {
    this.images = images;
  }

  async find({ name }: { name?: string }): Promise<Image> {
    const wanted = name?.toLowerCase();
    const found = this.images.find((image) => image.digest === wanted || image.name.toLowerCase() === wanted);
    if (found === undefined) throw fault('NotFound', `There is no image '${name}'.`, { hint: 'Get-ContainerImage' });
    return found;
  }

  async layerFolders(image: Image): Promise<string[]> {
    return [`/layers/${image.digest.slice(7)}`];
  }

  checkHost(image: Image): void {
    if (image.os === 'windows') return;
    throw fault('NotSupported', `image operating system "${image.os}" cannot be used on this platform`);
  }

  async capture(request: CaptureRequest): Promise<Image> {
    request.signal?.throwIfAborted();
    if (this.failCapture !== undefined) throw this.failCapture;
    this.captured.push(request);
    const digest = `sha256:${String(this.captured.length).padStart(64, 'b')}`;
    const image = sampleImage({ name: request.name, digest, isOsImage: false, parentDigest: request.parent.digest });
    this.images.push(image);
    return image;
  }
}
