import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { fault, isFault } from '../../../core/base/fault.ts';
import type { BaseImage } from '../../../core/host/port.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { type Bed, scopeAllCases, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import {
  brokenFile,
  digestEntries,
  file,
  folder,
  hardlink,
  names,
  readEntries,
  streamOf,
  symlink,
  whiteout,
} from '../kit/entries.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { ALL_BYTES } from '../kit/pattern.ts';
import { lines, probe, run } from '../kit/run.ts';

/** Layers: the base, importing, hostile entries, removal. */
export function layerCases(bed: Bed): void {
  describe('layers', () => {
    baseCases(bed);
    describe('import', () => {
      scopeEachCase(bed);
      atomicCases(bed);
      hostileCases(bed);
      destroyCases(bed);
    });
    importedCases(bed);
  });
}

function baseCases(bed: Bed): void {
  describe('openBase', () => {
    const seen: { image: Omit<BaseImage, 'entries' | 'dispose'>; count: number; digest: string }[] = [];
    before(async function () {
      this.timeout(180_000);
      const source = bed.fixture.baseSource;
      for (let i = 0; i < 2; i++) {
        const base = await bed.host.layers.openBase(source, {});
        const { osVersion, osFeatures, architecture, entryCount } = base;
        seen.push({
          image: { osVersion, osFeatures, architecture, entryCount },
          ...(await digestEntries(base.entries)),
        });
        await base.dispose();
      }
    });

    it('openBase gives the same entries, byte for byte, each time', () => {
      expect(seen[0]).to.deep.equal(seen[1]);
      expect(seen[0]?.count).to.be.greaterThan(bed.fixture.baseSource.kind === 'host' ? 100 : 5);
    });

    it('openBase says what the image is; of the host itself, as the capabilities do', async () => {
      const [first] = seen;
      const { osVersion, osFeatures, architecture } = await bed.host.capabilities();
      expect(first?.image.osVersion).to.match(/^\d+\.\d+\.\d+(\.\d+)?$/);
      expect(first?.image.osFeatures).to.deep.equal(osFeatures);
      if (bed.fixture.baseSource.kind === 'host') expect(first?.image).to.include({ osVersion, architecture });
      else expect(first?.image.architecture).to.be.oneOf(['amd64', 'arm64']);
      expect(first?.image.entryCount).to.be.within((first?.count ?? 0) / 2, (first?.count ?? 0) * 2);
    });
  });

  it('openBase of the host itself gives an image, or is NotSupported with what to do instead', async () => {
    if (bed.fixture.baseSource.kind === 'host') {
      const base = await bed.host.layers.openBase({ kind: 'host' }, {});
      expect(base.entryCount).to.be.greaterThan(0);
      await base.dispose();
    } else {
      const failure = await expectFault('NotSupported', () => bed.host.layers.openBase({ kind: 'host' }, {}));
      expect(failure.hint).to.be.a('string').and.not.equal('');
    }
  });

  it('checkBase refuses what openBase refuses of a source', async () => {
    const { layers } = bed.host;
    const source = { kind: 'wim', path: '/nowhere/no.wim' } as const;
    const refused = await expectFault(['NotSupported', 'NotFound'], () => layers.openBase(source, {}));
    const foreseen = await expectFault(['NotSupported', 'NotFound'], () => layers.checkBase(source));
    expect([foreseen.kind, foreseen.message]).to.deep.equal([refused.kind, refused.message]);
  });

  it('openBase of a WIM that is not there fails with a fault', async () => {
    const source = { kind: 'wim' as const, path: join(bed.fixture.root, 'missing.wim') };
    await expectFault(['NotSupported', 'NotFound'], () => bed.host.layers.openBase(source, {}));
  });

  it('openBase that is cancelled is Cancelled', async () => {
    await expectFault('Cancelled', async () => {
      const base = await bed.host.layers.openBase({ kind: 'host' }, { signal: AbortSignal.abort() });
      for await (const entry of base.entries) if (entry.kind === 'file') entry.open().destroy();
    });
  });

  it('capabilities say what the host is, and the same to all who ask at once', async () => {
    const [found, ...others] = await Promise.all(Array.from({ length: 5 }, () => bed.host.capabilities()));
    for (const other of others) expect(other).to.deep.equal(found);
    expect(found?.isolations).to.include('process');
    expect(found?.features).not.to.deep.equal([]);
    for (const feature of found?.features ?? []) {
      expect(feature.name).to.match(/^\S+$/);
      if (!feature.available) expect(feature.fix, `what brings ${feature.name}`).to.be.a('string').and.not.equal('');
    }
  });
}

