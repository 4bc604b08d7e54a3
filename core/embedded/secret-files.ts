import { join } from 'node:path';
import { fault } from '../base/fault.ts';
import { formatWindowsPath } from '../base/windows-path.ts';
import { checkSecretFiles, type SecretFile } from '../host/secret-files.ts';
import { foldCase, UnionView } from './union-view.ts';

/**
 * What `sandbox.sh` reads from its standard input: for each file a line with its size, one with its place below
 * drive_c, as the file system spells what is there already, and its bytes.
 *
 * @param parents The scratch's layers, topmost first.
 * @throws InvalidArgument for a place that has a folder, or a file or link above it.
 */
export function encodeSecretFiles(scratch: string, parents: readonly string[], files: readonly SecretFile[]): Buffer {
  const places = checkSecretFiles(files);
  const view = new UnionView([join(scratch, 'upper'), ...parents].map((folder) => join(folder, 'drive_c')));
  try {
    const chunks = files.flatMap(({ content }, index) => {
      const place = spell(view, places[index] ?? []);
      return [Buffer.from(`${content.length}\n${place}\n`), content];
    });
    return Buffer.concat(chunks);
  } finally {
    view.close();
  }
}

function spell(view: UnionView, parts: readonly string[]): string {
  let path = '';
  for (const [index, part] of parts.entries()) {
    const entry = view.list(path).get(foldCase(part));
    path = path === '' ? (entry?.name ?? part) : `${path}/${entry?.name ?? part}`;
    if (entry === undefined) return [path, ...parts.slice(index + 1)].join('/');
    const isLast = index === parts.length - 1;
    if (isLast ? entry.stats.isFile() : entry.stats.isDirectory()) continue;
    const what = formatWindowsPath(path.split('/'));
    throw fault('InvalidArgument', `No secret file can be at '${formatWindowsPath(parts)}': '${what}' is in the way.`, {
      target: what,
      hint: 'Give another place',
    });
  }
  return path;
}
