import { fault } from '../base/fault.ts';
import { showName } from '../base/names.ts';
import type { Image, ImageSelector } from './image.ts';
import { compareVersions, fullName, normalisePublisher, normaliseVersion } from './image-name.ts';

/** By name, then publisher, version, digest. */
export function compareImages(a: Image, b: Image): number {
  return (
    compareText(a.name.toLowerCase(), b.name.toLowerCase()) ||
    compareVersions(a.version, b.version) ||
    compareText(a.publisher, b.publisher) ||
    compareText(a.digest, b.digest)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The one image that a selector means.
 *
 * A name is, in this order: a digest, an image's name, its reference, its full name (`CN=Local_web_1.0.0.0`), the first
 * 4 or more hex digits of a digest; all without regard to case.
 *
 * @param options.several `newest`: of versions of one publisher's image the newest is taken; `ambiguous`: they are an error.
 * @throws {RuntimeFault} `NotFound`; `Ambiguous`, listing the candidates.
 */
export function findImage(
  images: readonly Image[],
  selector: ImageSelector,
  options: { several: 'newest' | 'ambiguous' },
): Image {
  const matches = matchImages(images, selector);
  const [first] = matches;
  if (first === undefined) throw notFound(selector);
  if (matches.length === 1) return first;
  const isOneLine = matches.every(
    (image) =>
      image.publisher.toLowerCase() === first.publisher.toLowerCase() &&
      image.name.toLowerCase() === first.name.toLowerCase(),
  );
  const newest = matches.at(-1);
  if (options.several === 'newest' && isOneLine && newest !== undefined) return newest;
  const candidates = matches.map((image) => `${fullName(image)} (${image.digest.slice(0, 19)})`).join(', ');
  throw fault('Ambiguous', `Image '${show(selector)}' is ambiguous: it can be ${candidates}.`, {
    target: show(selector),
    hint: 'Give -Publisher and -Version, the full name, or more of the digest; Get-ContainerImage lists them',
  });
}

/** Every image that a selector can mean, sorted. An empty selector means all. */
export function matchImages(images: readonly Image[], selector: ImageSelector): Image[] {
  const publisher = selector.publisher === undefined ? undefined : normalisePublisher(selector.publisher).toLowerCase();
  const version = selector.version === undefined ? undefined : normaliseVersion(selector.version);
  const left = images
    .filter((image) => publisher === undefined || image.publisher.toLowerCase() === publisher)
    .filter((image) => version === undefined || image.version === version)
    .sort(compareImages);
  if (selector.name === undefined) return left;
  const name = selector.name.toLowerCase();
  const hex = name.replace(/^sha256:/, '');
  const isPrefix = /^[0-9a-f]{4,64}$/.test(hex);
  const tests: ((image: Image) => boolean)[] = [
    (image) => image.digest === name,
    (image) => image.name.toLowerCase() === name,
    (image) => image.reference.toLowerCase() === name,
    (image) => fullName(image).toLowerCase() === name,
    (image) => isPrefix && image.digest.startsWith(`sha256:${hex}`),
  ];
  for (const test of tests) {
    const found = left.filter(test);
    if (found.length > 0) return found;
  }
  return [];
}

function notFound(selector: ImageSelector): Error {
  return fault('NotFound', `There is no image '${show(selector)}' in the image store.`, {
    target: show(selector),
    hint: 'Get-ContainerImage lists the images; Install-ContainerOSImage installs the base image; Import-ContainerImage reads an archive',
  });
}

function show({ name, publisher, version }: ImageSelector): string {
  return [publisher, name, version]
    .filter((part) => part !== undefined)
    .map(showName)
    .join(' ');
}
