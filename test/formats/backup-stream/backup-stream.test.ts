import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../../core/base/fault.ts';
import { encodeAlternateStart, encodeStreamStart } from '../../../core/formats/backup-stream/encode-streams.ts';
import { StreamDecoder, type StreamPiece } from '../../../core/formats/backup-stream/stream-decoder.ts';
import { encodeStreamHeader, SPARSE_STREAM, STREAM_ID } from '../../../core/formats/backup-stream/stream-header.ts';
import {
  readStreamTable,
  type StreamContent,
  type StreamSource,
} from '../../../core/formats/backup-stream/stream-table.ts';

const source = (bytes: Buffer): StreamSource => ({
  sizeBytes: bytes.length,
  readAt: (offset, length) => bytes.subarray(offset, offset + length),
});

/** The whole content, holes as zeros. */
function contentOf(bytes: Buffer, content: StreamContent): Buffer {
  const whole = Buffer.alloc(content.sizeBytes);
  for (const range of content.ranges)
    bytes.copy(whole, range.offset, range.sourceOffset, range.sourceOffset + range.sizeBytes);
  return whole;
}

function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

function block(offset: number, data: string): Buffer {
  const at = Buffer.alloc(8);
  at.writeBigUInt64LE(BigInt(offset));
  const header = { id: STREAM_ID.sparseBlock, attributes: SPARSE_STREAM, sizeBytes: 8 + data.length, name: '' };
  return Buffer.concat([encodeStreamHeader(header), at, Buffer.from(data)]);
}

const SPARSE_START = encodeStreamHeader({ id: STREAM_ID.data, attributes: SPARSE_STREAM, sizeBytes: 0, name: '' });

