import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { type Bed, scopeAllCases, scopeEachCase, type TestScratch, type TestSystem } from '../kit/bed.ts';
import { brokenFile, file, folder, names, type ReadEntry, readEntries, streamOf, symlink } from '../kit/entries.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { firstDifference, pattern } from '../kit/pattern.ts';
import { lines, probe, run } from '../kit/run.ts';

/** Files in and out of a container, running or not. */
export function fileCases(bed: Bed): void {
  describe('files', () => {
    describe('of a stopped container', () => {
      scopeEachCase(bed);
      stoppedCases(bed);
    });
    describe('of a running container', () => {
      runningCases(bed);
    });
    describe('with links and bad names', () => {
      badCases(bed);
    });
  });
}

function read(bed: Bed, at: TestScratch, path: string): Promise<ReadEntry[]> {
  return readEntries(bed.host.layers.readFiles(at.folder, at.parents, path));
}

function write(bed: Bed, at: TestScratch, path: string, entries: readonly LayerEntry[]): Promise<void> {
  return bed.host.layers.writeFiles(at.folder, at.parents, path, streamOf(entries));
}

async function text(bed: Bed, at: TestScratch, path: string): Promise<string> {
  const [entry] = await read(bed, at, path);
  return entry?.kind === 'file' ? entry.content.toString() : `${entry?.kind ?? 'nothing'}`;
}

function stoppedCases(bed: Bed): void {
  it('files written before the first start are there when it runs', async function () {
    this.timeout(60_000);
    const scratch = await bed.scratch({ attach: false });
    await write(bed, scratch, 'C:\\site\\pages', [folder('sub'), file('sub/a.txt', 'early'), file('z.txt', 'z')]);
    expect(names(await read(bed, scratch, 'C:\\site'))).to.deep.equal([
      'folder site',
      'folder site/pages',
      'folder site/pages/sub',
      'file site/pages/sub/a.txt',
      'file site/pages/z.txt',
    ]);
    const path = await bed.host.layers.attachScratch(scratch.folder, scratch.parents);
    const system = await bed.running({ scratch: { ...scratch, path } });
    expect((await run(bed, system, probe('read:C:\\site\\pages\\sub\\a.txt'))).stdout.toString()).to.equal('early');
  });

  it('what the container wrote is read after its end; what it deleted is NotFound', async function () {
    this.timeout(60_000);
    const system = await bed.running();
    await write(bed, system.scratch, 'C:\\', [file('del.txt', 'x')]);
    await lines(bed, system, probe('write:C:\\out.txt=result', 'del:C:\\del.txt', 'del:C:\\windows\\win.ini'));
    const scratch = await bed.shutDown(system);
    expect(await text(bed, scratch, 'C:\\out.txt')).to.equal('result');
    await expectFault('NotFound', () => read(bed, scratch, 'C:\\del.txt'));
    await expectFault('NotFound', () => read(bed, scratch, 'C:\\windows\\win.ini'));
    expect(names(await read(bed, scratch, 'C:\\Windows')).filter((name) => name.endsWith('win.ini'))).to.deep.equal([]);
  });

  it('5 MB of binary content come and go whole', async () => {
    const scratch = await bed.scratch({ attach: false });
    const bytes = pattern(5, 5 * 1024 * 1024);
    await write(bed, scratch, 'C:\\', [file('big.bin', bytes)]);
    const [entry] = await read(bed, scratch, 'C:\\big.bin');
    expect(entry?.kind === 'file' && firstDifference(entry.content, bytes)).to.equal(undefined);
  });

  it('a file of a scratch that is not there is NotFound', async () => {
    const at = { folder: bed.scratchFolder(), parents: await bed.layers(), path: '' };
    await expectFault('NotFound', () => read(bed, at, 'C:\\windows'));
    await expectFault('NotFound', () => write(bed, at, 'C:\\', [file('a', 'a')]));
  });
}