/** Names below the folder that holds a layer: what a failed import must not change. */
async function neighbours(path: string): Promise<string[]> {
  return (await readdir(dirname(path)).catch(() => [])).sort();
}

function atomicCases(bed: Bed): void {
  it('import refuses a folder that exists, and leaves it', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'mine.txt'), 'mine');
    await expectFault('AlreadyExists', () => bed.host.layers.importLayer(path, parents, streamOf([folder('Files')])));
    expect(await readdir(path)).to.deep.equal(['mine.txt']);
  });

  it('nothing is there until the import is whole', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    const seen: boolean[] = [];
    const there = () =>
      stat(path).then(
        () => true,
        () => false,
      );
    async function* watched(): AsyncIterable<LayerEntry> {
      for (const entry of [folder('Files'), folder('Files/w'), file('Files/w/a', 'a')]) {
        seen.push(await there());
        yield entry;
      }
      seen.push(await there());
    }
    await bed.host.layers.importLayer(path, parents, watched());
    expect(seen).to.deep.equal([false, false, false, false]);
    expect(await there()).to.equal(true);
  });

  it('an import whose entries fail leaves nothing and tells the failure', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    const before = await neighbours(path);
    async function* failing(): AsyncIterable<LayerEntry> {
      yield folder('Files');
      yield file('Files/a.txt', 'a');
      throw fault('Corrupt', 'The archive ends too early.');
    }
    const failure = await expectFault('Corrupt', () => bed.host.layers.importLayer(path, parents, failing()));
    expect(failure.message).to.contain('The archive ends too early.');
    expect(await neighbours(path)).to.deep.equal(before);
  });

  it('an import whose content fails leaves nothing and tells the failure', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    const before = await neighbours(path);
    const entries = [folder('Files'), brokenFile('Files/a.txt', 'abcdef', fault('Corrupt', 'The blob is damaged.'))];
    await expectFault('Corrupt', () => bed.host.layers.importLayer(path, parents, streamOf(entries)));
    expect(await neighbours(path)).to.deep.equal(before);
  });

  for (const [what, sizeBytes] of [
    ['more', 3],
    ['less', 9],
  ] as const) {
    it(`a file with ${what} bytes than it says is refused`, async () => {
      const entry = { ...file('Files/a.txt', 'abcdef'), sizeBytes };
      await refusedImport(bed, ['Corrupt', 'InvalidArgument'], [folder('Files'), entry]);
    });
  }

  it('an import that is cancelled leaves nothing', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    const before = await neighbours(path);
    const control = new AbortController();
    async function* endless(): AsyncIterable<LayerEntry> {
      yield folder('Files');
      for (let i = 0; i < 5000; i++) {
        if (i === 20) control.abort();
        yield file(`Files/${String(i).padStart(5, '0')}`, 'x');
      }
    }
    await expectFault('Cancelled', () =>
      bed.host.layers.importLayer(path, parents, endless(), { signal: control.signal }),
    );
    expect(await neighbours(path)).to.deep.equal(before);
  });
}

async function refusedImport(
  bed: Bed,
  kind: Parameters<typeof expectFault>[0],
  entries: LayerEntry[],
  base = false,
): Promise<string> {
  const parents = base ? [] : await bed.layers();
  const path = bed.layerFolder();
  const before = await neighbours(path);
  const failure = await expectFault(kind, () => bed.host.layers.importLayer(path, parents, streamOf(entries)));
  expect(await neighbours(path), 'nothing is left of it').to.deep.equal(before);
  return `${failure.message} ${failure.target ?? ''}`;
}

