import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../../core/base/fault.ts';
import type { ScratchChange } from '../../../core/host/scratch-change.ts';
import { type Bed, scopeAllCases, scopeEachCase, type TestScratch, type TestSystem } from '../kit/bed.ts';
import { file, folder, names, type ReadEntry, readEntries, rewind, streamOf } from '../kit/entries.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { ALL_BYTES } from '../kit/pattern.ts';
import { lines, probe, run } from '../kit/run.ts';

/** Export: what a scratch holds beyond its parents, and that it makes the same container again. */
export function exportCases(bed: Bed): void {
  describe('export', () => {
    describe('of a scratch', () => {
      scopeEachCase(bed);
      plainCases(bed);
    });
    changedCases(bed);
    roundTripCases(bed);
  });
}

function exported(bed: Bed, scratch: TestScratch): Promise<ReadEntry[]> {
  return readEntries(bed.host.layers.exportScratch(scratch.folder, scratch.parents));
}

function plainCases(bed: Bed): void {
  it('a scratch that was never started exports no file, link or whiteout', async () => {
    const scratch = await bed.scratch({ attach: false });
    expect(names(await exported(bed, scratch)).filter((name) => !name.startsWith('folder '))).to.deep.equal([]);
  });

  it('a scratch that was started and shut down exports nothing but what must be', async function () {
    this.timeout(60_000);
    const system = await bed.running();
    await run(bed, system, 'cmd /c ver');
    const scratch = await bed.shutDown(system);
    const entries = await exported(bed, scratch);
    expect(names(entries).filter((name) => name.startsWith('whiteout '))).to.deep.equal([]);
    const files = entries.filter((entry) => entry.kind === 'file');
    const bytes = files.reduce((sum, entry) => sum + entry.content.length, 0);
    expect(bytes, names(files).join(', ')).to.be.at.most(bed.fixture.bootWritesBytes);
  });

  it('export is Busy while the scratch is attached', async () => {
    const scratch = await bed.scratch();
    await expectFault('Busy', () => exported(bed, scratch));
    await bed.host.layers.detachScratch(scratch.folder);
    await exported(bed, scratch);
  });

  it('compareScratch of a running system tells what its programs have written, or is Busy; of none it is NotFound', async () => {
    const system = await bed.running();
    await run(bed, system, probe('write:C:\\live.txt=live'));
    const { folder: path, parents } = system.scratch;
    const look = async () => {
      const paths: string[] = [];
      for await (const change of bed.host.layers.compareScratch(path, parents)) paths.push(change.path);
      return paths;
    };
    const found = await look().catch((error: unknown) => {
      if (isFault(error, 'Busy')) return ['C:\\live.txt'];
      throw error;
    });
    expect(found).to.include('C:\\live.txt');
    expect((await run(bed, system, probe('exit:4'))).code, 'it is not disturbed').to.equal(4);
    const none = { folder: bed.scratchFolder(), parents, path: '' };
    await expectFault('NotFound', () => compared(bed, none, 'files'));
  });

  it('export of a scratch that is not there is NotFound', async () => {
    const folderPath = bed.scratchFolder();
    const parents = await bed.layers();
    await expectFault('NotFound', () => exported(bed, { folder: folderPath, parents, path: '' }));
  });

  it('export that is cancelled is Cancelled', async () => {
    const scratch = await bed.scratch({ attach: false });
    const { exportScratch } = bed.host.layers;
    const run = () =>
      readEntries(
        exportScratch.call(bed.host.layers, scratch.folder, scratch.parents, { signal: AbortSignal.abort() }),
      );
    await expectFault('Cancelled', run);
  });
}

/** What the parent has before the change. */
const PARENT = [
  folder('Files'),
  folder('Files/e'),
  file('Files/e/changed.txt', 'old'),
  file('Files/e/deleted.txt', 'old'),
  folder('Files/e/deleted'),
  file('Files/e/deleted/inside.txt', 'old'),
  file('Files/e/kept.txt', 'kept'),
  folder('Files/e/recreated'),
  file('Files/e/recreated/old.txt', 'old'),
  file('Files/e/same.txt', 'same'),
  file('Files/e/to-folder', 'old'),
  folder('Files/e/to-file'),
  file('Files/e/to-file/x', 'old'),
  file('Files/e/UPPER.txt', 'old'),
];

