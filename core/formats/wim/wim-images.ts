import type { BlockSource } from '../../base/block-source.ts';
import { damaged } from './fields.ts';
import { BadXml, child, parseXml, type XmlElement } from './parse-xml.ts';
import { readPlainResource } from './resource-header.ts';
import type { WimHeader } from './wim-header.ts';

/** Hundreds of images, each with a few kilobytes. */
const MAX_XML_BYTES = 16 * 1024 * 1024;
/** PROCESSOR_ARCHITECTURE_*, by number. */
const ARCHITECTURES: Readonly<Record<string, string>> = { 0: 'x86', 5: 'arm', 6: 'ia64', 9: 'amd64', 12: 'arm64' };

/** What the XML says of one image. */
export interface WimImage {
  /** From 1. */
  index: number;
  /** Empty when there is none. */
  name: string;
  description: string;
  /** How many files and folders, as told; 0 when not told. */
  entryCount: number;
  /** Of Windows in it; undefined for an image of other files. */
  windows?: WimWindows;
}

export interface WimWindows {
  /** `amd64`, or the number when it is unknown. */
  architecture: string;
  /** `10.0.20348.587`. */
  version: string;
  /** `Server Core`, `Nano Server`, `Server`, `Client`; empty when not told. */
  installationType: string;
  /** `ServerStandard`. */
  edition: string;
  /** `en-US`; the default one first. */
  languages: string[];
}

/**
 * Reads what the XML of a WIM file says of its images, in the order of their index. The XML is UTF-16 with a byte order
 * mark.
 *
 * @throws {RuntimeFault} `Corrupt`.
 */
export async function readWimImages(source: BlockSource, header: WimHeader): Promise<WimImage[]> {
  const bytes = await readPlainResource(source, header.xml, { what: 'its XML', maxBytes: MAX_XML_BYTES });
  const text = bytes.toString('utf16le').replace(/^\ufeff/, '');
  const root = parse(source, text);
  const found = new Map<number, WimImage>();
  for (const element of root.children) {
    if (element.name !== 'IMAGE') continue;
    const index = wholeNumber(element.attributes['INDEX'] ?? '');
    if (index < 1 || index > header.imageCount || found.has(index)) {
      throw damaged(source.name, `its XML has an image ${element.attributes['INDEX']}`);
    }
    found.set(index, toImage(index, element));
  }
  if (found.size !== header.imageCount) {
    throw damaged(source.name, `it has ${header.imageCount} images and the XML of ${found.size}`);
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

function parse(source: BlockSource, text: string): XmlElement {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof BadXml) throw damaged(source.name, `in its XML, ${error.message}`);
    throw error;
  }
}

function toImage(index: number, element: XmlElement): WimImage {
  const windows = child(element, 'WINDOWS');
  return {
    index,
    name: text(element, 'NAME'),
    description: text(element, 'DESCRIPTION'),
    entryCount: wholeNumber(text(element, 'DIRCOUNT')) + wholeNumber(text(element, 'FILECOUNT')),
    ...(windows === undefined ? {} : { windows: toWindows(windows) }),
  };
}

function toWindows(element: XmlElement): WimWindows {
  const version = child(element, 'VERSION');
  const architecture = text(element, 'ARCH');
  const listed = child(element, 'LANGUAGES');
  const preferred = text(listed, 'DEFAULT');
  const languages = (listed?.children ?? [])
    .filter(({ name }) => name === 'LANGUAGE')
    .map((language) => language.text.trim());
  return {
    architecture: ARCHITECTURES[architecture] ?? architecture,
    version: ['MAJOR', 'MINOR', 'BUILD', 'SPBUILD'].map((part) => wholeNumber(text(version, part))).join('.'),
    installationType: text(element, 'INSTALLATIONTYPE'),
    edition: text(element, 'EDITIONID'),
    languages: [...new Set(preferred === '' ? languages : [preferred, ...languages])],
  };
}

function text(element: XmlElement | undefined, name: string): string {
  return child(element, name)?.text.trim() ?? '';
}

/** 0 for what is no number: these tell, they do not measure. */
function wholeNumber(value: string): number {
  return /^[0-9]{1,9}$/.test(value) ? Number(value) : 0;
}