/** Security, attributes, content and an alternate stream of one small file, as BackupRead would give it, byte for byte. */
const GOLDEN = Buffer.from(
  [
    '03000000 00000000 0400000000000000 00000000 01000480',
    // One attribute: next 0, flags 0, name 2 bytes, value 3 bytes, "EA" NUL, 01 02 03.
    '02000000 00000000 0e00000000000000 00000000 00000000 00 02 0300 4541 00 010203',
    '01000000 00000000 0500000000000000 00000000 68656c6c6f',
    '04000000 00000000 0200000000000000 10000000 3a007300 3a002400 44004100 54004100 6869',
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

describe('backup streams', () => {
  it('are written as BackupRead gives them', () => {
    const start = encodeStreamStart({
      securityDescriptor: Buffer.from('01000480', 'hex'),
      extendedAttributes: [{ name: 'EA', value: Uint8Array.of(1, 2, 3) }],
      dataBytes: 5,
    });
    const bytes = Buffer.concat([start, Buffer.from('hello'), encodeAlternateStart('s', 2), Buffer.from('hi')]);
    expect(bytes.toString('hex')).to.equal(GOLDEN.toString('hex'));
  });

  it('are found with their content left in place', () => {
    const table = readStreamTable(source(Buffer.concat([Buffer.alloc(4), GOLDEN])), 4);
    expect(table.securityDescriptor?.toString('hex')).to.equal('01000480');
    expect(table.data).to.deep.equal({
      sizeBytes: 5,
      ranges: [{ offset: 0, sourceOffset: 4 + GOLDEN.indexOf('hello'), sizeBytes: 5 }],
    });
    expect(table.alternates.map(({ name, content }) => [name, content.sizeBytes])).to.deep.equal([['s', 2]]);
  });

  it('a folder has no data, an empty file an empty one, a link its reparse data', () => {
    expect(readStreamTable(source(encodeStreamStart({}))).data).to.equal(undefined);
    expect(readStreamTable(source(encodeStreamStart({ dataBytes: 0 }))).data).to.deep.equal({
      sizeBytes: 0,
      ranges: [],
    });
    const link = readStreamTable(source(encodeStreamStart({ link: { target: '..\\a', isJunction: false } })));
    expect([link.data, link.reparse?.readUInt32LE(0)]).to.deep.equal([undefined, 0xa000000c]);
  });

  describe('sparse content', () => {
    const cases: Record<string, { bytes: Buffer; content: string }> = {
      'only a hole': { bytes: Buffer.concat([SPARSE_START, block(4, '')]), content: '\0\0\0\0' },
      'blocks and a hole at the end': {
        bytes: Buffer.concat([SPARSE_START, block(2, 'ab'), block(5, 'c'), block(8, '')]),
        content: '\0\0ab\0c\0\0',
      },
      'a block up to the end': {
        bytes: Buffer.concat([SPARSE_START, block(0, 'ab'), block(2, '')]),
        content: 'ab',
      },
      'the sparse attribute with all data there': {
        bytes: Buffer.concat([
          encodeStreamHeader({ id: STREAM_ID.data, attributes: SPARSE_STREAM, sizeBytes: 2, name: '' }),
          Buffer.from('ab'),
        ]),
        content: 'ab',
      },
      'another stream after it': {
        bytes: Buffer.concat([SPARSE_START, block(3, ''), encodeAlternateStart('s', 1), Buffer.from('x')]),
        content: '\0\0\0',
      },
    };
    for (const [what, { bytes, content }] of Object.entries(cases)) {
      it(`${what} is read`, () => {
        const { data } = readStreamTable(source(bytes));
        expect(data && contentOf(bytes, data).toString('latin1')).to.equal(content);
      });
    }

    const bad: Record<string, Buffer> = {
      'blocks that go back': Buffer.concat([SPARSE_START, block(4, 'ab'), block(3, 'c'), block(9, '')]),
      'blocks without their end': Buffer.concat([SPARSE_START, block(4, 'ab')]),
      'a block after the end': Buffer.concat([SPARSE_START, block(4, ''), block(8, '')]),
      'a block after whole data': Buffer.concat([
        encodeStreamStart({ dataBytes: 1 }),
        Buffer.from('a'),
        block(1, 'b'),
        block(2, ''),
      ]),
      'a block with no stream before it': block(1, ''),
    };
    for (const [what, bytes] of Object.entries(bad)) {
      it(`${what} is Corrupt`, () => {
        expect(
          isFault(
            refusal(() => readStreamTable(source(bytes))),
            'Corrupt',
          ),
        ).to.equal(true);
      });
    }
  });

  it('a header that lies is Corrupt', () => {
    const lies: Record<string, (bytes: Buffer) => void> = {
      'an unknown id': (bytes) => bytes.writeUInt32LE(11, 0),
      'id 0': (bytes) => bytes.writeUInt32LE(0, 0),
      'a size of 2^63': (bytes) => bytes.writeBigUInt64LE(2n ** 63n, 8),
      'a size beyond the end': (bytes) => bytes.writeBigUInt64LE(6n, 8),
      'a name on data': (bytes) => bytes.writeUInt32LE(2, 16),
      'a name of 4 GB': (bytes) => bytes.writeUInt32LE(0xffff_fffe, 16),
    };
    for (const [what, lie] of Object.entries(lies)) {
      const bytes = Buffer.concat([encodeStreamStart({ dataBytes: 5 }), Buffer.from('hello')]);
      lie(bytes);
      expect(
        isFault(
          refusal(() => readStreamTable(source(bytes))),
          'Corrupt',
        ),
        what,
      ).to.equal(true);
      expect(
        isFault(
          refusal(() => decodeAll([bytes])),
          'Corrupt',
        ),
        `${what}, streaming`,
      ).to.equal(true);
    }
    const twice = Buffer.concat([GOLDEN, encodeStreamStart({ dataBytes: 0 })]);
    expect(
      isFault(
        refusal(() => readStreamTable(source(twice))),
        'Corrupt',
      ),
    ).to.equal(true);
    for (const name of [':a', 'a:$DATA', ':a:b:$DATA', ':a:$INDEX_ALLOCATION']) {
      const header = encodeStreamHeader({ id: STREAM_ID.alternateData, attributes: 0, sizeBytes: 0, name });
      expect(
        isFault(
          refusal(() => readStreamTable(source(header))),
          'Corrupt',
        ),
        name,
      ).to.equal(true);
    }
  });

  it('every truncation is Corrupt or ends between two streams', () => {
    const ends = new Set(boundaries(GOLDEN));
    for (let at = 0; at < GOLDEN.length; at++) {
      const cut = GOLDEN.subarray(0, at);
      const wholeTable = refusal(() => readStreamTable(source(cut)));
      const streamed = refusal(() => decodeAll([cut]));
      for (const error of [wholeTable, streamed])
        expect(ends.has(at) ? error === undefined : isFault(error, 'Corrupt'), `at ${at}: ${error}`).to.equal(true);
    }
  });

  it('come out the same, whatever the chunks and the content (property)', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9 .é日-]{1,20}$/);
    const stream = fc.record({ name, content: fc.uint8Array({ maxLength: 300 }) });
    fc.assert(
      fc.property(
        fc.option(fc.uint8Array({ minLength: 1, maxLength: 100 }), { nil: undefined }),
        fc.uint8Array({ maxLength: 3000 }),
        fc.uniqueArray(stream, { maxLength: 4, selector: (one) => one.name.toUpperCase() }),
        fc.integer({ min: 1, max: 700 }),
        (securityDescriptor, data, alternates, chunkBytes) => {
          const start = encodeStreamStart({
            dataBytes: data.length,
            ...(securityDescriptor === undefined ? {} : { securityDescriptor }),
          });
          const rest = alternates.flatMap((one) => [
            encodeAlternateStart(one.name, one.content.length),
            Buffer.from(one.content),
          ]);
          const bytes = Buffer.concat([start, data, ...rest]);
          const table = readStreamTable(source(bytes));
          expect(table.securityDescriptor?.toString('hex')).to.equal(
            securityDescriptor === undefined ? undefined : Buffer.from(securityDescriptor).toString('hex'),
          );
          expect(table.data && contentOf(bytes, table.data).equals(data)).to.equal(true);
          expect(
            table.alternates.map((one) => [one.name, contentOf(bytes, one.content).toString('hex')]),
          ).to.deep.equal(alternates.map((one) => [one.name, Buffer.from(one.content).toString('hex')]));
          const chunks: Buffer[] = [];
          for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
          expect(encodeAgain(decodeAll(chunks)).equals(bytes)).to.equal(true);
        },
      ),
    );
  });

  it('any bytes are streams or Corrupt, nothing else (fuzz)', () => {
    const damage = fc.array(fc.tuple(fc.nat(GOLDEN.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const damagedGolden = damage.map((changes) => {
      const bytes = Buffer.from(GOLDEN);
      for (const [at, value] of changes) bytes[at] = value;
      return bytes;
    });
    const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(damagedGolden, noise), (bytes) => {
        for (const run of [() => readStreamTable(source(bytes)), () => decodeAll([bytes])]) {
          const error = refusal(run);
          expect(error === undefined || isFault(error, 'Corrupt'), String(error)).to.equal(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function decodeAll(chunks: readonly Buffer[]): StreamPiece[] {
  const decoder = new StreamDecoder();
  const pieces = chunks.flatMap((chunk) => decoder.push(chunk));
  decoder.end();
  return pieces;
}

function encodeAgain(pieces: readonly StreamPiece[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) => (piece.kind === 'header' ? encodeStreamHeader(piece.header) : piece.bytes)),
  );
}

/** Where one stream ends and the next begins. */
function boundaries(bytes: Buffer): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    ends.push(at);
    at += 20 + bytes.readUInt32LE(at + 16) + Number(bytes.readBigUInt64LE(at + 8));
  }
  return ends;
}
