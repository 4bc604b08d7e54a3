import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../../core/base/fault.ts';
import { BadCompression } from '../../../core/formats/wim/huffman-code.ts';
import { LzxDecoder } from '../../../core/formats/wim/lzx.ts';
import { BadXml, parseXml } from '../../../core/formats/wim/parse-xml.ts';
import { XpressDecoder } from '../../../core/formats/wim/xpress.ts';
import { readEntries } from './read-wim.ts';
import { sampleImage, WINDOWS_XML } from './sample-wim.ts';
import { encodeMetadata, encodeResource, sha1, writeWim } from './write-wim.ts';

const GOLDEN = new URL('../../golden/wim/', import.meta.url);
/** No damaged sample, of 50 KB at most, may take longer; most take a few. */
const MAX_MS = 60_000;
const HEADER_BYTES = 208;

/** Reads all of it: it is read, or refused as damaged or of another form. Nothing else may come of any bytes. */
async function readOrRefuse(bytes: Buffer): Promise<'read' | 'refused'> {
  const started = performance.now();
  try {
    await readEntries(bytes);
    return 'read';
  } catch (error) {
    if (isFault(error, 'Corrupt') || isFault(error, 'NotSupported')) return 'refused';
    // A file whose second image alone is left has no first one for the test to read.
    if (error instanceof Error && error.message === 'there is no image 1') return 'refused';
    throw error;
  } finally {
    expect(performance.now() - started).to.be.lessThan(MAX_MS);
  }
}

const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
/** Some bytes changed. */
const changes = fc.array(change, { minLength: 1, maxLength: 8 });

function changed(bytes: Buffer, list: readonly { at: number; value: number }[], from = 0, to = bytes.length): Buffer {
  const copy = Buffer.from(bytes);
  for (const { at, value } of list) copy[from + (at % (to - from))] = value;
  return copy;
}

describe('hostile WIM files', function () {
  this.timeout(120_000);
  const samples = new Map<string, Buffer>();

  before(async () => {
    samples.set('plain', writeWim([sampleImage(true)]));
    for (const name of ['sample-xpress.wim', 'sample-lzx.wim'])
      samples.set(name, await readFile(new URL(name, GOLDEN)));
  });
  const sampleOf = (name: string): Buffer => samples.get(name) ?? Buffer.alloc(0);

  for (const name of ['plain', 'sample-xpress.wim', 'sample-lzx.wim']) {
    it(`${name}: cut anywhere, it is refused`, async () => {
      const bytes = sampleOf(name);
      for (let at = 0; at < bytes.length; at += at < HEADER_BYTES ? 13 : 997) {
        expect(await readOrRefuse(bytes.subarray(0, at)), `cut at ${at}`).to.equal('refused');
      }
    });

    it(`${name}: changed anywhere, it is read or refused`, async () => {
      const bytes = sampleOf(name);
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          await readOrRefuse(changed(bytes, list));
        }),
        { numRuns: 60 },
      );
    });

    it(`${name}: changed in its header or lookup table, it is read or refused`, async () => {
      const bytes = sampleOf(name);
      const table = Number(bytes.readBigUInt64LE(56));
      const tableEnd = table + Number(bytes.readBigUInt64LE(64));
      await fc.assert(
        fc.asyncProperty(changes, changes, async (inHeader, inTable) => {
          await readOrRefuse(changed(bytes, inHeader, 0, HEADER_BYTES));
          await readOrRefuse(changed(bytes, inTable, table, tableEnd));
        }),
        { numRuns: 40 },
      );
    });
  }

  it('changed metadata with the right SHA-1 is read or refused', async () => {
    const [small, count] = [sampleImage(true), { read: 0, refused: 0 }];
    const metadata = encodeMetadata(small.root, (bytes) => (bytes.length === 0 ? Buffer.alloc(20) : sha1(bytes)));
    const whole = sampleOf('plain');
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        count[await readOrRefuse(withMetadata(whole, metadata, changed(metadata, list)))]++;
      }),
      { numRuns: 250 },
    );
    expect(count.read, 'some changes are harmless').to.be.greaterThan(0);
    expect(count.refused, 'most are not').to.be.greaterThan(0);
  });

  it('a folder in itself, and folders that share what they hold, are refused', async () => {
    const metadata = encodeMetadata(sampleImage(true).root, (bytes) =>
      bytes.length === 0 ? Buffer.alloc(20) : sha1(bytes),
    );
    const rootAt = metadata.readUInt32LE(0);
    const rootList = metadata.readUInt32LE(rootAt + 16);
    // The first entry of the root is the folder Windows.
    const inItself = Buffer.from(metadata);
    inItself.writeUInt32LE(rootList, rootList + 16);
    expect(await readOrRefuse(withMetadata(sampleOf('plain'), metadata, inItself))).to.equal('refused');
    const windows = metadata.readUInt32LE(rootList + 16);
    const emptyAt = metadata.indexOf(Buffer.from('empty', 'utf16le')) - 102;
    const shared = Buffer.from(metadata);
    shared.writeUInt32LE(windows, emptyAt + 16);
    expect(await readOrRefuse(withMetadata(sampleOf('plain'), metadata, shared))).to.equal('refused');
  });

  it('sizes that are lies take no memory', async () => {
    const before = process.memoryUsage.rss();
    for (const name of ['sample-xpress.wim', 'sample-lzx.wim']) {
      const bytes = Buffer.from(sampleOf(name));
      const table = Number(bytes.readBigUInt64LE(56));
      const entries = Number(bytes.readBigUInt64LE(64)) / 50;
      const read: number[] = [];
      for (let entry = 0; entry < entries; entry++) {
        const lie = Buffer.from(bytes);
        lie.writeBigUInt64LE(500_000_000n, table + entry * 50 + 16);
        if ((await readOrRefuse(lie)) === 'read') read.push(entry);
      }
      expect(read, 'only the metadata of the second image is not looked at').to.have.length.at.most(1);
    }
    expect(process.memoryUsage.rss() - before).to.be.lessThan(200_000_000);
  });
});

