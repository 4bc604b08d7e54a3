import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text as it may lie about: in UTF-8, UTF-16, and the base64 of both, at each of the three places in a longer one. */
export function formsOf(text: string): Buffer[] {
  const plain = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const shifts = [0, 1, 2];
  const encoded = plain.flatMap((bytes) =>
    shifts.map((shift) => {
      const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      // Characters that also hold bits of what is before or behind are left out.
      const whole = base64.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
      return Buffer.from(whole);
    }),
  );
  return [...plain, ...encoded];
}

/** The files below a folder, hidden ones too; folders that cannot be read are left out (overlayfs has one that nobody can). */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Those of the files that hold one of the needles. What is gone meanwhile holds none. */
export async function holdersOf(paths: readonly string[], needles: readonly Buffer[]): Promise<string[]> {
  const holders: string[] = [];
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) holders.push(path);
  }
  return holders;
}
