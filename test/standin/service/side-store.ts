import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAttribute, writeAttribute } from '../../../core/embedded/bind.ts';
import { Failure, HR } from './failure.ts';
import { encodePart, type Part, readPartsOf } from './streams-of-file.ts';

/** What backup.dll keeps with a file; its form is told in `test/standin/backup/side-store.h`. */
const ATTRIBUTE = 'user.hcs.standin';
const MAGIC = 'HCSSIDE1';
const HEADER_BYTES = 32;
const ATTRIBUTES_SET = 0x80000000;

export interface Side {
  /** FILE_ATTRIBUTE_* bits that Unix has none for; undefined when nobody set them. */
  attributes: number | undefined;
  parts: (Part & { data: Buffer })[];
}

/** The store of the stand-in backup.dll, on its own machine: the folder that HCS_STANDIN_STREAMS names. */
export class SideStore {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @returns undefined when the file has nothing in the store. */
  async read(path: string): Promise<Side | undefined> {
    const id = readAttribute(path, ATTRIBUTE)?.toString('latin1');
    if (id === undefined) return undefined;
    const bytes = await readFile(join(this.folder, id));
    if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) {
      throw new Failure(HR.invalidData, `The side store's file '${id}' is damaged.`);
    }
    const bits = bytes.readUInt32LE(24);
    return {
      attributes: (bits & ATTRIBUTES_SET) === 0 ? undefined : bits & ~ATTRIBUTES_SET,
      parts: readPartsOf(bytes.subarray(HEADER_BYTES), id),
    };
  }

  /** Keeps streams and attributes with a file. */
  async write(
    path: string,
    attributes: number,
    parts: readonly { id: number; name: string; data: Buffer }[],
  ): Promise<void> {
    const header = Buffer.alloc(HEADER_BYTES);
    header.write(MAGIC, 'latin1');
    header.writeUInt32LE((attributes | ATTRIBUTES_SET) >>> 0, 24);
    const id = randomBytes(16).toString('hex');
    await writeFile(
      join(this.folder, id),
      Buffer.concat([header, ...parts.map((part) => encodePart(part.id, part.data, part.name))]),
    );
    writeAttribute(path, ATTRIBUTE, id);
  }

  /** Lets another file have what this one has. */
  share(from: string, to: string): void {
    const id = readAttribute(from, ATTRIBUTE)?.toString('latin1');
    if (id !== undefined) writeAttribute(to, ATTRIBUTE, id);
  }
}
