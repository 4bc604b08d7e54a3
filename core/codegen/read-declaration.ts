import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parsePowerShellData } from '../formats/powershell-data/parse-powershell-data.ts';
import type { Declaration } from '../spec/cmdlet.ts';
import { checkDeclaration } from './check-declaration.ts';

/** The declaration, and the name and hash that each generated file names as its source. */
export interface Source {
  declaration: Declaration;
  fileName: string;
  sha256: string;
}

/**
 * Reads and checks `cmdlets.psd1`.
 *
 * @throws {RuntimeFault} `InvalidArgument` with line and column for what is no data, or with every problem the
 *   declaration has.
 */
export async function readDeclaration(file: string): Promise<Source> {
  const text = await readFile(file, 'utf8');
  const fileName = 'cmdlets.psd1';
  const declaration = checkDeclaration(parsePowerShellData(text, fileName), fileName);
  // Line ends differ between checkouts; the hash must not.
  const sha256 = createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
  return { declaration, fileName, sha256 };
}

/** What every generated file begins with, one line each, without comment marks. */
export function headerLines(source: Source): string[] {
  return [`Generated from ${source.fileName} by 'npm run generate'. Do not edit.`, `Source sha256: ${source.sha256}`];
}
