import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { LEAST_SCRATCH_BYTES } from '../../core/host/check-limits.ts';
import { file, folder, hardlink, names, readEntries, streamOf, symlink, whiteout } from '../contract/kit/entries.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { LayersBed } from './kit/layers-bed.ts';

const BASE = [
  folder('Files'),
  folder('Files/Windows'),
  file('Files/Windows/a.txt', 'a of the base'),
  file('Files/Windows/b.txt', 'b of the base'),
  hardlink('Files/Windows/twin.txt', 'Files/Windows/a.txt'),
  folder('Hives'),
  file('Hives/system.reg', 'registry'),
];

describe('layers of the Windows host', function () {
  this.timeout(60_000);
  let bed: LayersBed;
  before(async () => {
    bed = await LayersBed.make();
  });
  after(() => bed.dispose());

  async function base(): Promise<string> {
    const path = bed.folder('base');
    await bed.layers.importLayer(path, [], streamOf(BASE));
    return path;
  }

  it('a base layer is its files, made ready for scratches', async () => {
    const path = await base();
    expect(await readFile(join(path, 'Files/Windows/a.txt'), 'utf8')).to.equal('a of the base');
    expect(await readFile(join(path, 'Files/Windows/twin.txt'), 'utf8')).to.equal('a of the base');
    expect((await stat(join(path, 'Files/Windows/a.txt'))).nlink).to.equal(2);
    expect((await stat(join(path, 'Files/Windows'))).mtimeMs).to.equal(1_580_608_922_000);
    expect((await stat(join(path, 'Files/Windows/b.txt'))).mtimeMs).to.equal(1_580_608_922_000);
    expect(await readdir(path)).to.include('blank-base.vhdx');
    expect(await readdir(dirname(path))).to.deep.equal([path.slice(dirname(path).length + 1)]);
  });

  it('a scratch is given the size that is asked for, and its copy has it too', async () => {
    const parents = [await base()];
    const [scratch, copy] = [bed.folder('wide'), bed.folder('wide-copy')];
    await bed.layers.createScratch(scratch, parents, { sizeBytes: 2 * LEAST_SCRATCH_BYTES });
    await bed.layers.copyScratch(scratch, copy, parents);
    for (const folder of [scratch, copy])
      expect(await readFile(join(folder, 'sandbox.vhdx'), 'utf8')).to.match(/ 42949672960$/);
    await expectFault('InvalidArgument', () =>
      bed.layers.createScratch(bed.folder('small'), parents, { sizeBytes: 1 }),
    );
    expect(await readdir(dirname(scratch))).to.not.include('small');
  });

  it('a scratch is made, attached, read, written, exported, let go and removed', async () => {
    const parents = [await base()];
    const scratch = bed.folder('scratch');
    await bed.layers.createScratch(scratch, parents);
    const volume = await bed.layers.attachScratch(scratch, parents);
    expect(volume).to.match(/^\\\\\?\\Volume\{[0-9a-f-]{36}\}\\$/i);
    expect((await bed.attachments.byVolume(volume))?.scratch).to.equal(scratch);
    await expectFault('Busy', () => bed.layers.attachScratch(scratch, parents));
    await expectFault('Busy', () => bed.layers.destroyScratch(scratch));
    await expectFault('Busy', () => bed.layers.destroyLayer(parents[0] ?? ''));
    await expectFault('Busy', () => readEntries(bed.layers.exportScratch(scratch, parents)));

    await bed.layers.writeFiles(scratch, parents, 'C:\\site', streamOf([folder('sub'), file('sub/x.txt', 'x')]));
    expect(names(await readEntries(bed.layers.readFiles(scratch, parents, 'c:\\SITE')))).to.deep.equal([
      'folder site',
      'folder site/sub',
      'file site/sub/x.txt',
    ]);
    await bed.layers.detachScratch(scratch);
    await bed.layers.detachScratch(scratch);
    const found = await readEntries(bed.layers.exportScratch(scratch, parents));
    expect(names(found)).to.include.members(['folder Files', 'folder Files/site', 'file Files/site/sub/x.txt']);
    expect(await readEntries(bed.layers.exportScratch(scratch, parents))).to.deep.equal(found);
    await bed.layers.destroyScratch(scratch);
    await bed.layers.destroyLayer(parents[0] ?? '');
    expect(await readdir(dirname(scratch))).to.not.include(scratch.slice(dirname(scratch).length + 1));
  });

  it('a layer above another takes away, adds and links', async () => {
    const parents = [await base()];
    const path = bed.folder('layer');
    const entries = [
      folder('Files'),
      folder('Files/Windows'),
      whiteout('Files/Windows/b.txt'),
      file('Files/Windows/c.txt', 'c'),
      symlink('Files/Windows/link', 'c.txt'),
      hardlink('Files/Windows/twin2.txt', 'Files/Windows/c.txt'),
    ];
    await bed.layers.importLayer(path, parents, streamOf(entries));
    expect(await readFile(join(path, 'Files/Windows/c.txt'), 'utf8')).to.equal('c');
    expect((await stat(join(path, 'Files/Windows/c.txt'))).nlink).to.equal(2);
    expect((await stat(join(path, 'Files/Windows'))).mtimeMs).to.equal(1_580_608_922_000);
    expect((await readdir(dirname(path))).filter((name) => name.startsWith('.'))).to.deep.equal([]);
    await bed.layers.destroyLayer(path);
  });

  it('an import that fails leaves nothing, and the next one works', async () => {
    const before = (await readdir(join(bed.root, 'store'))).sort();
    async function* failing() {
      yield* BASE;
      throw fault('Corrupt', 'The archive ends too early.');
    }
    await expectFault('Corrupt', () => bed.layers.importLayer(bed.folder('base'), [], failing()));
    expect((await readdir(join(bed.root, 'store'))).sort()).to.deep.equal(before);
    await base();
  });
});
