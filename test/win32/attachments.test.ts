import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { AttachmentFiles } from '../../core/win32/attachments.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';

const VOLUME = '\\\\?\\Volume{6e2a9bd4-3d42-4a0e-8d10-1f3a9f0c7a11}\\';
const ONE = { scratch: 'C:\\state\\scratch', parents: ['C:\\layers\\base'], volumePath: VOLUME };
const OTHER = { ...ONE, scratch: 'C:\\state\\other', volumePath: `${VOLUME.slice(0, -4)}22}\\` };
const ID = '11111111-2222-3333-4444-555555555555';

describe('attachments of scratches', () => {
  let folder: string;
  let files: AttachmentFiles;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-attachments-'));
    files = new AttachmentFiles(folder);
    await files.add(ONE);
    await files.add(OTHER);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are found by scratch and by volume, however Windows spells them; claimed or not', async () => {
    for (const systemId of [undefined, ID]) {
      if (systemId !== undefined) await files.claim(ONE.scratch, systemId);
      const found = { ...ONE, ...(systemId === undefined ? {} : { systemId }) };
      expect(await files.byScratch('c:\\STATE\\scratch\\')).to.deep.equal(found);
      for (let time = 0; time < 2; time++) expect(await files.byVolume(VOLUME.toUpperCase())).to.deep.equal(found);
      expect(await files.list()).to.have.deep.members([found, OTHER]);
    }
    expect(await files.byVolume('\\\\?\\Volume{no}\\')).to.equal(undefined);
  });

  it('of many systems that want one at once, in several processes, one gets it', async () => {
    const processes = [files, new AttachmentFiles(folder), new AttachmentFiles(folder)];
    const ids = Array.from({ length: 30 }, (_, at) => `system-${at}`);
    const asked = await Promise.allSettled(ids.map((id, at) => processes[at % 3]?.claim(ONE.scratch, id)));
    const won = ids.filter((_, at) => asked[at]?.status === 'fulfilled');
    expect(won).to.have.length(1);
    expect((await files.byScratch(ONE.scratch))?.systemId).to.equal(won[0]);
    for (const one of asked) {
      if (one.status === 'rejected') expect(one.reason).to.include({ kind: 'Busy' });
    }
  });

  it('are claimed once by their system, and again by another when it has let go', async () => {
    expect(await files.claim(ONE.scratch, ID)).to.equal(true);
    expect(await files.claim(ONE.scratch, ID)).to.equal(false);
    await expectFault('Busy', () => files.claim(ONE.scratch, 'another'));
    await files.release('another');
    expect((await files.byScratch(ONE.scratch))?.systemId).to.equal(ID);
    await files.release(ID);
    await files.release(ID);
    expect(await files.claim(ONE.scratch, 'another')).to.equal(true);
    await expectFault('NotFound', () => files.claim('C:\\no', ID));
  });

  it('a claim of a process that died is known to the next one, which lets go of it', async () => {
    await files.claim(ONE.scratch, ID);
    const next = new AttachmentFiles(folder);
    expect((await next.byVolume(VOLUME))?.systemId).to.equal(ID);
    await next.release(ID);
    expect(await files.byScratch(ONE.scratch)).to.deep.equal(ONE);
  });

  it('none is missing from a list, nor not found, while another process claims and lets go', async () => {
    const other = new AttachmentFiles(folder);
    let isOver = false;
    const going = (async () => {
      for (let time = 0; time < 100; time++) {
        await other.claim(ONE.scratch, ID);
        await other.release(ID);
      }
      isOver = true;
    })();
    while (!isOver) {
      expect((await files.list()).map(({ scratch }) => scratch)).to.have.members([ONE.scratch, OTHER.scratch]);
      expect((await files.byScratch(ONE.scratch))?.volumePath).to.equal(VOLUME);
      expect((await files.byVolume(VOLUME))?.scratch).to.equal(ONE.scratch);
    }
    await going;
  });

  it('removed while claimed: nothing of it is left', async () => {
    await files.claim(ONE.scratch, ID);
    await files.remove(ONE.scratch);
    expect(await files.list()).to.deep.equal([OTHER]);
    await files.release(ID);
    expect(await readdir(join(folder, 'attachments'))).to.have.length(1);
  });
});
