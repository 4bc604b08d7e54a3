import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LogFile } from '../../core/host/log-file.ts';
import { cutOf, OutputPieces } from '../../core/win32/keeper/output-pieces.ts';

const KB = 1024;
const MAXIMUM = 256 * KB;

describe('the pieces of an output', () => {
  let folder: string;
  let path: string;
  const dropped: number[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-pieces-'));
    path = join(folder, 'stdout.log');
    dropped.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const open = (maximumBytes?: number) =>
    OutputPieces.open(path, { isLog: true, maximumBytes, onDropped: (offset) => dropped.push(offset) });
  const append = async (pieces: OutputPieces, bytes: Buffer): Promise<void> => {
    for (let done = 0; done < bytes.length; ) done += await pieces.append(bytes.subarray(done));
  };
  /** Lines of 100 bytes with their number. */
  const lines = (from: number, count: number): Buffer =>
    Buffer.from(Array.from({ length: count }, (_, at) => `${from + at}`.padStart(99).concat('\n')).join(''));
  const whole = async (): Promise<{ begin: number; end: number; bytes: Buffer }> => {
    const log = await LogFile.open(path);
    if (log === undefined) throw new Error('there is no log');
    const { begin, end } = await log.extent();
    const all: Buffer[] = [];
    for (let at = begin; at < end; ) {
      const piece = Buffer.alloc(50_000);
      const { offset, size } = await log.read(piece, at);
      expect(offset, 'nothing is left out').to.equal(at);
      if (size === 0) break;
      all.push(piece.subarray(0, size));
      at = offset + size;
    }
    await log.close();
    return { begin, end, bytes: Buffer.concat(all) };
  };

  it('hold the last bytes and at most twice as many, cut between lines, over any number of openings', async () => {
    const all = lines(0, 20_000);
    for (let at = 0; at < all.length; at += 500_000) {
      const pieces = await open(MAXIMUM);
      expect(pieces.size).to.equal(at);
      for (let from = at; from < at + 500_000; from += 7_777)
        await append(pieces, all.subarray(from, Math.min(at + 500_000, from + 7_777)));
      await pieces.close();
      const { begin, end, bytes } = await whole();
      expect(end).to.equal(at + 500_000);
      expect(bytes.length).to.be.within(MAXIMUM, 2 * MAXIMUM);
      expect(bytes.equals(all.subarray(begin, end))).to.equal(true);
      expect(begin % 100, 'at a line').to.equal(0);
      expect(dropped.at(-1)).to.equal(begin);
    }
  });

  it('a reader has all of what it has opened, and goes on with the next piece', async () => {
    const all = lines(0, 10_000);
    const pieces = await open(MAXIMUM);
    await append(pieces, all.subarray(0, 100_000));
    const log = await LogFile.open(path);
    const buffer = Buffer.alloc(60_000);
    expect(await log?.read(buffer, 40_000)).to.deep.equal({ offset: 40_000, size: 60_000 });
    await append(pieces, all.subarray(100_000));
    const next = await log?.read(buffer, 100_000);
    expect(next?.offset).to.equal((await whole()).begin);
    expect(buffer.subarray(0, next?.size).equals(all.subarray(next?.offset).subarray(0, next?.size))).to.equal(true);
    await log?.close();
    await pieces.close();
  });

  it('a line without an end is cut at last', async () => {
    const pieces = await open(MAXIMUM);
    await append(pieces, Buffer.alloc(1_000_000, 'x'));
    const { end, bytes } = await whole();
    expect([end, bytes.every((byte) => byte === 0x78)]).to.deep.equal([1_000_000, true]);
    expect(bytes.length).to.be.within(MAXIMUM, 2 * MAXIMUM + 64 * KB);
    await pieces.close();
  });

  for (const [what, before] of [
    ['without a limit', undefined],
    ['with a larger one', 4 * MAXIMUM],
  ] as const) {
    it(`what was kept ${what} is cut at the next opening; places stay, and it can be done again`, async () => {
      const all = lines(0, 20_000);
      const larger = await open(before);
      await append(larger, all);
      await larger.close();
      await writeFile(`${path}.new-piece`, 'of one who was killed');
      const pieces = await open(MAXIMUM);
      await append(pieces, lines(20_000, 1));
      await pieces.close();
      const { begin, end, bytes } = await whole();
      expect(end).to.equal(all.length + 100);
      expect(bytes.length).to.be.within(MAXIMUM, 2 * MAXIMUM);
      expect(bytes.equals(Buffer.concat([all, lines(20_000, 1)]).subarray(begin))).to.equal(true);
      expect(begin % 100).to.equal(0);
    });
  }

  it('one who was killed before the old pieces went has left two of the same, which read as one', async () => {
    const all = lines(0, 100);
    await writeFile(path, all);
    await writeFile(`${path}.from-8000`, all.subarray(8000));
    await appendFile(`${path}.from-8000`, lines(100, 1));
    const { begin, end, bytes } = await whole();
    expect([begin, end]).to.deep.equal([0, 10_100]);
    expect(bytes.equals(lines(0, 101))).to.equal(true);
  });

  it('without a limit there is one piece, and what has several goes on in the last', async () => {
    const pieces = await open();
    await append(pieces, lines(0, 10_000));
    await pieces.close();
    expect(await readdir(folder)).to.deep.equal(['stdout.log']);
    await writeFile(`${path}.from-1000000`, '');
    const again = await open();
    await append(again, Buffer.from('x'));
    await again.close();
    expect((await whole()).end).to.equal(1_000_001);
  });

  for (const [text, room, cut] of [
    ['ab\ncd\n', 100, undefined],
    ['ab\ncd\n', 6, 6],
    ['ab\ncd\n', 5, 3],
    ['ab\ncd\n', 2, 3],
    ['ab\ncd\n', 0, 3],
    ['ab\ncd\n', -5, 3],
    ['abcd', 2, undefined],
    ['abcd', -65_534, 2],
    ['abcd', -65_536, 0],
    ['abcd', -70_000, 0],
  ] as const) {
    it(`of ${JSON.stringify(text)}, with room for ${room}, ${cut ?? 'all'} bytes go in`, () => {
      expect(cutOf(Buffer.from(text), room)).to.equal(cut);
    });
  }
});