/** The program's steps that change it. */
const CHANGES = [
  'write:C:\\e\\added.bin=',
  'write:C:\\e\\changed.txt=new',
  'del:C:\\e\\deleted.txt',
  'del:C:\\e\\deleted\\inside.txt',
  'rmdir:C:\\e\\deleted',
  'mkdir:C:\\e\\made',
  'write:C:\\e\\made\\b.txt=b',
  'write:C:\\e\\made\\a.txt=a',
  'mkdir:C:\\e\\made-empty',
  'write:C:\\e\\made.txt=sorts between',
  'del:C:\\e\\recreated\\old.txt',
  'rmdir:C:\\e\\recreated',
  'mkdir:C:\\e\\recreated',
  'write:C:\\e\\recreated\\new.txt=new',
  'del:C:\\e\\to-folder',
  'mkdir:C:\\e\\to-folder',
  'write:C:\\e\\to-folder\\x=new',
  'del:C:\\e\\to-file\\x',
  'rmdir:C:\\e\\to-file',
  'write:C:\\e\\to-file=new',
  'move:C:\\e\\UPPER.txt=C:\\e\\between',
  'move:C:\\e\\between=C:\\e\\upper.txt',
  'copy:C:\\probe\\probe.exe=C:\\e\\copy.exe',
  'write:C:\\e\\Übung 日本 🎉.txt=unicode',
  'write:C:\\e\\temporary.txt=x',
  'del:C:\\e\\temporary.txt',
];

/** A scratch with the changes, made once: through the unbroken host, since what is looked at is the export. */
function changedScratch(bed: Bed): Promise<TestScratch> {
  return bed.once('changed scratch', () => bed.lasting(() => makeChanges(bed)));
}

async function makeChanges(bed: Bed): Promise<TestScratch> {
  const host = bed.trusted;
  // The registry of the parent comes from a capture too: no entry format of ours is known here.
  const first = await bed.running({ parents: await bed.importLayer(await bed.layers(), PARENT) }, host);
  await registry(bed, first, [
    'add HKLM\\Software\\Exp /v Changed /d old',
    'add HKLM\\Software\\Exp /v Deleted /d old',
    'add HKLM\\Software\\Exp /v Same /d same',
    'add HKLM\\Software\\Exp\\DeletedKey /v A /d old',
    'add HKCU\\Software\\ExpUser /v A /d old',
  ]);
  const under = await bed.shutDown(first, host);
  const parent = bed.layerFolder();
  await host.layers.importLayer(parent, under.parents, host.layers.exportScratch(under.folder, under.parents));

  const system = await bed.running({ parents: [parent, ...under.parents] }, host);
  const changed = await run(bed, system, probe(...CHANGES));
  expect(changed.stdout.toString(), 'the changes').to.equal('');
  await registry(bed, system, [
    'add HKLM\\Software\\Exp /v Changed /d new',
    'delete HKLM\\Software\\Exp /v Deleted',
    'delete HKLM\\Software\\Exp\\DeletedKey',
    'add HKLM\\Software\\Exp /v Added /t REG_DWORD /d 305419896',
    'add HKLM\\Software\\Exp\\AddedKey /v "With space \\ x" /d "va\\lue"',
    'add HKCU\\Software\\ExpUser /v A /d new',
  ]);
  await host.layers.writeFiles(
    system.scratch.folder,
    system.scratch.parents,
    'C:\\e',
    streamOf([file('bytes.bin', ALL_BYTES)]),
  );
  return bed.shutDown(system, host);
}

