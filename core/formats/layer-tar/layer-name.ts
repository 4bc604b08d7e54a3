import { fault, type RuntimeFault } from '../../base/fault.ts';

/** The folders that a Windows layer may hold at its top. */
export const LAYER_ROOTS = ['Files', 'Hives', 'UtilityVM'] as const;
export const WHITEOUT = '.wh.';

/** NTFS: a component; the whole path of an extended-length name. In UTF-16 units. */
const MAX_COMPONENT = 255;
const MAX_NAME = 32_000;
/** Device names, with whatever extension, as Windows' file calls understand them in any folder. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3]) *(?:\..*)?$/i;
/** What no Windows file name holds: control characters, half characters, wildcards, quotes, pipes, a stream's or a drive's colon. */
const FORBIDDEN = /[\p{Cc}\p{Cs}<>:"|?*\\\ufffd]/u;

/**
 * Checks the name of an entry of a Windows layer: relative, `/` between components, under one of `LAYER_ROOTS`, and each
 * component a name that Windows can have.
 *
 * @throws {RuntimeFault} `InvalidArgument`, naming the entry and what is wrong.
 */
export function checkLayerName(name: string): void {
  if (name.startsWith('/')) throw badName(name, 'it is absolute');
  if (/^[A-Za-z]:/.test(name)) throw badName(name, 'it begins with a drive');
  if (name.length > MAX_NAME) throw badName(name, `it is longer than ${MAX_NAME} characters`);
  const parts = name.split('/');
  for (const part of parts) checkComponent(name, part);
  if (!LAYER_ROOTS.some((root) => root === parts[0]))
    throw badName(name, `a Windows layer holds only ${LAYER_ROOTS.join(', ')}`);
}

/** `Files/a.txt:stream` as the file and its stream; undefined for a name without a stream. */
export function splitStreamName(name: string): { file: string; stream: string } | undefined {
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  return colon === -1 ? undefined : { file: name.slice(0, colon), stream: name.slice(colon + 1) };
}

/** Checks the name of an alternate stream. `name`: the whole entry's. @throws {RuntimeFault} `InvalidArgument`. */
export function checkStreamName(name: string, stream: string): void {
  if (stream === '' || stream.length > MAX_COMPONENT || /[\p{Cc}\p{Cs}:/\\\ufffd]/u.test(stream))
    throw badName(name, 'NTFS has no such stream');
}

function checkComponent(name: string, part: string): void {
  if (part === '') throw badName(name, 'it has an empty part');
  if (part === '.' || part === '..') throw badName(name, `it has the part '${part}'`);
  if (part.length > MAX_COMPONENT) throw badName(name, `a part is longer than ${MAX_COMPONENT} characters`);
  const forbidden = FORBIDDEN.exec(part);
  if (forbidden) {
    const code = (forbidden[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase();
    throw badName(name, `it has the character U+${code}, which Windows does not allow`);
  }
  if (/[. ]$/.test(part)) throw badName(name, 'a part ends with a dot or a space');
  if (DEVICE.test(part)) throw badName(name, `'${part}' is the name of a device`);
}

/**
 * Checks where a symbolic link points: a place on the same C: drive. `from` is the link's own layer name.
 *
 * @throws {RuntimeFault} `InvalidArgument`.
 */
export function checkSymlinkTarget(from: string, target: string): void {
  const leaves = (): RuntimeFault => badName(from, `its link target '${printable(target)}' leaves the layer`);
  if (target === '' || target.length > MAX_NAME || /[\p{Cc}\p{Cs}\ufffd]/u.test(target))
    throw badName(from, 'its link target is empty, too long or has control characters');
  const path = target.replaceAll('\\', '/');
  const drive = /^([A-Za-z]):\//.exec(path);
  if (drive && drive[1]?.toUpperCase() !== 'C') throw leaves();
  if (!drive && (path.startsWith('/') || path.includes(':'))) throw leaves();
  // Depth below `Files`, which is C:\; a link may climb to it and no higher.
  let depth = drive ? 0 : from.split('/').length - 2;
  for (const part of (drive ? path.slice(3) : path).split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) throw leaves();
  }
}

/** A fault about one entry. */
export function badName(name: string, why: string): RuntimeFault {
  return fault('InvalidArgument', `The layer's entry '${printable(name)}' is refused: ${why}.`, {
    target: printable(name),
  });
}

/** A hostile name as a message may show it: control characters as escapes, at most 200 characters. */
export function printable(name: string): string {
  const text = name.replace(
    /[\p{Cc}\p{Cf}\p{Cs}]/gu,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
