import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { filesBelow, formsOf, holdersOf } from '../find-bytes.ts';
import { isRerun, passesAsNobody } from './as-ordinary-user.ts';
import { EmbeddedBed, needSandbox } from './bed.ts';

const TEXT = 'nobody else has read this';
const PLACE = 'C:\\keys\\one.txt';

describe('secret files of the embedded host', function () {
  this.timeout(60_000);
  this.slow(5000);
  let bed: EmbeddedBed;

  before(async function () {
    this.timeout(120_000);
    await needSandbox(this);
    bed = await EmbeddedBed.open({ stateName: 'a state/ünïcödé' });
    await bed.base();
  });
  after(async () => bed?.dispose());

  const kept = async () => {
    const paths = await filesBelow(bed.root);
    return { holders: await holdersOf(paths, formsOf(TEXT)), count: paths.length };
  };

  it('are in memory that is never swapped, read-only, of its user alone, and on no disk whatever ends it', async () => {
    const sandbox = await bed.created();
    try {
      await bed.host.compute.start(sandbox.id, { secretFiles: [{ path: PLACE, content: Buffer.from(TEXT) }] });
      expect((await bed.run(sandbox, `cmd /c type ${PLACE}`)).stdout).to.equal(TEXT);
      const init = Number((await readFile(join(sandbox.folder, 'init'), 'utf8')).split(' ')[0]);
      const mounts = (await readFile(`/proc/${init}/mountinfo`, 'utf8'))
        .split('\n')
        .filter((line) => /ramfs/.test(line));
      expect(mounts.length, mounts.join('\n')).to.equal(1);
      expect(mounts[0]).to.match(/ \/c\/drive_c\/keys\/one\.txt ro,nosuid,nodev,noexec/);
      expect((await stat(`/proc/${init}/root/c/drive_c/keys/one.txt`)).mode & 0o777).to.equal(0o400);
      expect(await readdir(`/proc/${init}/root`)).not.to.include('secrets');
      expect(await readFile('/proc/self/mountinfo', 'utf8')).not.to.contain(sandbox.id);
      const { holders, count } = await kept();
      expect(holders).to.deep.equal([]);
      expect(count).to.be.greaterThan(100);
      process.kill(init, 'SIGKILL');
    } finally {
      await bed.remove(sandbox);
    }
    expect((await kept()).holders).to.deep.equal([]);
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.equal(1);
    });
  }
});