function changedCases(bed: Bed): void {
  describe('of changes', () => {
    let scratch: TestScratch;
    let entries: ReadEntry[];
    before(async function () {
      this.timeout(180_000);
      scratch = await changedScratch(bed);
      entries = await exported(bed, scratch);
    });

    const find = (name: string) => entries.find((entry) => entry.name === name);
    const content = (name: string) => {
      const entry = find(name);
      return entry?.kind === 'file' ? entry.content.toString() : `${entry?.kind ?? 'nothing'} at ${name}`;
    };

    it('added, changed and renamed files are files', () => {
      expect(content('Files/e/changed.txt')).to.equal('new');
      expect(content('Files/e/made/a.txt')).to.equal('a');
      expect(content('Files/e/Übung 日本 🎉.txt')).to.equal('unicode');
      expect(content('Files/e/added.bin')).to.equal('');
      const bytes = find('Files/e/bytes.bin');
      expect(bytes?.kind === 'file' && bytes.content.equals(ALL_BYTES)).to.equal(true);
    });

    it('added folders are folders, also empty ones', () => {
      expect([find('Files/e/made')?.kind, find('Files/e/made-empty')?.kind]).to.deep.equal(['folder', 'folder']);
    });

    it('deleted files and folders are whiteouts, once, without what was below', () => {
      expect(find('Files/e/deleted.txt')?.kind).to.equal('whiteout');
      expect(find('Files/e/deleted')?.kind).to.equal('whiteout');
      expect(find('Files/e/deleted/inside.txt')).to.equal(undefined);
    });

    it('what was made and deleted again is not there at all', () => {
      expect(find('Files/e/temporary.txt')).to.equal(undefined);
    });

    it('what did not change is not there', () => {
      expect([find('Files/e/same.txt'), find('Files/e/kept.txt')]).to.deep.equal([undefined, undefined]);
      expect(entries.filter((entry) => entry.name.startsWith('Files/probe/')).map((entry) => entry.name)).to.deep.equal(
        [],
      );
    });

    it('entries are in layer order: a folder before what it holds, siblings by their UTF-8 bytes, no name twice', () => {
      const paths = entries.map((entry) => entry.name);
      expect(paths).to.deep.equal([...paths].sort(byLayerOrder));
      expect(new Set(paths).size).to.equal(paths.length);
      const folders = new Set(entries.filter((entry) => entry.kind === 'folder').map((entry) => entry.name));
      for (const path of paths) {
        const parent = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
        if (parent !== '') expect(folders.has(parent), `the folder ${parent} comes before ${path}`).to.equal(true);
      }
    });

    it('names are relative, with /, below Files or Hives, in NFC', () => {
      for (const { name } of entries) {
        expect(name).to.match(/^(Files|Hives)(\/[^/\\]+)*$/);
        expect(name).to.equal(name.normalize('NFC'));
      }
    });

    it('times are whole seconds, and sizes those of the content', () => {
      for (const entry of entries) {
        if ('modifiedMs' in entry) expect(entry.modifiedMs % 1000, entry.name).to.equal(0);
        if (entry.kind === 'file') expect(entry.content.length, entry.name).to.equal(entry.sizeBytes);
      }
      const kept = find('Files/e/changed.txt');
      expect(kept && 'modifiedMs' in kept && Math.abs(Date.now() - kept.modifiedMs)).to.be.lessThan(600_000);
    });

    it('compareScratch tells each file that was added, changed or deleted, and what it is', async () => {
      const changes = await compared(bed, scratch, 'files');
      const told = changes.flatMap((change) => {
        if (change.kind !== 'file' && change.kind !== 'folder' && change.kind !== 'link') return [];
        const size = change.sizeBytes === undefined ? '' : ` ${change.sizeBytes}`;
        return [`${change.action} ${change.kind} ${change.path}${size}`];
      });
      // How a name of another case is told is each host's own.
      const ours = told.filter((line) => line.includes(' C:\\e\\') && !/upper/i.test(line));
      const { size } = await stat(join(import.meta.dirname, '../probe/probe.exe'));
      expect(ours.sort()).to.deep.equal(
        [
          'Added file C:\\e\\added.bin 0',
          `Added file C:\\e\\bytes.bin ${ALL_BYTES.length}`,
          'Changed file C:\\e\\changed.txt 3',
          `Added file C:\\e\\copy.exe ${size}`,
          'Deleted file C:\\e\\deleted',
          'Deleted file C:\\e\\deleted.txt',
          'Added folder C:\\e\\made',
          'Added folder C:\\e\\made-empty',
          'Added file C:\\e\\made.txt 13',
          'Added file C:\\e\\made\\a.txt 1',
          'Added file C:\\e\\made\\b.txt 1',
          'Added file C:\\e\\recreated\\new.txt 3',
          'Deleted file C:\\e\\recreated\\old.txt',
          'Changed file C:\\e\\to-file 3',
          'Changed folder C:\\e\\to-folder',
          'Added file C:\\e\\to-folder\\x 3',
          'Added file C:\\e\\Übung 日本 🎉.txt 7',
        ].sort(),
      );
      expect(changes.map(({ kind }) => kind)).not.to.include.oneOf(['key', 'value', 'hive']);
    });

    it('compareScratch tells registry keys and values with both values, or says which hives it cannot read', async () => {
      const changes = await compared(bed, scratch, 'registry');
      const told = changes.flatMap((change) => {
        if (change.kind === 'key') return [`${change.action} ${change.path}`];
        if (change.kind !== 'value') return [];
        const { action, path, name, before: old, after: now } = change;
        return [`${action} ${path} ${name} ${(now ?? old)?.type} ${old?.text} -> ${now?.text}`];
      });
      const unread = changes.flatMap((change) => (change.kind === 'hive' ? [`${change.path}: ${change.reason}`] : []));
      if (bed.fixture.mayHoldHives !== true) expect(unread).to.deep.equal([]);
      const root = bed.fixture.userRegistry;
      const expected = [
        'Added HKLM\\Software\\Exp Added DWord undefined -> 305419896',
        'Added HKLM\\Software\\Exp\\AddedKey',
        'Added HKLM\\Software\\Exp\\AddedKey With space \\ x String undefined -> va\\lue',
        'Changed HKLM\\Software\\Exp Changed String old -> new',
        'Deleted HKLM\\Software\\Exp Deleted String old -> undefined',
        'Deleted HKLM\\Software\\Exp\\DeletedKey',
        ...(root === undefined ? [] : [`Changed ${root}\\Software\\ExpUser A String old -> new`]),
      ];
      const isUnread = unread.some((line) => line.startsWith('Software'));
      expect(told.filter((line) => /\\Exp/.test(line)).sort()).to.deep.equal(isUnread ? [] : expected.sort());
      expect(changes.map(({ kind }) => kind)).not.to.include.oneOf(['file', 'folder', 'link']);
    });

    it('the same scratch gives the same entries again', async () => {
      const again = await exported(bed, scratch);
      expect(names(again)).to.deep.equal(names(entries));
      expect(again).to.deep.equal(entries);
    });
  });
}

