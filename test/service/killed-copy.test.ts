import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../eventually.ts';
import { expectTidy } from './expect-tidy.ts';
import { needContainers, RealRoot } from './real-root.ts';

/** It takes seconds to copy: the service is killed as soon as something of it is seen. Bytes; all of them a hole. */
const HUGE = 8 * 1024 ** 3;
const MARK = /^\.hcs-/;
/** A user's own file, by a name much like ours. */
const SIMILAR = '.hcs-12147-1.part';

describe('the service killed in the middle of a copy', function () {
  this.timeout(120_000);
  let real: RealRoot;
  let drive: string;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
    await real.ok('New-Container', 's', '-ContainerImageName', 'tools', '-Command', 'C:\\probe.exe sleep:100000');
    const id = (await real.container('s'))?.ContainerId ?? '';
    drive = join(real.root, 'containers', id, 'scratch', 'upper', 'drive_c');
  });
  after(() => real?.dispose());

  async function hole(path: string): Promise<void> {
    const file = await open(path, 'w');
    await file.truncate(HUGE);
    await file.close();
  }

  /** Begins a copy, and kills the service when it has begun to write into the folder. */
  async function cut(folder: string, ...words: string[]): Promise<void> {
    const service = await real.service();
    const { done } = real.begin('Copy-ContainerItem', ...words);
    await eventually(async () => (await markedIn(folder)).length > 0);
    await real.killService(service);
    expect((await done).code).not.to.equal(0);
    expect(await markedIn(folder)).to.have.length(1);
  }

  const markedIn = async (folder: string): Promise<string[]> =>
    (await readdir(folder).catch(() => [])).filter((name) => MARK.test(name) && name !== SIMILAR);

  async function copyIntoIsCut(): Promise<void> {
    const source = join(real.folder, 'source');
    await mkdir(join(source, 'sub'), { recursive: true });
    await hole(join(source, 'sub', 'huge'));
    try {
      await cut(join(drive, 'target', 'sub'), `${source}/.`, 'C:\\target', '-ToContainer', 's');
    } finally {
      await rm(source, { recursive: true });
    }
    await real.ok('Get-Container', 's');
    expect(await readdir(join(drive, 'target', 'sub'))).to.deep.equal([]);
    await expectTidy(real);
  }

  it('into a container that is off: the next service removes what there is of the file', async () => {
    await copyIntoIsCut();
    expect(await real.ok('Compare-Container', 's')).not.to.include('.hcs-');
  });

  it('into one that runs: the same', async () => {
    await real.ok('Start-Container', 's');
    await copyIntoIsCut();
    await real.ok('Stop-Container', 's', '-TurnOff');
  });

  it('into one that runs, and has ended when the next service comes: the same', async () => {
    await real.ok('Start-Container', 's');
    const { ContainerId: id = '' } = (await real.container('s')) ?? {};
    const init = (await readFile(join(real.root, 'host', 'systems', id, 'init'), 'utf8')).split(' ')[0];
    const source = join(real.folder, 'huge');
    await hole(source);
    await cut(join(drive, 'ended'), source, 'C:\\ended\\', '-ToContainer', 's');
    await rm(source);
    process.kill(Number(init), 'SIGKILL');
    await eventually(async () => (await real.container('s'))?.State === 'Off');
    expect(await readdir(join(drive, 'ended'))).to.deep.equal([]);
  });

  it("out of a container: the same, and no file of the user's is taken for ours", async () => {
    await mkdir(join(drive, 'data'));
    await hole(join(drive, 'data', 'huge'));
    const out = join(real.folder, 'out');
    await mkdir(out);
    await (await open(join(out, SIMILAR), 'w')).close();
    await cut(out, 'C:\\data\\huge', out, '-FromContainer', 's');
    await real.ok('Get-Container', 's');
    expect(await readdir(out)).to.deep.equal([SIMILAR]);
    await expectTidy(real);
  });
});
