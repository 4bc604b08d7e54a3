/** Why secrets cannot be read: what is wrong with which file. */
export class Unreadable extends Error {
  readonly file: string;
  readonly why: string;
  readonly kind: 'NotFound' | 'Corrupt';

  constructor(file: string, why: string, kind: 'NotFound' | 'Corrupt') {
    super(`${file}: ${why}`);
    this.file = file;
    this.why = why;
    this.kind = kind;
  }
}
