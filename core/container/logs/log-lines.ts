/** What has no line end is given in pieces of so many characters. */
const LINE_LIMIT = 1024 * 1024;

/** A line of a log, and where it begins in it, in bytes. */
export interface LogLine {
  text: string;
  offset: number;
}

/** Cuts UTF-8 into lines, without their ends (`\r\n` or `\n`); a line of over 1,048,576 characters comes in pieces. */
export class LogLines {
  readonly #decoder = new TextDecoder();
  /** What was read of a line that has no end yet. */
  #rest = '';
  #restOffset: number;
  #nextOffset: number;

  /** @param offset Of the first byte. */
  constructor(offset: number) {
    this.#restOffset = offset;
    this.#nextOffset = offset;
  }

  /** The lines that end in a piece. For who wants their places too: `add`, which costs three times as much. */
  addText(piece: Uint8Array): string[] {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const [at, line] of lines.entries()) lines[at] = withoutReturn(line);
    if (this.#rest.length >= LINE_LIMIT) {
      lines.push(this.#rest);
      this.#rest = '';
    }
    return lines;
  }

  add(piece: Uint8Array): LogLine[] {
    let end = -1;
    const found = this.addText(piece).map((text) => {
      const line = { text, offset: this.#restOffset };
      end = piece.indexOf(0x0a, end + 1);
      if (end < 0) end = piece.length - 1; // the piece of a line without an end
      this.#restOffset = this.#nextOffset + end + 1;
      return line;
    });
    this.#nextOffset += piece.length;
    return found;
  }

  /** The last line, when it has no end. */
  rest(): LogLine[] {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return rest === '' ? [] : [{ text: withoutReturn(rest), offset: this.#restOffset }];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
