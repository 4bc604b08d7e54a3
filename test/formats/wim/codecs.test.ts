import { expect } from 'chai';
import { undoCallTranslation } from '../../../core/formats/wim/call-translation.ts';
import { BadCompression, HuffmanCode } from '../../../core/formats/wim/huffman-code.ts';
import { LzxDecoder } from '../../../core/formats/wim/lzx.ts';
import { XpressDecoder } from '../../../core/formats/wim/xpress.ts';
import { noise } from './sample-wim.ts';

/** [MS-XCA] 3.2, the alphabet with LZ77+Huffman. */
function alphabet(): Buffer {
  const chunk = Buffer.alloc(276);
  chunk.write('5055555555555555555555454404', 0x30, 'hex');
  chunk.write('04', 0x80, 'hex');
  chunk.write('d8523ed794115be9195ff9d67cdf8d0400000000', 0x100, 'hex');
  return chunk;
}

describe('XPRESS with Huffman codes', () => {
  it('decodes the example of [MS-XCA]', () => {
    const out = Buffer.alloc(26);
    new XpressDecoder().decode(alphabet(), out);
    expect(out.toString()).to.equal('abcdefghijklmnopqrstuvwxyz');
  });

  it('refuses a chunk that ends too early, and one that goes on too long', () => {
    const decoder = new XpressDecoder();
    expect(() => decoder.decode(alphabet().subarray(0, 264), Buffer.alloc(26))).to.throw(BadCompression);
    expect(() => decoder.decode(Buffer.alloc(255), Buffer.alloc(1))).to.throw(BadCompression, 'too short');
    // The symbol that ends the example is a match of nothing before it, for who goes on.
    expect(() => decoder.decode(alphabet(), Buffer.alloc(40_000))).to.throw(BadCompression);
  });
});

describe('LZX', () => {
  const offsets = Buffer.from('010000000100000001000000', 'hex');

  it('copies blocks that are not compressed, odd ones too', () => {
    const content = Buffer.concat([noise(3, 'a'), noise(32_765, 'b')]);
    for (let at = content.indexOf(0xe8); at !== -1; at = content.indexOf(0xe8, at)) content[at] = 0; // a call is translated
    // 3 bits type (3), 1 bit default size (0), 16 bits size: 0110 and the size, then zeros to the next word.
    const head = (size: number): Buffer => {
      const bits = BigInt(0b0110) * 65_536n + BigInt(size);
      const word = Number((bits << 12n) & 0xffff_ffffn);
      return Buffer.of((word >>> 16) & 255, word >>> 24, word & 255, (word >>> 8) & 255);
    };
    const chunk = Buffer.concat([
      head(3),
      offsets,
      content.subarray(0, 3),
      Buffer.alloc(1),
      head(32_765),
      offsets,
      content.subarray(3),
    ]);
    const out = Buffer.alloc(32_768);
    new LzxDecoder(32_768).decode(chunk, out);
    expect(out.equals(content)).to.equal(true);
    expect(() => new LzxDecoder(32_768).decode(chunk.subarray(0, -1), out)).to.throw(BadCompression, 'too short');
  });

  it('copies a block of the default size', () => {
    const content = Buffer.alloc(32_768, 'x');
    const chunk = Buffer.concat([Buffer.from('0070', 'hex'), offsets, content]);
    const out = Buffer.alloc(32_768);
    new LzxDecoder(32_768).decode(chunk, out);
    expect(out.equals(content)).to.equal(true);
  });

  it('refuses unknown blocks, blocks of no bytes and too long ones', () => {
    const decode = (hex: string, sizeBytes: number) => (): void =>
      new LzxDecoder(32_768).decode(
        Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(40)]),
        Buffer.alloc(sizeBytes),
      );
    expect(decode('0010', 32_768)).to.throw(BadCompression, 'type 0');
    expect(decode('0060', 10)).to.throw(BadCompression, 'wrong size');
    expect(decode('0070', 10)).to.throw(BadCompression, 'wrong size');
  });
});

describe('translated calls', () => {
  it('become distances again, except in the last ten bytes and for targets outside', () => {
    const chunk = Buffer.alloc(40);
    const call = (at: number, target: number): void => {
      chunk[at] = 0xe8;
      chunk.writeInt32LE(target, at + 1);
    };
    call(0, 5);
    call(5, 100);
    call(10, -10);
    call(15, -16);
    call(20, 12_000_000);
    call(25, 11_999_999);
    call(30, 7);
    undoCallTranslation(chunk);
    const targets = [0, 5, 10, 15, 20, 25, 30].map((at) => chunk.readInt32LE(at + 1));
    expect(targets).to.deep.equal([5, 95, 11_999_990, -16, 12_000_000, 11_999_974, 7]);
  });

  it('leave short chunks alone', () => {
    const chunk = Buffer.alloc(10, 0xe8);
    undoCallTranslation(chunk);
    expect(chunk.equals(Buffer.alloc(10, 0xe8))).to.equal(true);
  });
});

describe('Huffman codes', () => {
  it('are refused when bits have two meanings or none', () => {
    const set =
      (...lengths: number[]) =>
      (): void =>
        new HuffmanCode(4).set(Uint8Array.from(lengths));
    expect(set(1, 2, 3, 3)).not.to.throw();
    expect(set(0, 0, 0, 0)).not.to.throw();
    expect(set(1, 1, 1, 0)).to.throw(BadCompression);
    expect(set(1, 2, 3, 0)).to.throw(BadCompression);
  });
});
