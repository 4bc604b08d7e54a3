import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { file, folder, readEntries, streamOf } from '../contract/kit/entries.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { LayersBed } from './kit/layers-bed.ts';
import { setFaultsOf } from './kit/standin.ts';

const BASE = [folder('Files'), folder('Files/Windows'), folder('Hives'), file('Hives/system.reg', 'registry')];

describe('a scratch for a virtual machine', function () {
  this.timeout(60_000);
  let bed: LayersBed;
  let parents: string[];
  before(async () => {
    bed = await LayersBed.make();
    parents = [bed.folder('base')];
    await bed.layers.importLayer(parents[0] ?? '', [], streamOf(BASE));
  });
  after(() => bed.dispose());

  it('is taken, not mounted here: its files are the machine’s alone until it is let go of', async () => {
    const scratch = bed.folder('scratch');
    await bed.layers.createScratch(scratch, parents);
    const mounts = ['ActivateLayer', 'PrepareLayer', 'GetLayerMountPath'];
    const faults = mounts.map((call) => ({ call, hr: '0x80004005', times: -1, refused: true }));
    await setFaultsOf('vmcompute', bed.native, faults); // none of them is called
    expect(await bed.layers.attachScratch(scratch, parents, { isolation: 'hyperv' })).to.equal(scratch);
    expect(await bed.attachments.byVolume(scratch)).to.deep.include({ scratch, isForMachine: true });
    const id = randomUUID();
    await bed.attachments.claim(scratch, id);
    await expectFault('Busy', () => bed.layers.attachScratch(scratch, parents, { isolation: 'hyperv' }));
    await expectFault('Busy', () => bed.layers.destroyScratch(scratch));
    const refused = await expectFault('NotSupported', async () => {
      for await (const _ of bed.layers.readFiles(scratch, parents, 'C:\\Windows')) break;
    });
    expect(refused.hint).to.contain('Stop-Container');
    bed.running.add(id);
    await expectFault('Busy', () => bed.layers.detachScratch(scratch));
    bed.running.delete(id);
    await bed.layers.detachScratch(scratch);
    await bed.layers.detachScratch(scratch);
    expect(await bed.attachments.list()).to.deep.equal([]);
    await setFaultsOf('vmcompute', bed.native, []);
    expect((await readEntries(bed.layers.readFiles(scratch, parents, 'C:\\Windows'))).length).to.be.greaterThan(0);
    await bed.layers.destroyScratch(scratch);
    expect(existsSync(scratch)).to.equal(false);
  });
});