function runningCases(bed: Bed): void {
  let system: TestSystem;
  before(async function () {
    this.timeout(120_000);
    system = await bed.shared();
  });

  it('a file written is seen at once, and replaces the one before', async () => {
    await write(bed, system.scratch, 'C:\\rw', [file('a.txt', 'one')]);
    expect((await run(bed, system, probe('read:C:\\rw\\a.txt'))).stdout.toString()).to.equal('one');
    await write(bed, system.scratch, 'C:\\rw', [file('A.TXT', 'two, longer')]);
    expect((await run(bed, system, probe('read:C:\\rw\\a.txt'))).stdout.toString()).to.equal('two, longer');
    expect(await lines(bed, system, probe('list:C:\\rw'))).to.have.length(1);
  });

  it('a file of the base is replaced in this container', async () => {
    await write(bed, system.scratch, 'C:\\windows', [file('system.ini', 'ours')]);
    expect((await run(bed, system, probe('read:C:\\windows\\system.ini'))).stdout.toString()).to.equal('ours');
  });

  it('folders that exist are kept, with what they hold and their case', async () => {
    await lines(bed, system, probe('mkdir:C:\\MiXed', 'write:C:\\MiXed\\kept.txt=kept'));
    await write(bed, system.scratch, 'C:\\mixed', [folder('sub'), file('sub/new.txt', 'new')]);
    await write(bed, system.scratch, 'C:\\', [folder('MIXED'), file('MIXED/other.txt', 'other')]);
    expect(names(await read(bed, system.scratch, 'c:\\MIXED'))).to.deep.equal([
      'folder MiXed',
      'file MiXed/kept.txt',
      'file MiXed/other.txt',
      'folder MiXed/sub',
      'file MiXed/sub/new.txt',
    ]);
    const roots = (await lines(bed, system, probe('list:C:'))).filter((name) => name.toLowerCase() === 'mixed');
    expect(roots).to.deep.equal(['MiXed']);
  });

  it('what the program writes is read at once, at a path of any case', async () => {
    await lines(bed, system, probe('mkdir:C:\\Live', 'write:C:\\Live\\Now.txt=live'));
    const entries = await read(bed, system.scratch, 'c:\\live\\NOW.TXT');
    expect(names(entries)).to.deep.equal(['file Now.txt']);
    expect(await text(bed, system.scratch, 'C:\\Live\\Now.txt')).to.equal('live');
  });

  it('a folder is given before what it holds, sorted, with names from its parent on', async () => {
    await write(bed, system.scratch, 'C:\\deep', [
      folder('t'),
      folder('t/b'),
      file('t/b/1', '1'),
      file('t/a', 'a'),
      file('t/b.txt', 'b'),
    ]);
    expect(names(await read(bed, system.scratch, 'C:\\deep\\t'))).to.deep.equal([
      'folder t',
      'file t/a',
      'folder t/b',
      'file t/b/1',
      'file t/b.txt',
    ]);
  });

  it('a file of the base is read', async () => {
    const [entry] = await read(bed, system.scratch, 'C:\\windows\\system32\\kernel32.dll');
    expect(entry?.kind === 'file' && entry.content.subarray(0, 2).toString()).to.equal('MZ');
  });

  it('Unicode names and spaces come and go', async () => {
    await write(bed, system.scratch, 'C:\\ünï dir', [file('日本 🎉.txt', 'unicode')]);
    expect((await run(bed, system, probe('read:C:\\ünï dir\\日本 🎉.txt'))).stdout.toString()).to.equal('unicode');
    expect(names(await read(bed, system.scratch, 'C:\\ÜNÏ DIR'))).to.deep.equal([
      'folder ünï dir',
      'file ünï dir/日本 🎉.txt',
    ]);
  });

  it('a write that fails leaves the file before whole, and nothing of itself', async () => {
    await write(bed, system.scratch, 'C:\\atomic', [file('a.txt', 'the old content')]);
    const entries = [brokenFile('a.txt', 'the new content', fault('Corrupt', 'The archive ends too early.'))];
    await expectFault('Corrupt', () => write(bed, system.scratch, 'C:\\atomic', entries));
    expect(await text(bed, system.scratch, 'C:\\atomic\\a.txt')).to.equal('the old content');
    expect(await lines(bed, system, probe('list:C:\\atomic'))).to.deep.equal(['a.txt']);
  });

  it('a reader that stops early disturbs nothing', async () => {
    for await (const entry of bed.host.layers.readFiles(system.scratch.folder, system.scratch.parents, 'C:\\windows')) {
      if (entry.kind !== 'file') continue;
      entry.open().destroy();
      break;
    }
    expect((await run(bed, system, probe('exit:3'))).code).to.equal(3);
  });
}

