import { fault, type RuntimeFault } from '../../base/fault.ts';

/** What PowerShell takes for a single quote: the ASCII one and the four typographic ones. */
export const SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b";
/** What PowerShell takes for a double quote. */
export const DOUBLE_QUOTES = '"\u201c\u201d\u201e';

/**
 * A position in the text of a data file, and the steps every rule needs: look, take, skip blanks and comments, and
 * fail with the place. Lines and columns count from 1, columns in UTF-16 units.
 */
export class Scanner {
  readonly text: string;
  readonly fileName: string;
  offset = 0;

  constructor(text: string, fileName: string) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
    this.fileName = fileName;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The character `ahead` of the position; an empty string past the end. */
  peek(ahead = 0): string {
    return this.text[this.offset + ahead] ?? '';
  }

  startsWith(expected: string): boolean {
    return this.text.startsWith(expected, this.offset);
  }

  /** Steps over `expected` when it comes next. */
  take(expected: string): boolean {
    if (!this.startsWith(expected)) return false;
    this.offset += expected.length;
    return true;
  }

  /** Matches a sticky regular expression here, stepping over what it matched. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.offset;
    const found = sticky.exec(this.text)?.[0];
    if (found !== undefined) this.offset += found.length;
    return found;
  }

  /** Skips blanks, comments and continued lines; line ends too when `lines`. */
  skipBlanks(lines: boolean): void {
    for (;;) {
      const c = this.peek();
      if (c === '<' && this.peek(1) === '#') this.#skipBlockComment();
      else if (c === '#') this.match(/[^\r\n]*/y);
      else if (c === '`' && /[\r\n]/.test(this.peek(1))) this.match(/`(?:\r\n|\r|\n)/y);
      else if (c !== '' && (lines ? /\s/ : /[^\S\r\n]/).test(c)) this.offset++;
      else return;
    }
  }

  #skipBlockComment(): void {
    const end = this.text.indexOf('#>', this.offset + 2);
    if (end < 0) throw this.fail('the comment that begins here has no end (#>)');
    this.offset = end + 2;
  }

  /** A fault that names the place: `cmdlets.psd1:12:5: <why>`. */
  fail(why: string, offset = this.offset): RuntimeFault {
    const before = this.text.slice(0, offset).split(/\r\n|\r|\n/);
    const column = (before.at(-1)?.length ?? 0) + 1;
    return fault('InvalidArgument', `${this.fileName}:${before.length}:${column}: ${why}`, { target: this.fileName });
  }
}
