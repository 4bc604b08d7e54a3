/** PowerShell source text from values. Everything generated is ASCII, so that Windows PowerShell reads it right. */

/** A single-quoted string. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** An array literal of single-quoted strings: `@('a', 'b')`. */
export function quoteAll(texts: readonly string[]): string {
  return `@(${texts.map(quote).join(', ')})`;
}

export function bool(value: boolean): string {
  return value ? '$true' : '$false';
}

/** Indents every line that is not empty. */
export function indent(lines: readonly string[], levels = 1): string[] {
  return lines.map((line) => (line === '' ? '' : `${'    '.repeat(levels)}${line}`));
}

/**
 * @throws {Error} When text is not ASCII, or would end the comment it stands in.
 */
export function checkShippable(file: string, text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything past ASCII is what is looked for
  const at = text.search(/[^\x00-\x7f]/);
  if (at >= 0) throw new Error(`${file}: '${text.slice(Math.max(0, at - 20), at + 5)}' is not ASCII`);
  return text;
}
