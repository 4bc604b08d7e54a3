import { fault } from '../../base/fault.ts';
import { compileWildcard, hasWildcard } from '../../base/wildcard.ts';
import type { Image, ImageSelector } from '../../image/image.ts';
import { fullName } from '../../image/image-name.ts';
import type { CmdletContext } from '../context.ts';

/** How the parameter sets of an image verb name images. */
export interface ImageChoice {
  Name?: string;
  Publisher?: string;
  Version?: string;
}

export interface ChooseOptions {
  /** Of several versions take the `newest`, or refuse as `ambiguous`. */
  several: 'newest' | 'ambiguous';
  /** Damaged images too: to remove them. */
  allowDamaged?: boolean;
}

/**
 * Images that a name, publisher and version name. A wildcard gives any number; without one exactly one is meant.
 *
 * @throws {RuntimeFault} `NotFound`; `Ambiguous`; `Corrupt` for a damaged one.
 */
export async function chooseImages(
  choice: ImageChoice,
  options: ChooseOptions,
  context: CmdletContext,
): Promise<Image[]> {
  const { images } = context.services;
  if (choice.Name === undefined && choice.Publisher === undefined && choice.Version === undefined) {
    throw fault('InvalidArgument', 'No image is named.', { hint: 'Give -Name; Get-ContainerImage lists the images' });
  }
  if (choice.Name !== undefined && hasWildcard(choice.Name)) {
    const found = filterImages(choice, await images.list());
    return options.allowDamaged === true ? found : found.filter(({ damage }) => damage === undefined);
  }
  const selector: ImageSelector = {};
  if (choice.Name !== undefined) selector.name = choice.Name;
  if (choice.Publisher !== undefined) selector.publisher = choice.Publisher;
  if (choice.Version !== undefined) selector.version = choice.Version;
  return [await images.find(selector, options)];
}

/**
 * All versions of a name among some images; what is not a name may still be a digest, or the beginning of one, of any
 * image. Damaged ones too.
 *
 * @throws {RuntimeFault} `NotFound`, `Ambiguous`; not for a wildcard that matches nothing.
 */
export async function chooseVersions(
  choice: ImageChoice & { Name: string },
  among: readonly Image[],
  context: CmdletContext,
): Promise<Image[]> {
  const matching = filterImages(choice, among);
  if (matching.length > 0 || hasWildcard(choice.Name)) return matching;
  return chooseImages(choice, { several: 'ambiguous', allowDamaged: true }, context);
}

/** Filters by wildcards: on the name, reference or full name; the publisher with or without `CN=`; the version. */
export function filterImages(choice: ImageChoice, images: readonly Image[]): Image[] {
  const isName = matcher(choice.Name);
  const isPublisher = matcher(choice.Publisher);
  const isVersion = versionMatcher(choice.Version);
  return images.filter(
    (image) =>
      (isName(image.name) || isName(image.reference) || isName(fullName(image))) &&
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
  return matcher([...parts, '0', '0', '0'].slice(0, Math.max(4, parts.length)).join('.'));
}
