import { expect } from 'chai';
import { addResource } from '../../scripts/pack/add-resource.ts';

const OPTIONAL = 0x98;
const SECTIONS = OPTIONAL + 240;

interface Shape {
  sections?: number;
  signed?: boolean;
  resources?: boolean;
}

/** A program of headers and one section, in whose first bytes the resources are: manifest 1 in language 1033. */
function program({ sections = 1, signed = false, resources = true }: Shape = {}): Buffer {
  const bytes = Buffer.alloc(0x400 + 0x200 + (signed ? 24 : 0));
  bytes.write('MZ');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(sections, 0x86);
  bytes.writeUInt16LE(240, 0x94);
  bytes.writeUInt16LE(0x20b, OPTIONAL);
  bytes.writeUInt32LE(0x1000, OPTIONAL + 32);
  bytes.writeUInt32LE(0x200, OPTIONAL + 36);
  bytes.writeUInt32LE(0x2000, OPTIONAL + 56);
  bytes.writeUInt32LE(0x400, OPTIONAL + 60);
  bytes.writeUInt32LE(0xabcd, OPTIONAL + 64);
  const last = SECTIONS + (sections - 1) * 40;
  bytes.write('.rsrc', last);
  for (const [index, value] of [0x180, 0x1000, 0x200, 0x400].entries())
    bytes.writeUInt32LE(value, last + 8 + index * 4);
  if (resources) {
    bytes.writeUInt32LE(0x1000, OPTIONAL + 128);
    bytes.writeUInt32LE(0x180, OPTIONAL + 132);
    const folder = (at: number, id: number, target: number): void => {
      bytes.writeUInt16LE(1, 0x400 + at + 14);
      bytes.writeUInt32LE(id, 0x400 + at + 16);
      bytes.writeUInt32LE(target, 0x400 + at + 20);
    };
    folder(0, 24, 0x8000_0018);
    folder(0x18, 1, 0x8000_0030);
    folder(0x30, 1033, 0x48);
    for (const [index, value] of [0x1100, 8, 1252].entries()) bytes.writeUInt32LE(value, 0x448 + index * 4);
    bytes.write('<xml\u00e9/>', 0x500, 'latin1');
  }
  if (signed) {
    bytes.writeUInt32LE(0x600, OPTIONAL + 144);
    bytes.writeUInt32LE(24, OPTIONAL + 148);
  }
  return bytes;
}

/** All resources, read as Windows would: by the data directory and the section table. */
function resourcesOf(image: Buffer): Record<string, string> {
  const offset = (address: number): number => {
    for (let index = 0; index < image.readUInt16LE(0x86); index++) {
      const header = SECTIONS + index * 40;
      const start = image.readUInt32LE(header + 12);
      if (address >= start && address < start + image.readUInt32LE(header + 16))
        return image.readUInt32LE(header + 20) + address - start;
    }
    throw new Error(`nothing is at ${address}`);
  };
  const base = offset(image.readUInt32LE(OPTIONAL + 128));
  const found: Record<string, string> = {};
  const walk = (at: number, path: string): void => {
    const named = image.readUInt16LE(base + at + 12);
    const count = named + image.readUInt16LE(base + at + 14);
    for (let index = 0; index < count; index++) {
      const entry = base + at + 16 + index * 8;
      const key = image.readUInt32LE(entry);
      expect(key >= 0x8000_0000, 'names come first').to.equal(index < named);
      const text = base + (key % 0x8000_0000);
      const name = index < named ? image.toString('utf16le', text + 2, text + 2 + image.readUInt16LE(text) * 2) : key;
      const target = image.readUInt32LE(entry + 4);
      if (target >= 0x8000_0000) walk(target - 0x8000_0000, `${path}/${name}`);
      else {
        const start = offset(image.readUInt32LE(base + target));
        const length = image.readUInt32LE(base + target + 4);
        found[`${path}/${name}`] = image.toString('latin1', start, start + length);
      }
    }
  };
  walk(0, '');
  return found;
}

describe('a resource in a Windows program', () => {
  const blob = { type: 10, name: 'BLOB', data: Buffer.from('what runs') };

  it('is found beside those that were there', () => {
    const image = addResource(program(), blob);
    expect(resourcesOf(image)).to.deep.equal({ '/10/BLOB/0': 'what runs', '/24/1/1033': '<xmlé/>\0' });
  });

  it('is the only one where there was none', () => {
    expect(resourcesOf(addResource(program({ resources: false }), blob))).to.deep.equal({ '/10/BLOB/0': 'what runs' });
  });

  it('takes the place of one of its name, and stands before another', () => {
    const twice = addResource(addResource(program(), { ...blob, data: Buffer.from('old') }), blob);
    const image = addResource(twice, { ...blob, name: 'A', data: Buffer.from('first') });
    expect(Object.entries(resourcesOf(image)).slice(0, 2)).to.deep.equal([
      ['/10/A/0', 'first'],
      ['/10/BLOB/0', 'what runs'],
    ]);
  });

  it('lies in a section of its own that the headers know', () => {
    const image = addResource(program(), { ...blob, data: Buffer.alloc(0x1234, 7) });
    expect(image.length % 0x200, 'whole file units').to.equal(0);
    expect(image.readUInt16LE(0x86)).to.equal(2);
    const [size, address, raw, start] = [8, 12, 16, 20].map((at) => image.readUInt32LE(SECTIONS + 40 + at));
    expect({ address, start }).to.deep.equal({ address: 0x2000, start: 0x600 });
    expect(size).to.be.greaterThan(0x1234);
    expect(raw).to.equal(image.length - 0x600);
    expect(image.readUInt32LE(OPTIONAL + 56), 'the size of the image').to.equal(0x4000);
    expect(image.readUInt32LE(OPTIONAL + 64), 'the checksum').to.equal(0);
  });

  it('takes a signature away, which would be wrong', () => {
    const signed = program({ signed: true });
    expect(addResource(signed, blob)).to.deep.equal(addResource(program(), blob));
    expect(signed, 'its input stays as it is').to.deep.equal(program({ signed: true }));
  });

  it('needs room for a header, and a 64-bit Windows program', () => {
    expect(() => addResource(program({ sections: 16 }), blob)).to.throw('no room for a section header');
    expect(() => addResource(Buffer.alloc(10), blob)).to.throw('no Windows program');
    expect(() => addResource(Buffer.from('\x7fELF'.padEnd(500, '\0')), blob)).to.throw('no Windows program');
    const small = program();
    small.writeUInt16LE(0x10b, OPTIONAL);
    expect(() => addResource(small, blob)).to.throw('no 64-bit Windows program');
  });
});
