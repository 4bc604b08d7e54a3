import { fault, type RuntimeFault } from '../../core/base/fault.ts';
import type { CaptureRequest } from '../../core/image/capture-image.ts';
import { checkHost } from '../../core/image/check-host.ts';
import { findImage } from '../../core/image/find-image.ts';
import type { Image, ImageSelector } from '../../core/image/image.ts';
import type { Images } from '../../core/image/images.ts';
import { refuseParent } from '../../core/image/remove-image.ts';
import type { ImageVerdict } from '../../core/image/verify-image.ts';

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
    osFeatures: ['hcscontainers.embedded'],
    architecture: 'amd64',
    environment: {},
    ...fields,
  };
}

/** Images in memory: real lookup and refusal, and a note of what was asked for. */
export class MemoryImages implements Images {
  readonly folder = '/images';
  readonly images: Image[];
  readonly captured: CaptureRequest[] = [];
  readonly exported: { names: string[]; path: string; overwrite: boolean }[] = [];
  failCapture: Error | undefined;
  /** Names of images that cannot be read to their ends. */
  readonly failExport = new Set<string>();
  /** When images are captured. */
  now: () => Date = () => new Date(0);

  constructor(images: Image[] = [sampleImage()]) {
    this.images = images;
  }

  async list(): Promise<Image[]> {
    return [...this.images];
  }

  async find(
    selector: ImageSelector,
    { several = 'newest', allowDamaged = false }: { several?: 'newest' | 'ambiguous'; allowDamaged?: boolean } = {},
  ): Promise<Image> {
    const image = findImage(this.images, selector, { several });
    if (image.damage !== undefined && !allowDamaged) throw image.damage;
    return image;
  }

  async layerFolders(image: Image): Promise<string[]> {
    return [`/layers/${image.digest.slice(7)}`];
  }

  readonly checkHost = checkHost;

  async capture(request: CaptureRequest): Promise<Image> {
    request.signal?.throwIfAborted();
    if (this.failCapture !== undefined) throw this.failCapture;
    this.captured.push(request);
    const digest = `sha256:${String(this.captured.length).padStart(64, 'b')}`;
    const image = sampleImage({
      name: request.name,
      publisher: 'CN=Local',
      version: '1.0.0.0',
      reference: `${request.name}:1.0.0.0`,
      digest,
      isOsImage: false,
      parentDigest: request.parent.digest,
      created: this.now(),
    });
    if (!this.images.some((one) => one.name === image.name)) this.images.push(image);
    return image;
  }

  /** Names of images whose bytes the disk does not give. */
  readonly failVerify = new Set<string>();

  async verify(image: Image): Promise<ImageVerdict> {
    if (this.failVerify.has(image.name)) throw fault('DiskFull', 'There is no room.');
    const damages = [...(image.damage === undefined ? [] : [image.damage]), ...(this.damages.get(image.digest) ?? [])];
    return { damages, checkedBytes: image.sizeBytes, unpackedCount: 1, layerCount: 1 };
  }

  /** By digest: what is wrong with the layers of an image. */
  readonly damages = new Map<string, RuntimeFault[]>();

  setAside(): Promise<string[]> {
    return Promise.resolve([]);
  }

  unused: string[] = [];

  async unusedLayers(): Promise<string[]> {
    return [...this.unused];
  }

  async removeUnusedLayer(folder: string): Promise<void> {
    this.unused = this.unused.filter((one) => one !== folder);
  }

  /** Why the host opens no base image. */
  failBase: Error | undefined;

  async checkBase(): Promise<void> {
    if (this.failBase !== undefined) throw this.failBase;
  }

  async installBase(): Promise<Image> {
    await this.checkBase();
    const [image] = this.images;
    if (image !== undefined) return image;
    const installed = sampleImage();
    this.images.push(installed);
    return installed;
  }

  async remove(image: Image, { containersOf }: { containersOf(image: Image): Promise<string[]> }): Promise<void> {
    if ((await containersOf(image)).length > 0) throw fault('InvalidState', 'It is in use.');
    refuseParent(image, this.images);
    this.images.splice(this.images.indexOf(image), 1);
  }

  async export(images: readonly Image[], path: string, options: { overwrite?: boolean } = {}): Promise<string> {
    const names = images.map(({ name }) => name);
    const failing = names.find((name) => this.failExport.has(name));
    if (failing !== undefined) throw fault('Corrupt', `A blob of image '${failing}' is altered.`);
    this.exported.push({ names, path, overwrite: options.overwrite === true });
    return path;
  }

  async import(path: string): Promise<Image[]> {
    if (!path.endsWith('.tar')) throw fault('Corrupt', `'${path}' is no archive.`);
    const image = sampleImage({ name: 'alpine', os: 'linux', digest: `sha256:${'c'.repeat(64)}`, isOsImage: false });
    this.images.push(image);
    return [image];
  }
}
