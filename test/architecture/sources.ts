import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const PROJECT = dirname(dirname(import.meta.dirname));

/** One import of a source file. */
export interface Import {
  /** As written: `../base/fault.ts`, `node:fs`, `koffi`. */
  specifier: string;
  /** Erased when the program runs. */
  isType: boolean;
}

/** A TypeScript file of core/, with `/` in its path on every platform: `core/base/fault.ts`. */
export interface Source {
  path: string;
  text: string;
  imports: Import[];
}

/** The files below a folder of the project, sorted, as paths from the project's folder. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending))
    .sort();
}

/** Every hand-written or generated TypeScript file of core/. */
export function coreSources(): Source[] {
  return filesBelow('core', '.ts').map((path) => {
    const text = readFileSync(join(PROJECT, path), 'utf8');
    return { path, text, imports: importsOf(text) };
  });
}

/** Static and dynamic imports and re-exports. */
export function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  const found: Import[] = [];
  for (const [, type, specifier] of code.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'/gm))
    if (specifier !== undefined) found.push({ specifier, isType: type !== undefined });
  for (const [, bare, dynamic] of code.matchAll(/^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)) {
    const specifier = bare ?? dynamic;
    if (specifier !== undefined) found.push({ specifier, isType: false });
  }
  return found;
}

/** The file of the project that a relative import means. */
export function resolveImport(from: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(from), specifier));
}

/** `base` for `core/base/fault.ts`. */
export function folderOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Comments go; strings that look like comments (`'https://'`) stay. Good enough for code that a formatter wrote. */
export function withoutComments(text: string): string {
  return text.replace(
    /('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\])\/\/[^\n]*/g,
    (_, kept) => kept ?? '',
  );
}
