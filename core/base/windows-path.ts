import { fault, type RuntimeFault } from './fault.ts';
import { showName, whyNotFileName } from './names.ts';

/** A path on a container's C: drive. */
export interface WindowsPath {
  /** `['inetpub', 'wwwroot']`; empty for `C:\` itself. */
  parts: readonly string[];
  /** It was written with a separator or `.` at its end: it must be a folder. */
  isFolder: boolean;
  /** It ended with `\.`: what the folder holds, not the folder. */
  isContent: boolean;
}

/**
 * Parses a path inside a container: `C:\inetpub`, `c:/inetpub/`, `\inetpub`, `inetpub` (from the root).
 *
 * `.` and `..` are resolved; `..` above the root, other drives, `\\server` paths, alternate streams, device names and
 * characters that Windows forbids are refused.
 *
 * @throws {RuntimeFault} `InvalidArgument`.
 * @example A folder
 * assert.equal(formatWindowsPath(parseWindowsPath('c:/inetpub/./wwwroot/').parts), 'C:\\inetpub\\wwwroot');
 */
export function parseWindowsPath(text: string): WindowsPath {
  if (text === '') throw refuse(text, 'it is empty');
  if (text.length > 4096) throw refuse(text, `it is ${text.length} characters, over 4096`);
  const slashed = text.replaceAll('\\', '/');
  if (slashed.startsWith('//')) throw refuse(text, 'network and device paths cannot be used');
  const drive = /^([A-Za-z]):/.exec(slashed);
  if (drive !== null && drive[1]?.toUpperCase() !== 'C') throw refuse(text, 'a container has only the drive C:');
  const rest = drive === null ? slashed : slashed.slice(2);
  const parts: string[] = [];
  for (const part of rest.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) throw refuse(text, 'it leaves the drive');
      continue;
    }
    const why = whyNotFileName(part);
    if (why !== undefined) throw refuse(text, `'${showName(part)}': ${why}`);
    parts.push(part);
  }
  return { parts, isFolder: parts.length === 0 || /(?:^|\/)\.{0,2}$/.test(rest), isContent: /(?:^|\/)\.$/.test(rest) };
}

function refuse(text: string, why: string): RuntimeFault {
  return fault('InvalidArgument', `Container path '${showName(text)}' cannot be used: ${why}.`, {
    target: text,
    hint: "Give a path on the container's drive C:, for example C:\\inetpub\\wwwroot",
  });
}

/** `C:\inetpub\wwwroot`. */
export function formatWindowsPath(parts: readonly string[]): string {
  return `C:\\${parts.join('\\')}`;
}
