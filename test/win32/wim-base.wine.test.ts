import { lstat, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readEntries } from '../contract/kit/entries.ts';
import { prose } from '../formats/wim/sample-wim.ts';
import { LayersBed } from './kit/layers-bed.ts';

const GOLDEN = join(import.meta.dirname, '../golden/wim');

describe('a base layer of a WIM file', function () {
  this.timeout(60_000);
  let bed: LayersBed;
  before(async () => {
    bed = await LayersBed.make();
  });
  after(() => bed.dispose());

  for (const name of ['sample-lzx.wim', 'sample-xpress.wim']) {
    it(`${name} becomes files of which containers are made`, async () => {
      const base = await bed.layers.openBase({ kind: 'wim', path: join(GOLDEN, name), imageIndex: 1 }, {});
      expect(base).to.include({ name: 'WindowsServerCore', osVersion: '10.0.20348.587', architecture: 'amd64' });
      const layer = bed.folder('base');
      await bed.layers.importLayer(layer, [], base.entries);
      await base.dispose();
      const system32 = join(layer, 'Files/Windows/System32');
      expect((await readFile(join(system32, 'kernel.exe'))).equals(prose(9000))).to.equal(true);
      expect((await stat(join(system32, 'zz.dll'))).nlink).to.equal(2);
      const { mtimeNs } = await stat(join(system32, 'ea.txt'), { bigint: true });
      expect(mtimeNs).to.equal(1_555_526_400_000_000_300n);
      expect((await lstat(join(layer, 'Files/größe 𝄞.txt'))).size).to.equal(2);

      const scratch = bed.folder('scratch');
      await bed.layers.createScratch(scratch, [layer]);
      const entries = await readEntries(bed.layers.readFiles(scratch, [layer], 'C:\\Windows\\System32\\bb.dll'));
      expect(entries.map((entry) => entry.name)).to.deep.equal(['bb.dll']);
      await bed.layers.destroyScratch(scratch);
      await bed.layers.destroyLayer(layer);
    });
  }

  it('asks which of several images', async () => {
    const open = bed.layers.openBase({ kind: 'wim', path: join(GOLDEN, 'sample-lzx.wim') }, {});
    const error: unknown = await open.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).to.include({ kind: 'Ambiguous' });
  });
});