function hostileCases(bed: Bed): void {
  const badNames = [
    '../escape',
    'Files/../../escape',
    'Files/a/../../../escape',
    'Files/..',
    '/etc/escape',
    '/Files/escape',
    'C:/escape',
    'C:\\escape',
    'Files\\..\\..\\escape',
    'Files/..\\..\\escape',
    'Files/./a',
    'Files//a',
    'Files/a\0b',
    '.',
    '..',
    '',
    'Other/a',
    '\\\\?\\C:\\escape',
  ];
  for (const name of badNames) {
    it(`import refuses the name ${JSON.stringify(name)}`, async () => {
      await refusedImport(bed, 'InvalidArgument', [folder('Files'), folder('Files/a'), file(name, 'x')]);
    });
    it(`import refuses a whiteout of ${JSON.stringify(name)}`, async () => {
      await refusedImport(bed, 'InvalidArgument', [folder('Files'), whiteout(name)]);
    });
  }

  const hostile: Record<string, LayerEntry[]> = {
    'a relative link that leaves the layer': [folder('Files'), symlink('Files/out', '../../../../../../etc/passwd')],
    'a relative Windows link that leaves the layer': [
      folder('Files'),
      symlink('Files/out', '..\\..\\..\\..\\etc\\passwd'),
    ],
    'a hard link that leaves the layer': [folder('Files'), hardlink('Files/out', '../../../../etc/passwd')],
    'a hard link to an absolute path': [folder('Files'), hardlink('Files/out', '/etc/passwd')],
    'a hard link to what is not there': [folder('Files'), hardlink('Files/out', 'Files/missing.txt')],
    'a hard link to a folder': [folder('Files'), folder('Files/a'), hardlink('Files/out', 'Files/a')],
    'a file below a link': [folder('Files'), folder('Files/a'), symlink('Files/l', 'a'), file('Files/l/x.txt', 'x')],
    'a file below a link of another case': [
      folder('Files'),
      folder('Files/a'),
      symlink('Files/L', 'a'),
      file('Files/l/x.txt', 'x'),
    ],
    'a folder below a link': [folder('Files'), folder('Files/a'), symlink('Files/l', 'a'), folder('Files/l/x')],
    'a hard link through a link': [
      folder('Files'),
      folder('Files/a'),
      file('Files/a/f', 'f'),
      symlink('Files/l', 'a'),
      hardlink('Files/x', 'Files/l/f'),
    ],
    'a file below a file': [folder('Files'), file('Files/f', 'f'), file('Files/f/x.txt', 'x')],
    'a name twice': [folder('Files'), file('Files/a', '1'), file('Files/a', '2')],
    'a name twice in different case': [folder('Files'), file('Files/Name.txt', '1'), file('Files/name.TXT', '2')],
    'a folder twice in different case': [folder('Files'), folder('Files/Dir'), folder('Files/dir')],
    'a name twice in different case, not ASCII': [folder('Files'), file('Files/Übung', '1'), file('Files/übung', '2')],
    'a name and its whiteout': [folder('Files'), file('Files/a', '1'), whiteout('Files/A')],
  };
  for (const [what, entries] of Object.entries(hostile)) {
    it(`import refuses ${what}, naming the entry`, async () => {
      const last = entries.at(-1);
      const words = (await refusedImport(bed, 'InvalidArgument', entries)).toLowerCase();
      const named =
        last !== undefined &&
        [last.name, 'target' in last ? last.target : last.name].some((name) => words.includes(name.toLowerCase()));
      expect(named, `the fault names '${last?.name}': ${words}`).to.equal(true);
    });
  }

  it('a file below a link that a parent layer has never lands behind the link', async () => {
    const parents = await bed.importLayer(await bed.layers(), [
      folder('Files'),
      folder('Files/real'),
      symlink('Files/link', 'real'),
    ]);
    const path = bed.layerFolder();
    try {
      await bed.host.layers.importLayer(path, parents, streamOf([folder('Files'), file('Files/link/x.txt', 'x')]));
    } catch (error) {
      if (!isFault(error, 'InvalidArgument')) throw error;
      return;
    }
    const scratch = await bed.scratch({ parents: [path, ...parents], attach: false });
    const real = await readEntries(bed.host.layers.readFiles(scratch.folder, scratch.parents, 'C:\\real'));
    expect(names(real)).to.deep.equal(['folder real']);
  });

  it('import refuses a whiteout in a base layer', async () => {
    const entries = [folder('Files'), folder('Files/Windows'), whiteout('Files/Windows/gone.txt')];
    expect(await refusedImport(bed, 'InvalidArgument', entries, true)).to.contain('gone.txt');
  });
}

function destroyCases(bed: Bed): void {
  it('destroyLayer of a layer that is not there succeeds', async () => {
    await bed.host.layers.destroyLayer(join(bed.fixture.root, 'layers', 'never'));
  });

  it('destroyLayer removes the layer, and the name can be used again', async () => {
    const parents = await bed.layers();
    const path = bed.layerFolder();
    await bed.host.layers.importLayer(path, parents, streamOf([folder('Files'), file('Files/a', 'a')]));
    await bed.host.layers.destroyLayer(path);
    expect(await stat(path).catch(() => undefined)).to.equal(undefined);
    await bed.host.layers.importLayer(path, parents, streamOf([folder('Files'), file('Files/b', 'b')]));
  });

  it('destroyLayer is Busy while an attached scratch has it as parent', async () => {
    const parents = await bed.importLayer(await bed.layers(), [folder('Files'), file('Files/a', 'a')]);
    const [layer = ''] = parents;
    const scratch = await bed.scratch({ parents });
    await expectFault('Busy', () => bed.host.layers.destroyLayer(layer));
    expect((await stat(layer)).isDirectory()).to.equal(true);
    await bed.host.layers.detachScratch(scratch.folder);
    await bed.host.layers.destroyScratch(scratch.folder);
    await bed.host.layers.destroyLayer(layer);
  });
}

