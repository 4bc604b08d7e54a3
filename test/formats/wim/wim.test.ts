import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { bufferBlocks } from '../../../core/base/block-source.ts';
import { type FaultKind, isFault } from '../../../core/base/fault.ts';
import { writeLayerTar } from '../../../core/formats/layer-tar/write-layer-tar.ts';
import { readLayerEntries } from '../../../core/formats/wim/layer-entries.ts';
import { openWim } from '../../../core/formats/wim/open-wim.ts';
import { type ReadEntry, readEntries } from './read-wim.ts';
import { junction, prose, SECURITY, sampleImage } from './sample-wim.ts';
import { type NewFile, writeWim } from './write-wim.ts';

const GOLDEN = new URL('../../golden/wim/', import.meta.url);

/** The fault of what must fail so. */
async function refusal(kind: FaultKind, run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    expect(isFault(error, kind), `${kind}: ${error}`).to.equal(true);
    return String(error);
  }
  throw new Error(`nothing failed, ${kind} was expected`);
}

function entryOf(entries: readonly ReadEntry[], name: string): ReadEntry {
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`there is no ${name}: ${entries.map((entry) => entry.name).join(', ')}`);
  return found;
}

function contentOf(entries: readonly ReadEntry[], name: string): Buffer {
  const entry = entryOf(entries, name);
  if (entry.kind !== 'file') throw new Error(`${name} is a ${entry.kind}`);
  return entry.content;
}

const only = (...children: NewFile[]): Buffer => writeWim([{ root: { name: '', children } }]);

/** A sample with some bytes of its header replaced. */
function withHeader(at: number, hex: string): Buffer {
  const bytes = writeWim([sampleImage(true)]);
  bytes.write(hex, at, 'hex');
  return bytes;
}

