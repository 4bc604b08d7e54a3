/** A path as a user gives it: on this machine, or in the container that is named before it. */
export interface GivenPath {
  container?: string;
  path: string;
}

/**
 * Splits `web:C:\site` into the container and its path; `C:\site`, `./a:b` and `/tmp/x` are of this machine. One
 * letter before the colon is a drive, unless another drive follows (`w:C:\site`).
 *
 * @example A container's path
 * assert.deepEqual(splitContainerPath('web:C:\\site'), { container: 'web', path: 'C:\\site' });
 * assert.deepEqual(splitContainerPath('C:\\site'), { path: 'C:\\site' });
 */
export function splitContainerPath(text: string): GivenPath {
  const path = text.replace(/^Microsoft\.PowerShell\.Core\\FileSystem::/i, '');
  const match = /^([^:\\/]+):([\s\S]*)$/.exec(path);
  if (match === null) return { path };
  const [, container = '', inside = ''] = match;
  if (container.length === 1 && !/^[A-Za-z]:/.test(inside)) return { path };
  return { container, path: inside === '' ? '\\' : inside };
}