function importedCases(bed: Bed): void {
  describe('imported', () => {
    const longName = `${'n'.repeat(250)}.txt`;
    let system: TestSystem;
    scopeAllCases(bed);
    before(async function () {
      this.timeout(120_000);
      const lower = await bed.importLayer(await bed.layers(), [
        folder('Files'),
        folder('Files/l'),
        folder('Files/l/gone'),
        file('Files/l/gone/inside.txt', 'x'),
        file('Files/l/gone.txt', 'x'),
        folder('Files/l/keep'),
        file('Files/l/keep/a.txt', 'lower a'),
        file('Files/l/keep/b.txt', 'lower b'),
        folder('Files/l/to-file'),
        file('Files/l/to-file/x', 'x'),
        file('Files/l/to-folder', 'x'),
      ]);
      const upper = bed.layerFolder();
      await bed.host.layers.importLayer(
        upper,
        lower,
        streamOf([
          folder('Files'),
          folder('Files/l'),
          file('Files/l/bytes.bin', ALL_BYTES),
          file('Files/l/empty', ''),
          whiteout('Files/l/gone'),
          whiteout('Files/l/gone.txt'),
          folder('Files/l/keep'),
          file('Files/l/keep/b.txt', 'upper b'),
          file(`Files/l/${longName}`, 'long'),
          file('Files/l/to-file', 'a file now'),
          folder('Files/l/to-folder'),
          file('Files/l/to-folder/x', 'a folder now'),
          file('Files/l/Übung 日本 🎉.txt', 'unicode'),
          hardlink('Files/l/z-twin', 'Files/l/bytes.bin'),
        ]),
      );
      system = await bed.running({ parents: [upper, ...lower] });
    });
    const read = async (path: string) => (await run(bed, system, probe(`read:${path}`))).stdout;
    const text = async (path: string) => (await read(path)).toString();

    it('a file of the layer is in the container, byte for byte', async () => {
      expect((await read('C:\\l\\bytes.bin')).equals(ALL_BYTES)).to.equal(true);
      expect(await text('C:\\l\\empty')).to.equal('');
    });

    it('long and Unicode names are in the container', async () => {
      expect(await text(`C:\\l\\${longName}`)).to.equal('long');
      expect(await text('C:\\l\\Übung 日本 🎉.txt')).to.equal('unicode');
    });

    it('names are found without regard to case', async () => {
      expect(await text('c:\\L\\KEEP\\A.TXT')).to.equal('lower a');
    });

    it('a hard link has the content of its target', async () => {
      expect((await read('C:\\l\\z-twin')).equals(ALL_BYTES)).to.equal(true);
    });

    it('a whiteout hides the parent’s file and folder', async () => {
      expect(
        await lines(
          bed,
          system,
          probe('exists:C:\\l\\gone', 'exists:C:\\l\\gone.txt', 'exists:C:\\l\\gone\\inside.txt'),
        ),
      ).to.deep.equal(['none', 'none', 'none']);
    });

    it('a folder in both layers shows both contents, the upper one over the lower', async () => {
      expect([await text('C:\\l\\keep\\a.txt'), await text('C:\\l\\keep\\b.txt')]).to.deep.equal([
        'lower a',
        'upper b',
      ]);
    });

    it('a file takes the place of a folder and a folder that of a file', async () => {
      expect([await text('C:\\l\\to-file'), await text('C:\\l\\to-folder\\x')]).to.deep.equal([
        'a file now',
        'a folder now',
      ]);
    });

    it('the folder lists exactly what the layers say', async () => {
      const expected = ['bytes.bin', 'empty', 'keep', longName, 'to-file', 'to-folder', 'Übung 日本 🎉.txt', 'z-twin'];
      expect((await lines(bed, system, probe('list:C:\\l'))).sort()).to.deep.equal(expected.sort());
    });

    it('readFiles gives the layer’s times and sizes', async () => {
      const entries = await readEntries(
        bed.host.layers.readFiles(system.scratch.folder, system.scratch.parents, 'C:\\l\\bytes.bin'),
      );
      expect(names(entries)).to.deep.equal(['file bytes.bin']);
      const [entry] = entries;
      expect(entry?.kind === 'file' && [entry.sizeBytes, entry.modifiedMs]).to.deep.equal([256, 1_580_608_922_000]);
    });
  });
}
