import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../../core/base/fault.ts';
import {
  decodeExtendedAttributes,
  encodeExtendedAttributes,
  isExtendedAttributeName,
} from '../../../core/formats/backup-stream/extended-attributes.ts';
import { decodeReparsePoint, encodeReparsePoint } from '../../../core/formats/backup-stream/reparse-point.ts';
import { decodeTombstones, encodeTombstones } from '../../../core/formats/transport-layer/tombstones.ts';

function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('hex');

describe('extended attributes', () => {
  // [MS-FSCC] 2.4.16: the first entry is padded to 4 bytes, the last is not.
  const GOLDEN = hex('10000000 00 01 0400 41 00 01020304 0000  00000000 00 02 0100 4242 00 ff');
  const VALUES = [
    { name: 'A', value: Uint8Array.of(1, 2, 3, 4) },
    { name: 'BB', value: Uint8Array.of(255) },
  ];

  it('are read and written byte for byte', () => {
    expect(decodeExtendedAttributes(GOLDEN)).to.deep.equal(VALUES);
    expect(encodeExtendedAttributes(VALUES).toString('hex')).to.equal(GOLDEN.toString('hex'));
  });

  it('every truncation is Corrupt', () => {
    for (let at = 0; at < GOLDEN.length; at++) {
      expect(
        isFault(
          refusal(() => decodeExtendedAttributes(GOLDEN.subarray(0, at))),
          'Corrupt',
        ),
        `${at}`,
      ).to.equal(true);
    }
  });

  it('a list that goes round in circles, or into itself, is Corrupt', () => {
    for (const next of [1, 4, 8, 12, 0xffff_fffc]) {
      const bytes = Buffer.from(GOLDEN);
      bytes.writeUInt32LE(next, 0);
      expect(
        isFault(
          refusal(() => decodeExtendedAttributes(bytes)),
          'Corrupt',
        ),
        `${next}`,
      ).to.equal(true);
    }
  });

  it('names that NTFS refuses are refused', () => {
    for (const name of ['', 'a b', 'a=b', 'é', 'a:b', 'a\0', 'x'.repeat(255)]) {
      expect(isExtendedAttributeName(name), name).to.equal(false);
      const attributes = [{ name, value: Uint8Array.of(1) }];
      expect(
        isFault(
          refusal(() => encodeExtendedAttributes(attributes)),
          'InvalidArgument',
        ),
      ).to.equal(true);
    }
    expect(isExtendedAttributeName('$KERNEL.PURGE.ESBCACHE')).to.equal(true);
  });

  it('round trip (property), and any bytes are a list or Corrupt (fuzz)', () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[A-Z$.#_-]{1,30}$/),
      value: fc.uint8Array({ maxLength: 100 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { minLength: 1, selector: (one) => one.name }), (attributes) => {
        expect(decodeExtendedAttributes(encodeExtendedAttributes(attributes))).to.deep.equal(attributes);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const error = refusal(() => decodeExtendedAttributes(Buffer.from(bytes)));
        expect(error === undefined || isFault(error, 'Corrupt')).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('reparse points', () => {
  const cases: [target: string, isJunction: boolean, substitute: string, flags: number | undefined][] = [
    ['..\\a', false, '..\\a', 1],
    ['C:\\Program Files', false, '\\??\\C:\\Program Files', 0],
    ['\\\\srv\\share\\x', false, '\\??\\UNC\\srv\\share\\x', 0],
    ['\\\\?\\Volume{1}\\', true, '\\??\\Volume{1}\\', undefined],
    ['C:\\Users', true, '\\??\\C:\\Users', undefined],
    ['\\Users', false, '\\Users', 1],
  ];
  for (const [target, isJunction, substitute, flags] of cases) {
    it(`${isJunction ? 'a junction' : 'a link'} to ${target} is written and read byte for byte`, () => {
      const names = `${utf16(substitute)}0000${utf16(target)}0000`;
      const size = (number: number) => Buffer.from([number & 255, number >> 8]).toString('hex');
      const [long, short] = [substitute.length * 2, target.length * 2];
      const body = [
        size(0),
        size(long),
        size(long + 2),
        size(short),
        flags === undefined ? '' : `0${flags}000000`,
        names,
      ].join('');
      const golden = `${isJunction ? '030000a0' : '0c0000a0'}${size(body.length / 2)}0000${body}`;
      const bytes = encodeReparsePoint({ target, isJunction });
      expect(bytes.toString('hex')).to.equal(golden);
      expect(decodeReparsePoint(bytes)).to.deep.equal({ target, isJunction });
      for (let at = 0; at < bytes.length; at++)
        expect(
          isFault(
            refusal(() => decodeReparsePoint(bytes.subarray(0, at))),
            'Corrupt',
          ),
          `${at}`,
        ).to.equal(true);
    });
  }

  it('slashes become backslashes; without a print name the substitute name counts', () => {
    expect(decodeReparsePoint(encodeReparsePoint({ target: 'a/b', isJunction: false }))?.target).to.equal('a\\b');
    const bare = encodeReparsePoint({ target: '\\\\srv\\s', isJunction: false });
    bare.writeUInt16LE(0, 14);
    expect(decodeReparsePoint(bare)?.target).to.equal('\\\\srv\\s');
  });

  it('a tag that is no link is nothing, a name outside the buffer is Corrupt', () => {
    const other = Buffer.alloc(8);
    other.writeUInt32LE(0x80000013, 0);
    expect(decodeReparsePoint(other)).to.equal(undefined);
    for (const at of [8, 10, 12, 14]) {
      const bytes = encodeReparsePoint({ target: 'C:\\a', isJunction: true });
      bytes.writeUInt16LE(0x7ffe, at);
      // The substitute name is looked at only where there is no print name.
      if (at < 12) bytes.writeUInt16LE(0, 14);
      expect(
        isFault(
          refusal(() => decodeReparsePoint(bytes)),
          'Corrupt',
        ),
        `${at}`,
      ).to.equal(true);
    }
  });

  it('a junction to a relative path and an empty target are refused', () => {
    for (const link of [
      { target: 'a', isJunction: true },
      { target: '', isJunction: false },
      { target: 'x'.repeat(9000), isJunction: false },
    ])
      expect(
        isFault(
          refusal(() => encodeReparsePoint(link)),
          'InvalidArgument',
        ),
      ).to.equal(true);
  });

  it('any bytes are a link, no link, or Corrupt (fuzz)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (noise, isJunction) => {
        const bytes = Buffer.from(noise);
        if (bytes.length >= 8) {
          bytes.writeUInt32LE(isJunction ? 0xa0000003 : 0xa000000c, 0);
          bytes.writeUInt16LE(bytes.length - 8, 4);
        }
        const error = refusal(() => decodeReparsePoint(bytes));
        expect(error === undefined || isFault(error, 'Corrupt')).to.equal(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('tombstones', () => {
  it('are read and written byte for byte', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('Version 1.0\n\\a\n\\b\\ç d.txt\n')]);
    expect(encodeTombstones(['a', 'b/ç d.txt']).toString('hex')).to.equal(bytes.toString('hex'));
    expect(decodeTombstones(bytes)).to.deep.equal(['a', 'b/ç d.txt']);
    expect(decodeTombstones(encodeTombstones([]))).to.deep.equal([]);
  });

  it('another version, a missing mark and hostile lines are Corrupt', () => {
    for (const text of [
      '',
      'Version 1.0\n',
      '\ufeffVersion 2.0\n',
      '\ufeffVersion 1.0\na',
      '\ufeffVersion 1.0\n\\..\\a',
      '\ufeffVersion 1.0\n\\',
      '\ufeffVersion 1.0\n\\a\\\\b',
      '\ufeffVersion 1.0\n\\C:\\a',
    ])
      expect(
        isFault(
          refusal(() => decodeTombstones(Buffer.from(text))),
          'Corrupt',
        ),
        text,
      ).to.equal(true);
  });
});
