import { fault } from './fault.ts';

const CONTAINER_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const BARE_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/i;
const DEVICE = /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3])$/i;
const COMPUTER_NAME = /^(?!-)(?!\d+$)[A-Za-z0-9-]{1,15}(?<!-)$/;
// Control characters must be refused in file names, so this pattern has to name them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const FORBIDDEN_IN_FILE_NAME = /[\u0000-\u001f<>:"|?*\\/]/;

/** Whether a text is a GUID, with any case, without braces. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** Whether a text would be taken for an id: a GUID, or 32 or 64 hex digits. */
export function looksLikeId(text: string): boolean {
  return GUID.test(text) || BARE_ID.test(text);
}

/** Whether Windows takes a file name for a device (`NUL`, `com1.txt`), whatever its extension. */
export function isReservedWindowsName(name: string): boolean {
  const stem = name.split('.', 1)[0] ?? '';
  return DEVICE.test(stem.trimEnd());
}

/** Shows hostile text in a message: control and direction characters escaped, cut at 80 characters. */
export function showName(text: string): string {
  const cut = text.length > 80 ? `${text.slice(0, 80)}...` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/**
 * Checks the name that a user gives a container: 1 to 63 letters, digits, `_`, `.`, `-`, the first a letter or digit.
 *
 * @returns the name, unchanged.
 * @throws {RuntimeFault} `InvalidArgument`, with the reason.
 * @example A reserved name
 * assert.throws(() => checkContainerName('NUL'));
 * assert.equal(checkContainerName('web'), 'web');
 */
export function checkContainerName(name: string): string {
  const why = whyNotContainerName(name);
  if (why === undefined) return name;
  throw fault('InvalidArgument', `Container name '${showName(name)}' cannot be used: ${why}.`, {
    target: name,
    hint: 'Use 1 to 63 letters, digits, _ . or -, for example New-Container -Name web',
  });
}

function whyNotContainerName(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.length > 63) return `it is ${name.length} characters, over 63`;
  if (!CONTAINER_NAME.test(name)) {
    return 'it may hold only letters, digits, _ . and -, and must begin with a letter or digit';
  }
  if (name.endsWith('.')) return 'it ends with a dot';
  if (isReservedWindowsName(name)) return 'Windows reserves it for a device';
  if (looksLikeId(name)) return 'it looks like a container id';
  return undefined;
}

/**
 * Checks a computer name inside a container: NetBIOS rules, 1 to 15 letters, digits and hyphens, not digits alone.
 *
 * @throws {RuntimeFault} `InvalidArgument`.
 */
export function checkComputerName(name: string): string {
  if (COMPUTER_NAME.test(name)) return name;
  throw fault('InvalidArgument', `Computer name '${showName(name)}' cannot be used.`, {
    target: name,
    hint: 'Use 1 to 15 letters, digits and hyphens, not digits alone, no hyphen at either end',
  });
}

/** Why Windows would refuse this as the name of a file or folder, or undefined when it is fine. */
export function whyNotFileName(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') return 'it names no file';
  if (FORBIDDEN_IN_FILE_NAME.test(name)) return 'it holds a character that Windows forbids';
  if (name.length > 255) return 'it is over 255 characters';
  if (name.endsWith('.') || name.endsWith(' ')) return 'it ends with a dot or a space';
  if (isReservedWindowsName(name)) return 'Windows reserves it for a device';
  return undefined;
}

/**
 * Makes a container name from an image's name and the new id: `windows-3f2a`.
 *
 * @param digits How many hex digits of the id to take: more after a collision.
 */
export function generateContainerName(imageName: string, id: string, digits: number): string {
  const last = imageName.split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .split(/[:@]/, 1)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9_.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .replace(/[^a-z0-9]+$/, '')
    .slice(0, 30)
    .replace(/[^a-z0-9]+$/, '');
  const usable = stem === '' || isReservedWindowsName(stem) ? 'container' : stem;
  return `${usable}-${id.replaceAll('-', '').slice(0, digits)}`;
}
