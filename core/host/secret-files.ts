import { fault, type RuntimeFault } from '../base/fault.ts';
import { formatWindowsPath, parseWindowsPath } from '../base/windows-path.ts';

/** A file that only the programs of a system are to see, in clear. */
export interface SecretFile {
  /** Absolute, on the system's C: drive; compared without regard to case. */
  path: string;
  /** Not empty. */
  content: Uint8Array;
}

/** How long each may be (Docker's limit), how many, and how long together. */
export const SECRET_FILE_LIMITS = { bytes: 512_000, count: 100, totalBytes: 8 * 1024 * 1024 } as const;

/**
 * The parts of each path, in the order of the files.
 * @throws InvalidArgument for a path that is none, is given twice or lies below another, and for what is empty or too long.
 */
export function checkSecretFiles(files: readonly SecretFile[]): string[][] {
  const { bytes, count, totalBytes } = SECRET_FILE_LIMITS;
  if (files.length > count) throw wrong(`There are ${files.length} secret files; a container has at most ${count}.`);
  const total = files.reduce((sum, { content }) => sum + content.length, 0);
  if (total > totalBytes)
    throw wrong(`The secret files are ${total} bytes together; at most ${totalBytes} can be given.`);
  const places = files.map(({ path, content }) => {
    const { parts, isFolder } = parseWindowsPath(path);
    if (!/^[A-Za-z]:[\\/]/.test(path) || isFolder) throw wrong(`'${path}' is no place for a secret file.`, path);
    const place = formatWindowsPath(parts);
    if (content.length === 0) throw wrong(`The secret file '${place}' is empty.`, place);
    if (content.length > bytes) throw wrong(`The secret file '${place}' is over ${bytes} bytes.`, place);
    return [...parts];
  });
  checkApart(places);
  return places;
}

/** No two in one place, none below another. */
function checkApart(places: readonly string[][]): void {
  const taken = new Set<string>();
  for (const parts of places) {
    const key = keyOf(parts);
    const place = formatWindowsPath(parts);
    if (taken.has(key)) throw wrong(`The secret file '${place}' is given twice.`, place);
    taken.add(key);
  }
  for (const parts of places) {
    const above = parts.findIndex((_, length) => length > 0 && taken.has(keyOf(parts.slice(0, length))));
    if (above < 0) continue;
    const [place, other] = [formatWindowsPath(parts), formatWindowsPath(parts.slice(0, above))];
    throw wrong(`The secret file '${place}' cannot be below '${other}', which is one too.`, place);
  }
}

function keyOf(parts: readonly string[]): string {
  return parts.join('\\').toUpperCase();
}

function wrong(message: string, target = 'SecretFile'): RuntimeFault {
  return fault('InvalidArgument', message, {
    target,
    hint: "-SecretFile @{ 'db' = 'C:\\keys\\db.txt' }: a name, or an absolute path in the container, and the file of this machine",
  });
}