function badCases(bed: Bed): void {
  let scratch: TestScratch;
  scopeAllCases(bed);
  before(async () => {
    const parents = await bed.importLayer(await bed.layers(), [
      folder('Files'),
      folder('Files/k'),
      symlink('Files/k/link', 'real'),
      folder('Files/k/real'),
      file('Files/k/real/inside.txt', 'inside'),
      file('Files/k/plain.txt', 'plain'),
    ]);
    scratch = await bed.scratch({ parents, attach: false });
  });

  for (const path of ['C:\\no\\such', 'C:\\k\\plain.txt\\below', 'C:\\k\\real\\none.txt']) {
    it(`reading ${path} is NotFound`, async () => {
      await expectFault('NotFound', () => read(bed, scratch, path));
    });
  }

  const badPaths = [
    '',
    '..\\k',
    'D:\\k',
    'Z:\\etc',
    '\\\\server\\share',
    '\\\\?\\unix\\etc\\passwd',
    '\\\\.\\C:\\k',
    'C:\\..\\..\\etc\\passwd',
    'C:\\k\\..\\..\\..\\etc',
    'C:\\k\0\\x',
    'C:\\k\\plain.txt:stream',
  ];
  for (const path of badPaths) {
    it(`the path ${JSON.stringify(path)} is refused for reading and writing`, async () => {
      await expectFault(['InvalidArgument', 'NotFound'], () => read(bed, scratch, path));
      await expectFault(['InvalidArgument', 'NotFound'], () => write(bed, scratch, path, [file('x.txt', 'x')]));
    });
  }

  const badNames = ['../x', 'a/../../x', '/x', 'C:/x', '..\\x', 'a\\b', 'a//b', './x', '', 'a\0b', '..'];
  for (const name of badNames) {
    it(`writing the name ${JSON.stringify(name)} is refused, and nothing is written`, async () => {
      const before = names(await read(bed, scratch, 'C:\\k'));
      await expectFault('InvalidArgument', () => write(bed, scratch, 'C:\\k', [file(name, 'x')]));
      expect(names(await read(bed, scratch, 'C:\\k'))).to.deep.equal(before);
    });
  }

  it('a link is given as a link, with its target', async () => {
    const whole = (await read(bed, scratch, 'C:\\k')).filter((entry) => entry.name.includes('link'));
    expect(names(whole)).to.deep.equal(['symlink k/link']);
    const [link] = await read(bed, scratch, 'C:\\k\\link');
    expect(link?.kind === 'symlink' && link.target).to.equal('real');
  });

  it('a link in the way is not followed, for reading or writing', async () => {
    await expectFault(['InvalidArgument', 'NotFound'], () => read(bed, scratch, 'C:\\k\\link\\inside.txt'));
    await expectFault('InvalidArgument', () => write(bed, scratch, 'C:\\k\\link', [file('x.txt', 'x')]));
    await expectFault('InvalidArgument', () => write(bed, scratch, 'C:\\k', [file('link/x.txt', 'x')]));
    await expectFault('InvalidArgument', () => write(bed, scratch, 'C:\\k', [file('LINK/x.txt', 'x')]));
    expect(names(await read(bed, scratch, 'C:\\k\\real'))).to.deep.equal(['folder real', 'file real/inside.txt']);
  });

  it('a file below a file is refused', async () => {
    await expectFault('InvalidArgument', () => write(bed, scratch, 'C:\\k', [file('plain.txt/x', 'x')]));
    expect(await text(bed, scratch, 'C:\\k\\plain.txt')).to.equal('plain');
  });

  it('nothing of all that was written beside the container', async () => {
    const marker = join(bed.fixture.root, 'marker');
    await writeFile(marker, '');
    const found = await readdir(bed.fixture.root, { recursive: true });
    const strays = found.filter((path) => /(^|[\\/])(x\.txt|x|escape)$/.test(path) && !path.includes('to-f'));
    expect(strays).to.deep.equal([]);
  });
}
