/** What has no line end is given in pieces of so many characters. */
const LINE_LIMIT = 1024 * 1024;

/** Cuts UTF-8 into lines, without their ends (`\r\n` or `\n`); a line of over 1,048,576 characters comes in pieces. */
export class LogLines {
  readonly #decoder = new TextDecoder();
  /** What was read of a line that has no end yet. */
  #rest = '';

  *add(piece: Uint8Array): Generator<string> {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) yield withoutReturn(line);
    if (this.#rest.length < LINE_LIMIT) return;
    yield this.#rest;
    this.#rest = '';
  }

  /** The last line, when it has no end. */
  *rest(): Generator<string> {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    if (rest !== '') yield withoutReturn(rest);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
