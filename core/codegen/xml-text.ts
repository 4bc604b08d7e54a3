/** XML source text from values, one element a line. */

/** `<name>text</name>`. */
export function leaf(name: string, text: string): string {
  return `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</${name}>`;
}

/** An element around indented lines. */
export function element(name: string, lines: readonly string[]): string[] {
  return [`<${name}>`, ...lines.map((line) => `  ${line}`), `</${name}>`];
}

/** A whole document, with its header as a comment. */
export function document(header: readonly string[], lines: readonly string[]): string {
  const comment = header.map((line) => `<!-- ${line} -->`);
  return ['<?xml version="1.0" encoding="utf-8"?>', ...comment, ...lines, ''].join('\n');
}