describe('hostile chunks', () => {
  const decoders = {
    xpress: (chunk: Buffer, out: Buffer): void => new XpressDecoder().decode(chunk, out),
    lzx: (chunk: Buffer, out: Buffer): void => new LzxDecoder(32_768).decode(chunk, out),
  };
  for (const [name, decode] of Object.entries(decoders)) {
    it(`${name}: any bytes are decoded or refused`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 1, max: 32_768 }), (bytes, sizeBytes) => {
          try {
            decode(Buffer.from(bytes), Buffer.alloc(sizeBytes));
          } catch (error) {
            expect(error).to.be.instanceOf(BadCompression);
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});

describe('hostile XML', () => {
  it('is read or refused', () => {
    const text = `<?xml version="1.0"?><WIM><!-- c --><IMAGE INDEX="1">${WINDOWS_XML}<![CDATA[<x>]]></IMAGE></WIM>`;
    expect(parseXml(text).children[0]?.attributes['INDEX']).to.equal('1');
    const part = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '&',
      '&amp;',
      '&#0;',
      '&#x110000;',
      '"',
      ']]>',
      '<!DOCTYPE a>',
      'é',
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), part, (at, length, inserted) => {
        try {
          parseXml(text.slice(0, at) + inserted + text.slice(at + length));
        } catch (error) {
          expect(error).to.be.instanceOf(BadXml);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is not followed into depth, and not slow', () => {
    expect(() => parseXml('<a>'.repeat(100_000))).to.throw(BadXml, 'deep');
    const started = performance.now();
    for (const text of [
      '<a'.repeat(100_000),
      `<a ${'b="c" '.repeat(50_000)}`,
      `<!--${'-'.repeat(200_000)}`,
      '&'.repeat(200_000),
    ]) {
      expect(() => parseXml(text)).to.throw(BadXml);
    }
    expect(performance.now() - started).to.be.lessThan(60_000);
  });

  it('takes no name for a property of objects', () => {
    expect(Object.keys(parseXml('<a __proto__="1" constructor="2"/>').attributes)).to.deep.equal([
      '__proto__',
      'constructor',
    ]);
    expect(() => parseXml('<a>&constructor;</a>')).to.throw(BadXml);
  });
});

/** A file without compression with other metadata of the same size, and its SHA-1 made right. */
function withMetadata(whole: Buffer, metadata: Buffer, other: Buffer): Buffer {
  const bytes = Buffer.from(whole);
  const at = bytes.indexOf(metadata);
  expect(at).to.be.greaterThan(0);
  other.copy(bytes, at);
  const entry = bytes.indexOf(encodeResource({ offset: at, sizeBytes: metadata.length, flags: 2 }));
  sha1(other).copy(bytes, entry + 30);
  return bytes;
}
