import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What each file of a packed folder is: path, size, SHA-256. It does not list itself. */
export const CATALOG = 'files.csv';

export interface CatalogRow {
  path: string;
  sizeBytes: number;
  sha256: string;
}

/** Relative to `folder`, with `/`, in the order of their code units. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}

/** What is in a packed folder now. */
export async function catalog(folder: string): Promise<CatalogRow[]> {
  const paths = (await filesBelow(folder)).filter((path) => path !== CATALOG);
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      return { path, sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

/** As Import-Csv reads it. */
export function catalogText(rows: readonly CatalogRow[]): string {
  const lines = rows.map(({ path, sizeBytes, sha256 }) => `"${path}",${sizeBytes},${sha256}`);
  return ['Path,SizeBytes,SHA256', ...lines, ''].join('\n');
}
