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

  *add(piece: Uint8Array): Generator<LogLine> {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    let end = -1;
    for (const line of lines) {
      yield { text: withoutReturn(line), offset: this.#restOffset };
      end = piece.indexOf(0x0a, end + 1);
      this.#restOffset = this.#nextOffset + end + 1;
    }
    this.#nextOffset += piece.length;
    if (this.#rest.length < LINE_LIMIT) return;
    yield { text: this.#rest, offset: this.#restOffset };
    this.#rest = '';
  }

  /** The last line, when it has no end. */
  *rest(): Generator<LogLine> {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    if (rest !== '') yield { text: withoutReturn(rest), offset: this.#restOffset };
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
