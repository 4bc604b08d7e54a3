import type { ExactTimes, ExtendedAttribute } from '../../spec/layer-entry.ts';
import { isExtendedAttributeName } from '../backup-stream/extended-attributes.ts';
import { badName } from './layer-name.ts';

/** What Windows keeps of a file beside its content, as an entry carries it. */
export interface WindowsMetadata {
  attributes?: number;
  securityDescriptor?: Uint8Array;
  times?: ExactTimes;
  extendedAttributes?: readonly ExtendedAttribute[];
}

/** The pax keys of the times. Modification is there for its fraction; the header has whole seconds. */
const TIME_KEYS = {
  modified: 'mtime',
  created: 'LIBARCHIVE.creationtime',
  accessed: 'atime',
  changed: 'ctime',
} as const;
const TIME_NAMES = ['modified', 'created', 'accessed', 'changed'] as const;
const EA_PREFIX = 'MSWINDOWS.xattr.';
/** A junction. Its value is 1; its presence counts. */
export const MOUNT_POINT = 'MSWINDOWS.mountpoint';

/** A security descriptor of more than this is damage. */
const MAX_DESCRIPTOR = 65_536;
/** The same for the value of one extended attribute. */
const MAX_EA_VALUE = 65_535;
const MAX_EAS = 1000;

/** @throws {RuntimeFault} `InvalidArgument`, naming the entry, for what Windows could not hold. */
export function readWindowsMetadata(pax: Readonly<Record<string, string>>, name: string): WindowsMetadata {
  const found: WindowsMetadata = {};
  const attributes = pax['MSWINDOWS.fileattr'];
  if (attributes !== undefined) {
    if (!/^[0-9]{1,10}$/.test(attributes) || Number(attributes) > 0xffff_ffff)
      throw badName(name, 'its MSWINDOWS.fileattr is no number');
    found.attributes = Number(attributes);
  }
  const descriptor = pax['MSWINDOWS.rawsd'];
  if (descriptor !== undefined) {
    const bytes = base64(descriptor);
    if (bytes === undefined || bytes.length > MAX_DESCRIPTOR)
      throw badName(name, 'its MSWINDOWS.rawsd is no base64 of a descriptor');
    found.securityDescriptor = bytes;
  }
  const times = readTimes(pax, name);
  if (times !== undefined) found.times = times;
  const extendedAttributes = readExtendedAttributes(pax, name);
  if (extendedAttributes.length > 0) found.extendedAttributes = extendedAttributes;
  return found;
}

/** The same as pax records. `defaultAttributes`: what a reader takes when there is none. */
export function writeWindowsMetadata(from: WindowsMetadata, defaultAttributes: number): Record<string, string> {
  const pax: Record<string, string> = {};
  if (from.attributes !== undefined && from.attributes !== defaultAttributes)
    pax['MSWINDOWS.fileattr'] = String(from.attributes);
  if (from.securityDescriptor !== undefined)
    pax['MSWINDOWS.rawsd'] = Buffer.from(from.securityDescriptor).toString('base64');
  for (const key of TIME_NAMES) {
    const time = from.times?.[key];
    if (time !== undefined) pax[TIME_KEYS[key]] = time;
  }
  for (const { name, value } of from.extendedAttributes ?? [])
    pax[`${EA_PREFIX}${name}`] = Buffer.from(value).toString('base64');
  return pax;
}

function readTimes(pax: Readonly<Record<string, string>>, name: string): ExactTimes | undefined {
  const times: ExactTimes = {};
  for (const key of TIME_NAMES) {
    const text = pax[TIME_KEYS[key]];
    if (text === undefined) continue;
    const [, whole, fraction] = /^(-?\d{1,12})(?:\.(\d{1,20}))?$/.exec(text) ?? [];
    if (whole === undefined) throw badName(name, `its ${TIME_KEYS[key]} is no time`);
    const decimals = (fraction ?? '').slice(0, 9).replace(/0+$/, '');
    // Whole seconds of modification are in the header, or in `modifiedMs` in any case.
    if (key === 'modified' && decimals === '') continue;
    times[key] = decimals === '' ? whole : `${whole}.${decimals}`;
  }
  return Object.keys(times).length === 0 ? undefined : times;
}

function readExtendedAttributes(pax: Readonly<Record<string, string>>, name: string): ExtendedAttribute[] {
  const keys = Object.keys(pax).filter((key) => key.startsWith(EA_PREFIX));
  if (keys.length > MAX_EAS) throw badName(name, `it has ${keys.length} extended attributes`);
  return keys.sort().map((key) => {
    const value = base64(pax[key] ?? '');
    const attribute = key.slice(EA_PREFIX.length);
    if (!isExtendedAttributeName(attribute) || value === undefined || value.length > MAX_EA_VALUE)
      throw badName(name, 'NTFS cannot hold one of its extended attributes');
    return { name: attribute, value: Uint8Array.from(value) };
  });
}

function base64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
