import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The scripts of a folder in the order of their names, each in a region of its own.
 *
 * @param name What the folder is called in the regions: `src`.
 */
export async function partsOf(folder: string, name: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ps1')).sort();
  const lines: string[] = [];
  for (const file of files) {
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trimEnd();
    lines.push(`#region ${name}/${file}`, '', ...text.split('\n'), '', `#endregion ${name}/${file}`, '');
  }
  return lines;
}
