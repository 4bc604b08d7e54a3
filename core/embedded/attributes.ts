import { readAttribute, writeAttribute } from './bind.ts';

/** Where Wine keeps what Unix has no bit for. */
const DOS_ATTRIBUTE = 'user.DOSATTRIB';
const READONLY = 0x1;
/** HIDDEN, SYSTEM, and the other bits that live in the attribute. */
const KEPT = 0x1 | 0x2 | 0x4;

/** FILE_ATTRIBUTE_* bits of a file; undefined when there is nothing to say. */
export function readDosAttributes(path: string, mode: number, isFolder: boolean): number | undefined {
  const text = readAttribute(path, DOS_ATTRIBUTE)?.toString('latin1');
  const stored = text !== undefined && /^0x[0-9a-f]{1,8}/i.test(text) ? Number.parseInt(text, 16) & KEPT : 0;
  const bits = stored | (!isFolder && (mode & 0o222) === 0 ? READONLY : 0);
  return bits === 0 ? undefined : bits;
}

/** Stores them the way Wine reads them. */
export function writeDosAttributes(path: string, attributes: number | undefined): void {
  const bits = (attributes ?? 0) & KEPT;
  if ((bits & ~READONLY) !== 0) writeAttribute(path, DOS_ATTRIBUTE, `0x${bits.toString(16)}`);
}

/** The Unix mode of an imported file: Wine asks for the execute bit before it runs one. */
export function fileMode(attributes: number | undefined): number {
  return ((attributes ?? 0) & READONLY) === 0 ? 0o755 : 0o555;
}
