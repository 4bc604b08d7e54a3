import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readlinkSync, truncateSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { eventually } from '../eventually.ts';
import { expectTidy } from './expect-tidy.ts';
import { needContainers, RealRoot } from './real-root.ts';

/** Long enough to be caught in the middle of its copy. */
const BIG_BYTES = 300_000_000;
/** Far longer than anybody takes to cut it short; all of it a hole. */
const ENDLESS_BYTES = 8 * 1024 ** 3;
/** Windows' MAX_PATH is 260. */
const DEEP = `C:\\${Array.from({ length: 30 }, () => 'abcdefghij').join('\\')}`;

describe('bad input, and containers that run', function () {
  this.timeout(120_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
    await real.ok('New-Container', 'web', '-ContainerImageName', 'tools');
    await real.ok('Start-Container', 'web');
  });
  after(() => real?.dispose());
  afterEach(() => expectTidy(real));

  const inside = (command: string) => real.ok('Invoke-ContainerCommand', 'web', command);
  const isInside = async (path: string) => (await inside(`C:\\probe.exe "exists:${path}"`)).trim() !== 'none';
  const copyIn = (path: string, to: string) => ['Copy-ContainerItem', path, to, '-ToContainer', 'web'];
  const copyOut = (path: string, to: string) => ['Copy-ContainerItem', path, to, '-FromContainer', 'web'];
  const here = (name: string) => join(real.folder, name);

  /** The files that a process has open. */
  function heldBy(processId: number): string[] {
    const folder = `/proc/${processId}/fd`;
    return readdirSync(folder).flatMap((fd) => {
      try {
        return [readlinkSync(join(folder, fd))];
      } catch {
        return []; // closed meanwhile
      }
    });
  }

  describe('a file that is none', () => {
    // A thread that waits for a pipe's other side is lost: a handful of these would keep the service from any work.
    const pipe = () => here('pipe');
    before(() => execFileSync('mkfifo', [pipe()]));

    for (const [what, words] of [
      ['standard input', () => ['Invoke-ContainerCommand', 'web', 'C:\\probe.exe cat', '-InputFile', pipe()]],
      [
        'standard input that has no end',
        () => ['Invoke-ContainerCommand', 'web', 'C:\\probe.exe cat', '-InputFile', '/dev/zero'],
      ],
      ['a copy', () => copyIn(pipe(), 'C:\\')],
      ['an image', () => ['Import-ContainerImage', pipe()]],
      ['a secret', () => ['New-Container', 'x', '-ContainerImageName', 'tools', '-Secret', `A=${pipe()}`]],
    ] as const) {
      it(`as ${what}: refused at once, and nothing waits for it`, async () => {
        for (let time = 0; time < 5; time++) await real.refused('InvalidArgument', ...words());
        expect(heldBy(await real.service())).not.to.include(pipe());
        expect(await inside('C:\\probe.exe out:works')).to.equal('works');
      });
    }
  });

  it('standard input that a program does not read: its end is told, and the file is let go', async () => {
    await writeFile(here('endless'), Buffer.alloc(BIG_BYTES));
    const ran = await real.run(
      'Invoke-ContainerCommand',
      'web',
      'C:\\probe.exe out:done exit:3',
      '-InputFile',
      here('endless'),
    );
    expect(ran).to.include({ code: 3, stdout: 'done' });
    const service = await real.service();
    await eventually(async () => !heldBy(service).includes(here('endless')));
  });

  it('output that is no text comes as it is', async () => {
    const all = Buffer.from(Array.from({ length: 256 * 100 }, (_, at) => at % 256));
    await writeFile(here('bytes'), all);
    const words = ['Invoke-ContainerCommand', 'web', 'C:\\probe.exe cat', '-InputFile', here('bytes')];
    const env = { ...process.env, HCS_CONTAINERS_ROOT: real.root };
    const { stdout } = await promisify(execFile)(process.execPath, [...real.hcs, ...words], {
      env,
      encoding: 'buffer',
    });
    expect(stdout.equals(all)).to.equal(true);
  });

  for (const [what, files] of [
    ['a reserved name', ['con']],
    ['a reserved name with an ending', ['below/aux.txt']],
    ['a name that ends with a dot', ['a.']],
    ['a name that ends with a space', ['below/deeper/b ']],
    ['a character that Windows forbids', ['x:y']],
    ['names that differ by case only', ['A.txt', 'a.txt']],
    ['folders that differ by case only', ['below/A/x', 'below/a/y']],
  ] as const) {
    it(`a folder with ${what} is refused before anything of it is copied`, async () => {
      for (const file of ['aa-first.txt', ...files]) {
        const path = join(here('bad'), file);
        await mkdir(join(path, '..'), { recursive: true });
        await writeFile(path, 'x');
      }
      expect(await real.refused('InvalidArgument', ...copyIn(here('bad'), 'C:\\'))).to.include(here('bad'));
      expect(await isInside('C:\\bad')).to.equal(false);
      await rm(here('bad'), { recursive: true });
    });
  }

  it('a copy into a missing folder is refused, and made with -CreateFullPath; both ways, over 260 characters too', async () => {
    await writeFile(here('a.txt'), 'a');
    for (const to of ['C:\\no\\such\\a.txt', 'C:\\no\\such\\', `${DEEP}\\a.txt`]) {
      expect(await real.refused('NotFound', ...copyIn(here('a.txt'), to))).to.include('-CreateFullPath');
      expect(await isInside(to.slice(0, 5))).to.equal(false);
    }
    await real.ok(...copyIn(here('a.txt'), `${DEEP}\\a.txt`), '-CreateFullPath');
    expect(await isInside(`${DEEP}\\a.txt`)).to.equal(true);
    await real.refused('NotFound', ...copyOut(`${DEEP}\\a.txt`, here('no/such/b.txt')));
    await real.ok(...copyOut(`${DEEP}\\a.txt`, here('no/such/b.txt')), '-CreateFullPath');
    expect(await readFile(here('no/such/b.txt'), 'utf8')).to.equal('a');
  });

  it('a place that is none in a container is refused', async () => {
    await writeFile(here('a.txt'), 'a');
    for (const to of ['C:\\probe.exe\\x', 'C:\\con', 'D:\\x', 'C:\\..\\x', '\\\\server\\x', 'C:\\a:b', '\\\\?\\C:\\x'])
      await real.refused('InvalidArgument', ...copyIn(here('a.txt'), to));
  });

  it('a container is not copied onto itself, in any case', async () => {
    await real.ok('New-Container', 'twin', '-ContainerImageName', 'tools');
    expect(await real.refused('AlreadyExists', 'Copy-Container', 'twin', 'TWIN')).to.match(/'twin'/i);
    await real.ok('Remove-Container', 'twin', '-Confirm:$false');
  });

  it('a file that is cut while it is copied leaves nothing and is told; one that grows is what it was', async () => {
    const [path, target] = [here('big'), 'C:\\big.bin'];
    const copying = async (change: () => void) => {
      const service = await real.service(); // asked before: a copy may be over by the time that this takes
      let isOver = false;
      const copied = real.run(...copyIn(path, target)).finally(() => {
        isOver = true;
      });
      await eventually(async () => isOver || heldBy(service).includes(path));
      change();
      return copied;
    };
    await writeFile(path, '');
    truncateSync(path, ENDLESS_BYTES);
    const cut = await copying(() => truncateSync(path, 10));
    expect(cut.stderr).to.match(/was changed meanwhile.*\n.*\[InvalidState,Copy-ContainerItem\].*again/);
    expect(await isInside(target)).to.equal(false);
    await writeFile(path, Buffer.alloc(BIG_BYTES, 1));
    expect(await copying(() => appendFileSync(path, 'more'))).to.include({ code: 0 });
    await real.ok(...copyOut(target, here('back')));
    expect((await readFile(here('back'))).equals(Buffer.alloc(BIG_BYTES, 1))).to.equal(true);
  });
});
