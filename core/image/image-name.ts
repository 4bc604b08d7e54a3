import { fault } from '../base/fault.ts';
import { isReservedWindowsName, showName } from '../base/names.ts';

const MAX_NAME = 128;
const MAX_PUBLISHER = 256;
/** No path parts, wildcards, control characters, or what separates the parts of references and full names in scripts. */
const NAME = /^[A-Za-z0-9\p{L}](?:[A-Za-z0-9\p{L}\p{N} ._-]*[A-Za-z0-9\p{L}\p{N}_-])?$/u;
const PUBLISHER = /^[^\p{Cc}\p{Cs}/\\:*?"<>|_]+$/u;

export const DEFAULT_PUBLISHER = 'CN=Local';
export const DEFAULT_VERSION = '1.0.0.0';

/** Checks an image's name. @returns it, unchanged. @throws {RuntimeFault} `InvalidArgument`, with the reason. */
export function checkImageName(name: string): string {
  const why = whyNotImageName(name);
  if (why === undefined) return name;
  throw fault('InvalidArgument', `Image name '${showName(name)}' cannot be used: ${why}.`, {
    target: name,
    hint: `Use 1 to ${MAX_NAME} letters, digits, spaces, _ . or -, for example New-ContainerImage -ContainerName web -Name mysite`,
  });
}

function whyNotImageName(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > MAX_NAME) return `it is ${name.length} characters, over ${MAX_NAME}`;
  if (!NAME.test(name) || name.includes('..')) {
    return 'it may hold only letters, digits, spaces, _ . and -, begins with a letter or digit and ends with no dot or space';
  }
  if (isReservedWindowsName(name)) return 'Windows reserves it for a device';
  if (/^(?:sha256:)?[0-9a-f]{64}$/i.test(name)) return 'it looks like a digest';
  return undefined;
}

/** `Demo` becomes `CN=Demo`; a distinguished name stays. @throws {RuntimeFault} `InvalidArgument`. */
export function normalisePublisher(publisher: string): string {
  const text = publisher.trim();
  const full = /^[A-Za-z]{1,3}=/.test(text) ? text : `CN=${text}`;
  if (PUBLISHER.test(full) && full.length <= MAX_PUBLISHER && !/^[A-Za-z]{1,3}=$/.test(full)) return full;
  throw fault(
    'InvalidArgument',
    `Publisher '${showName(publisher)}' cannot be used: it is empty, too long, or has characters that a file name cannot have.`,
    {
      target: publisher,
      hint: 'Use a name such as Demo or CN=Demo',
    },
  );
}

/** `1.0` becomes `1.0.0.0`. Each part is 0 to 65535. @throws {RuntimeFault} `InvalidArgument`. */
export function normaliseVersion(version: string): string {
  const parts = version.trim().split('.');
  const numbers = parts.map((part) => (/^[0-9]{1,5}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length > 4 || numbers.some((part) => !(part <= 65_535))) {
    throw fault(
      'InvalidArgument',
      `Version '${showName(version)}' cannot be used: it is not one to four numbers from 0 to 65535 with dots between.`,
      {
        target: version,
        hint: 'Use a version such as 1.0.0.0',
      },
    );
  }
  while (numbers.length < 4) numbers.push(0);
  return numbers.join('.');
}

/** `CN=Demo_web_1.0.0.0`. */
export function fullName(image: { publisher: string; name: string; version: string }): string {
  return `${image.publisher}_${image.name}_${image.version}`;
}

/** Orders four-part versions by their numbers. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < 4; i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The OCI reference that an image gets: `web:1.0.0.0`, with its publisher before it while that one is taken. */
export function chooseReference(
  image: { publisher: string; name: string; version: string },
  taken: ReadonlySet<string>,
): string {
  const plain = `${slug(image.name)}:${image.version}`;
  if (!taken.has(plain)) return plain;
  const published = `${slug(image.publisher.replace(/^[A-Za-z]{1,3}=/, ''))}/${plain}`;
  let reference = published;
  for (let at = 2; taken.has(reference); at++) reference = `${published}-${at}`;
  return reference;
}

/** A path part of a reference: lower-case ASCII letters and digits, single separators between. */
function slug(text: string): string {
  const ascii = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return ascii === '' ? 'image' : ascii;
}

/** What a foreign image is called here: from its reference (`docker.io/library/web:1.0`), else from its archive's name. */
export function nameFromReference(reference: string | undefined, fallback: string): { name: string; version: string } {
  const text = (reference ?? fallback).replace(/@.*$/, '');
  const last = text.slice(text.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  const tag = colon === -1 ? '' : last.slice(colon + 1);
  const base = slug(colon === -1 ? last : last.slice(0, colon));
  const isVersion = /^v?[0-9]{1,4}(?:\.[0-9]{1,4}){0,3}$/.test(tag);
  const name = isVersion || tag === '' || tag === 'latest' ? base : `${base}-${slug(tag)}`;
  return {
    name: name.slice(0, MAX_NAME),
    version: isVersion ? normaliseVersion(tag.replace(/^v/, '')) : DEFAULT_VERSION,
  };
}
