import { fault } from '../../base/fault.ts';
import { compileWildcard, hasWildcard } from '../../base/wildcard.ts';
import type { Image, ImageSelector } from '../../image/image.ts';
import type { CmdletContext } from '../context.ts';
import { fullNameOf } from './image-object.ts';

/** How the parameter sets of an image verb name images. */
export interface ImageChoice {
  Name?: string;
  Publisher?: string;
  Version?: string;
}

/**
 * Images that a name, publisher and version name. A wildcard gives any number; without one exactly one is meant.
 *
 * @throws {RuntimeFault} `NotFound`; `Ambiguous` when several versions have the name.
 */
export async function chooseImages(choice: ImageChoice, context: CmdletContext): Promise<Image[]> {
  const { images } = context.services;
  const { Name: name } = choice;
  if (name === undefined || hasWildcard(name)) return matchImages(choice, (await images.list()).images);
  const byFullName = (await images.list()).images.filter(
    (image) => fullNameOf(image).toLowerCase() === name.toLowerCase(),
  );
  return byFullName.length === 1 ? byFullName : [await findImage(choice, context)];
}

/** The one image that is named. @throws {RuntimeFault} `NotFound`; `Ambiguous`. */
export async function findImage(choice: ImageChoice, context: CmdletContext): Promise<Image> {
  const selector: ImageSelector = {};
  if (choice.Name !== undefined) selector.name = choice.Name;
  if (choice.Publisher !== undefined) selector.publisher = choice.Publisher;
  if (choice.Version !== undefined) selector.version = choice.Version;
  if (Object.keys(selector).length === 0) {
    throw fault('InvalidArgument', 'No image is named.', { hint: 'Get-ContainerImage' });
  }
  return context.services.images.find(selector);
}

/** Filters by wildcards: on the name or the reference, the publisher with or without `CN=`, the version. */
export function matchImages(choice: ImageChoice, images: readonly Image[]): Image[] {
  const isName = matcher(choice.Name);
  const isPublisher = matcher(choice.Publisher);
  const isVersion = versionMatcher(choice.Version);
  return images.filter(
    (image) =>
      (isName(image.name) || isName(image.reference) || isName(fullNameOf(image))) &&
      (isPublisher(image.publisher) || isPublisher(image.publisher.replace(/^CN=/i, ''))) &&
      isVersion(image.version),
  );
}

function matcher(pattern: string | undefined): (text: string) => boolean {
  return pattern === undefined ? () => true : compileWildcard(pattern);
}

/** `1.0` is `1.0.0.0`. */
function versionMatcher(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined || hasWildcard(pattern)) return matcher(pattern);
  const parts = pattern.split('.');
  const whole = [...parts, '0', '0', '0'].slice(0, Math.max(4, parts.length)).join('.');
  return matcher(whole);
}