describe('WIM files', () => {
  describe('give the entries of a layer', () => {
    let entries: ReadEntry[];
    before(async () => {
      entries = await readEntries(writeWim([sampleImage(true)]));
    });

    it('in layer order, folders and streams included', async () => {
      expect(entries.map(({ name }) => name)).to.deep.equal([
        'Files',
        'Files/Users',
        'Files/Users/All Users',
        'Files/Users/kept',
        'Files/Windows',
        'Files/Windows/System32',
        'Files/Windows/System32/aa.dll',
        'Files/Windows/System32/bb.dll',
        'Files/Windows/System32/ea.txt',
        'Files/Windows/System32/kernel.exe',
        'Files/Windows/System32/kernel.exe.txt',
        'Files/Windows/System32/streams.txt',
        'Files/Windows/System32/streams.txt:Zone',
        'Files/Windows/System32/streams.txt:b',
        'Files/Windows/System32/zz.dll',
        'Files/Windows/sys',
        'Files/empty',
        'Files/größe 𝄞.txt',
        'Files/sizes',
        'Files/\uffe0.txt',
      ]);
      const wim = await openWim(bufferBlocks(writeWim([sampleImage()])));
      const [image] = wim.images;
      if (image === undefined) throw new Error('no image');
      let sizeBytes = 0;
      for await (const piece of writeLayerTar(readLayerEntries(wim, image))) sizeBytes += piece.length;
      expect(sizeBytes).to.be.greaterThan(500_000);
    });

    it('with security, attributes and exact times', () => {
      expect(entryOf(entries, 'Files')).to.deep.include({ kind: 'folder', securityDescriptor: SECURITY });
      expect(entryOf(entries, 'Files/Windows').kind).to.equal('folder');
      expect(entryOf(entries, 'Files/Windows')).to.deep.include({ attributes: 0x14, modifiedMs: 1_655_526_400_000 });
      expect(entryOf(entries, 'Files/empty')).to.deep.equal({
        kind: 'folder',
        name: 'Files/empty',
        modifiedMs: 1_655_526_400_000,
      });
      expect(entryOf(entries, 'Files/Windows/System32/ea.txt')).to.deep.include({
        modifiedMs: 1_555_526_400_000,
        times: { modified: '1555526400.0000003', created: '1555526400.0000001', accessed: '1555526400.0000002' },
        extendedAttributes: [
          { name: '$CI.HINT', value: Uint8Array.from(Buffer.from('hint')) },
          { name: '$KERNEL.PURGE', value: Uint8Array.of(1, 2, 3) },
        ],
      });
    });

    it('with links, and junctions that follow the C: drive unless they were kept', () => {
      const junctionTo = { kind: 'symlink', isJunction: true, attributes: 0x410 };
      expect(entryOf(entries, 'Files/Users/All Users')).to.deep.include({ ...junctionTo, target: 'C:\\ProgramData' });
      expect(entryOf(entries, 'Files/Users/kept')).to.deep.include({ ...junctionTo, target: 'C:\\Users' });
      expect(entryOf(entries, 'Files/Windows/sys')).to.deep.include({ kind: 'symlink', target: 'System32' });
      expect(entryOf(entries, 'Files/Windows/sys')).not.to.have.property('isJunction');
    });

    it('a link that was kept names the drive it named', async () => {
      const [, link] = await readEntries(only(junction('d', 'D:\\x', true)));
      expect(link).to.deep.include({ target: 'D:\\x' });
    });

    it('hard links only where number and content are the same', () => {
      const folder = 'Files/Windows/System32';
      expect(entryOf(entries, `${folder}/zz.dll`)).to.deep.equal({
        kind: 'hardlink',
        name: `${folder}/zz.dll`,
        target: `${folder}/aa.dll`,
      });
      expect(entryOf(entries, `${folder}/bb.dll`)).to.deep.include({ kind: 'file', content: Buffer.from('other') });
    });

    it('with the content, wherever its stream is named', () => {
      const folder = 'Files/Windows/System32';
      expect(contentOf(entries, `${folder}/streams.txt`).toString()).to.equal('main');
      expect(contentOf(entries, `${folder}/streams.txt:b`).equals(prose(34_000, 'b'))).to.equal(true);
      expect(contentOf(entries, `${folder}/kernel.exe`).equals(prose(9000))).to.equal(true);
    });
  });

  describe('as wimlib compresses them', () => {
    for (const name of ['sample-xpress.wim', 'sample-lzx.wim']) {
      it(`${name} gives what was put in`, async () => {
        const expected = await readEntries(writeWim([sampleImage(true)]));
        expect(await readEntries(await readFile(new URL(name, GOLDEN)))).to.deep.equal(expected);
      });
    }
  });

  it('tell of their images', async () => {
    const { images } = await openWim(bufferBlocks(await readFile(new URL('sample-lzx.wim', GOLDEN))));
    expect(images).to.have.length(2);
    expect(images[0]).to.deep.include({ index: 1, name: 'Server & Core' });
    expect(images[0]?.windows).to.deep.equal({
      architecture: 'amd64',
      version: '10.0.20348.587',
      installationType: 'Server Core',
      edition: 'ServerStandard',
      languages: ['en-US', 'de-DE'],
    });
    expect(images[1]).not.to.have.property('windows');
  });

  describe('laid out as a layer', () => {
    const file = (name: string): NewFile => ({ name, content: Buffer.from(name) });
    const folder = (name: string, ...children: NewFile[]): NewFile => ({ name, children });
    const names = async (...children: NewFile[]): Promise<string[]> =>
      (await readEntries(only(...children))).map(({ name }) => name);

    it('keep their trees, and leave out what Windows makes', async () => {
      const utilityVm = folder('utilityvm', folder('FILES', file('a')), file('SystemTemplate.vhdx'));
      expect(
        await names(folder('Files', folder('Windows'), file('f')), folder('Hives', file('h')), utilityVm),
      ).to.deep.equal(['Files', 'Files/Windows', 'Files/f', 'UtilityVM', 'UtilityVM/Files', 'UtilityVM/Files/a']);
    });

    it('or are a C: drive with the tree of a utility VM', async () => {
      expect(await names(folder('Windows'), folder('UtilityVM', folder('Files', file('a'))))).to.deep.equal([
        'Files',
        'Files/Windows',
        'UtilityVM',
        'UtilityVM/Files',
        'UtilityVM/Files/a',
      ]);
    });

    it('a folder called Files alone is no layer', async () => {
      expect(await names(folder('Files', file('a')), folder('UtilityVM'))).to.deep.equal([
        'Files',
        'Files/Files',
        'Files/Files/a',
        'Files/UtilityVM',
      ]);
    });
  });

  describe('of other forms are NotSupported', () => {
    const cases: [string, number, string, RegExp][] = [
      ['pipable', 0, Buffer.from('WLPWM').toString('hex'), /pipable/],
      ['ESD', 12, '000e0000', /ESD/],
      ['an unknown version', 12, '00000200', /0x20000/],
      ['split', 42, '0200', /part 1 of 2/],
      ['LZMS', 16, '02000800', /neither XPRESS nor LZX/],
    ];
    for (const [name, at, hex, message] of cases) {
      it(name, async () => {
        expect(await refusal('NotSupported', () => readEntries(withHeader(at, hex)))).to.match(message);
      });
    }

    it('and the hint is what makes a file that can be read', async () => {
      const hints = await Promise.all(
        ['000e0000', '000d0100'].map(async (version) => {
          const bytes = withHeader(12, version);
          if (version === '000d0100') bytes.writeUInt16LE(2, 42);
          const error: unknown = await readEntries(bytes).catch((caught: unknown) => caught);
          return isFault(error) ? error.hint : undefined;
        }),
      );
      expect(hints[0]).to.match(/^dism \/Export-Image \/SourceImageFile:test\.wim \/SourceIndex:1 /);
      expect(hints[1]).to.contain('/SourceImageFile:test.wim /SWMFile:PARTS*.swm ');
    });

    it('encrypted files', async () => {
      const wim = only({ name: 'secret', attributes: 0x4000, content: Buffer.from('x') });
      expect(await refusal('NotSupported', () => readEntries(wim))).to.contain("'Files/secret'");
    });

    it('reparse points that are no links', async () => {
      const wim = only({ name: 'cloud', reparse: { tag: 0x9000_001a, data: Buffer.alloc(8) } });
      expect(await refusal('NotSupported', () => readEntries(wim))).to.contain('0x9000001A');
    });
  });

  describe('that are damaged are Corrupt', () => {
    const cases: [string, () => Buffer, RegExp][] = [
      ['nothing', () => Buffer.alloc(0), /no WIM file/],
      ['another file', () => Buffer.alloc(400, 'MZ'), /no WIM file/],
      ['written to half', () => withHeader(16, '40000000'), /never written to its end/],
      ['a wrong header size', () => withHeader(8, 'd1'), /header/],
      ['chunks of 3 bytes', () => withHeader(16, '8200040003000000'), /chunks have 3 bytes/],
      ['more images than it has', () => withHeader(44, '02'), /2 images and the metadata of 1/],
      ['a lookup table beyond the end', () => withHeader(48 + 8, 'ffffff'), /ends too early/],
      ['a lookup table of absurd size', () => withHeader(48, 'ffffffffffff1f02ffff'), /ends too early/],
      ['a name with two dots', () => only({ name: '..', content: Buffer.from('x') }), /'\.\.' is none/],
      ['a name with a separator', () => only({ name: 'a\\b' }), /is none/],
      ['a name twice', () => only({ name: 'Größe' }, { name: 'GRÖSSE' }, { name: 'gRÖßE' }), /twice/],
      ['a path without end', () => only(deep(200)), /longer than/],
    ];
    for (const [name, make, message] of cases) {
      it(name, async () => {
        expect(await refusal('Corrupt', () => readEntries(make()))).to.match(message);
      });
    }

    it('content that its SHA-1 does not fit', async () => {
      const bytes = only({ name: 'a', content: Buffer.from('some bytes to be found') });
      bytes[bytes.indexOf('to be found')] = 0;
      expect(await refusal('Corrupt', () => readEntries(bytes))).to.match(
        /the content of 'Files\/a' is not what its SHA-1/,
      );
    });
  });
});

function deep(levels: number): NewFile {
  let file: NewFile = { name: 'x'.repeat(250), children: [] };
  for (let level = 1; level < levels; level++) file = { name: 'x'.repeat(250), children: [file] };
  return file;
}