function roundTripCases(bed: Bed): void {
  describe('that was imported again', () => {
    let child: TestSystem;
    scopeAllCases(bed);
    before(async function () {
      this.timeout(180_000);
      const scratch = await changedScratch(bed);
      const path = bed.layerFolder();
      const entries = await exported(bed, scratch);
      await bed.host.layers.importLayer(path, scratch.parents, streamOf(rewind(entries)));
      child = await bed.running({ parents: [path, ...scratch.parents] });
    });

    it('a container from the export has the changed files and not the deleted ones', async () => {
      const seen = await run(
        bed,
        child,
        probe(
          'read:C:\\e\\changed.txt',
          'read:C:\\e\\kept.txt',
          'read:C:\\e\\same.txt',
          'read:C:\\e\\made\\a.txt',
          'read:C:\\e\\upper.txt',
        ),
      );
      expect(seen.stdout.toString()).to.equal('newkeptsameaold');
      const gone = ['deleted.txt', 'deleted', 'temporary.txt'].map((name) => `exists:C:\\e\\${name}`);
      expect(await lines(bed, child, probe(...gone))).to.deep.equal(['none', 'none', 'none']);
    });

    it('a folder that was deleted and made again has only its new content', async () => {
      expect(await lines(bed, child, probe('list:C:\\e\\recreated'))).to.deep.equal(['new.txt']);
    });

    it('a file that became a folder and a folder that became a file stay so', async () => {
      const seen = await run(bed, child, probe('read:C:\\e\\to-folder\\x', 'read:C:\\e\\to-file'));
      expect(seen.stdout.toString()).to.equal('newnew');
    });

    it('a name whose case alone changed has the new case, once', async () => {
      const found = (await lines(bed, child, probe('list:C:\\e'))).filter((name) => name.toLowerCase() === 'upper.txt');
      expect(found).to.deep.equal(['upper.txt']);
    });

    it('registry values added, changed and deleted are so in the container from the export', async () => {
      const seen = (await lines(bed, child, 'reg query HKLM\\Software\\Exp')).join('\n');
      expect(seen).to.match(/Changed\s+REG_SZ\s+new/);
      expect(seen).to.match(/Added\s+REG_DWORD\s+0x12345678/i);
      expect(seen).to.match(/Same\s+REG_SZ\s+same/);
      expect(seen)
        .not.to.contain('Deleted\t')
        .and.not.match(/Deleted\s+REG_SZ/);
    });

    it('registry keys added and deleted are so in the container from the export', async () => {
      const added = (await lines(bed, child, 'reg query HKLM\\Software\\Exp\\AddedKey')).join('\n');
      expect(added).to.contain('With space \\ x').and.contain('va\\lue');
      expect((await run(bed, child, 'reg query HKLM\\Software\\Exp\\DeletedKey')).code).not.to.equal(0);
    });

    it('the user’s registry is captured too', async () => {
      expect((await lines(bed, child, 'reg query HKCU\\Software\\ExpUser /v A')).join('\n')).to.match(
        /A\s+REG_SZ\s+new/,
      );
    });

    it('a child’s own export holds only its own change', async function () {
      this.timeout(60_000);
      await lines(bed, child, probe('write:C:\\e\\own.txt=own'));
      const own = await exported(bed, await bed.shutDown(child));
      const files = names(own).filter((name) => !name.startsWith('folder ') && name.includes(' Files/'));
      expect(files).to.deep.equal(['file Files/e/own.txt']);
    });
  });
}

async function compared(bed: Bed, scratch: TestScratch, only: 'files' | 'registry'): Promise<ScratchChange[]> {
  const changes: ScratchChange[] = [];
  const { folder: path, parents } = scratch;
  for await (const change of bed.host.layers.compareScratch(path, parents, { only })) changes.push(change);
  return changes;
}

async function registry(bed: Bed, system: TestSystem, commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const { code, stdout, stderr } = await run(bed, system, `reg ${command} /f`);
    expect(code, `reg ${command}: ${stdout}${stderr}`).to.equal(0);
  }
}

/** Siblings by their UTF-8 bytes, a folder right before what it holds: part by part. */
function byLayerOrder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = Buffer.compare(Buffer.from(left[i] ?? ''), Buffer.from(right[i] ?? ''));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
