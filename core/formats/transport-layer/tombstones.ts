import { fault } from '../../base/fault.ts';

/** The file that lists what a layer takes away. */
export const TOMBSTONES_FILE = 'tombstones.txt';
/** Beside each folder `D` of the transport format stands the file `D.$wcidirs$` with its attributes and streams. */
export const FOLDER_SUFFIX = '.$wcidirs$';
const FIRST_LINE = '\ufeffVersion 1.0';
/** Of one list; a whole base taken away is a tenth of it. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Writes the list: UTF-8 with a byte order mark, `Version 1.0`, then a line `\a\b` for each path.
 *
 * @param paths Relative to `Files`, parts joined by `/`: `a/b`.
 */
export function encodeTombstones(paths: readonly string[]): Buffer {
  return Buffer.from([FIRST_LINE, ...paths.map((path) => `\\${path.replaceAll('/', '\\')}`), ''].join('\n'), 'utf8');
}

/**
 * Reads the list. @returns paths relative to `Files`, parts joined by `/`.
 * @throws {RuntimeFault} `Corrupt` for another version, no byte order mark, a line that is no path.
 */
export function decodeTombstones(bytes: Buffer): string[] {
  if (bytes.length > MAX_BYTES) throw bad(`it has ${bytes.length} bytes`);
  const [first, ...lines] = bytes.toString('utf8').split(/\r?\n/);
  if (first !== FIRST_LINE) throw bad('it does not begin with a byte order mark and "Version 1.0"');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const parts = line.replace(/^\\/, '').split('\\');
    if (!line.startsWith('\\') || parts.some((part) => /^$|^\.{1,2}$|[\p{Cc}/:]/u.test(part)))
      throw bad(`'${line.slice(0, 100)}' is no path in the layer`);
    return parts.join('/');
  });
}

function bad(why: string): Error {
  return fault('Corrupt', `The list of removed files is damaged: ${why}.`, { target: TOMBSTONES_FILE });
}
