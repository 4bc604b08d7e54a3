import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import { decodeExtendedAttributes } from '../../core/formats/backup-stream/extended-attributes.ts';
import { readStreamTable } from '../../core/formats/backup-stream/stream-table.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { BackupRead, CloseHandle, CreateFileW } from '../../core/win32/bindings/kernel32.ts';
import type { Out } from '../../core/win32/bindings/types.ts';
import { file, folder, readEntries, streamOf } from '../contract/kit/entries.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { LayersBed } from './kit/layers-bed.ts';
import { type ScriptedFault, setFaultsOf } from './kit/standin.ts';

const BASE = [folder('Files'), folder('Files/Windows'), folder('Hives'), file('Hives/system.reg', 'registry')];
const BACKUP_AND_LINK = 0x0220_0000;

describe('layers of the Windows host when something goes wrong', function () {
  this.timeout(60_000);
  let bed: LayersBed;
  let parents: string[];
  before(async () => {
    bed = await LayersBed.make();
    parents = [bed.folder('base')];
    await bed.layers.importLayer(parents[0] ?? '', [], streamOf(BASE));
  });
  after(() => bed.dispose());

  async function scratch(): Promise<string> {
    const path = bed.folder('scratch');
    await bed.layers.createScratch(path, parents);
    return path;
  }

  /** For the next calls that this process makes. */
  async function faults(...scripted: ScriptedFault[]): Promise<void> {
    await setFaultsOf('vmcompute', bed.native, scripted);
  }

  it('a disk that is not ready is tried again, four times', async () => {
    const path = await scratch();
    await faults(
      { call: 'ActivateLayer', hr: '0x80070015', times: 2, refused: true },
      { call: 'PrepareLayer', hr: '0x8007048f', times: 2, refused: true },
    );
    await bed.layers.attachScratch(path, parents);
    await bed.layers.detachScratch(path);
    await faults({ call: 'ActivateLayer', hr: '0x80070015', times: 5, refused: true });
    const failure = await expectFault('Busy', () => bed.layers.attachScratch(path, parents));
    expect(failure.hresult).to.equal(0x80070015);
    await bed.layers.attachScratch(path, parents);
    await bed.layers.detachScratch(path);
  });

  it('an attach that fails late leaves nothing attached', async () => {
    const path = await scratch();
    await faults({ call: 'GetLayerMountPath', hr: '0x80070005', times: 1, refused: true });
    await expectFault('AccessDenied', () => bed.layers.attachScratch(path, parents));
    expect(await bed.attachments.byScratch(path)).to.equal(undefined);
    await bed.layers.destroyScratch(path);
    expect(existsSync(path)).to.equal(false);
  });

  it('a sharing violation tells what it can mean', async () => {
    const path = await scratch();
    await faults({ call: 'ActivateLayer', hr: '0x80070020', times: 1, refused: true });
    const failure = await expectFault('Busy', () => bed.layers.attachScratch(path, parents));
    expect(failure.message).to.contain(basename(path)).and.contain('build');
    expect(failure.hint).to.be.a('string');
  });

  it('eight scratches attached at once are attached, one after the other', async () => {
    const paths = await Promise.all(Array.from({ length: 8 }, scratch));
    const other = bed.open();
    const volumes = await Promise.all(
      paths.map((path, index) => (index % 2 === 0 ? bed.layers : other).attachScratch(path, parents)),
    );
    expect(new Set(volumes).size).to.equal(8);
    for (const path of paths) await bed.layers.detachScratch(path);
    await other.close();
  });

  it('a scratch that another process holds is Busy', async () => {
    const path = await scratch();
    const hold = await bed.attachments.tryHold(path);
    await expectFault('Busy', () => bed.layers.attachScratch(path, parents));
    hold?.release();
    await bed.layers.attachScratch(path, parents);
    bed.running.add('11111111-2222-3333-4444-555555555555');
    await bed.attachments.claim(path, [...bed.running][0] ?? '');
    await expectFault('Busy', () => bed.layers.detachScratch(path));
    bed.running.clear();
    await bed.layers.detachScratch(path);
  });

  it('two layers of one name are refused', async () => {
    const path = bed.folder('scratch');
    const twin = join(bed.root, 'other', basename(parents[0] ?? ''));
    mkdirSync(join(twin, 'Files'), { recursive: true });
    await expectFault('InvalidArgument', () => bed.layers.createScratch(path, [twin, ...parents]));
    expect(existsSync(path)).to.equal(false);
  });

  for (const path of ['C:\\', 'relative\\x', '\\\\server\\share\\x', 'C:\\a\\..\\b', '']) {
    it(`the folder ${JSON.stringify(path)} is refused`, async () => {
      await expectFault('InvalidArgument', () => bed.layers.destroyLayer(path));
      await expectFault('InvalidArgument', () => bed.layers.importLayer(path, [], streamOf(BASE)));
      await expectFault('InvalidArgument', () => bed.layers.createScratch(path, parents));
    });
  }

  it('what a killed process has left is removed when the next one opens', async () => {
    const left = bed.folder('.importing');
    mkdirSync(join(left, 'Files'), { recursive: true });
    const notes = join(bed.root, 'state', 'leftovers');
    mkdirSync(notes, { recursive: true });
    writeFileSync(join(notes, 'dead.json'), JSON.stringify({ path: left }));
    const busy = bed.folder('.importing');
    mkdirSync(busy);
    let goOn: () => void = () => {};
    const until = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const other = bed.open();
    const importing = other.importLayer(bed.folder('base'), [], waiting(until));
    await bed.layers.sweep();
    expect([existsSync(left), existsSync(join(notes, 'dead.json'))]).to.deep.equal([false, false]);
    goOn();
    await importing;
    await other.close();
    expect(await readdir(notes)).to.deep.equal([]);
  });

  async function* waiting(until: Promise<void>): AsyncIterable<LayerEntry> {
    yield* BASE;
    await until;
    yield file('Hives/zzz.reg', 'late');
  }

  it('a base layer keeps security, extended attributes, streams and times of its files', async () => {
    const path = bed.folder('base');
    const security = Buffer.from('0100048014000000000000000000000000000000010100000000000512000000', 'hex');
    const exact: LayerEntry[] = [
      folder('Files'),
      {
        ...file('Files/a.txt', 'content'),
        attributes: 0x21,
        securityDescriptor: security,
        times: { modified: '1580608922.1234567' },
        extendedAttributes: [{ name: 'EA', value: Uint8Array.of(7) }],
      } as LayerEntry,
      { ...file('Files/a.txt:s', 'stream'), modifiedMs: 0 } as LayerEntry,
      folder('Hives'),
      file('Hives/system.reg', 'registry'),
    ];
    await bed.layers.importLayer(path, [], streamOf(exact));
    const bytes = await backupOf(join(path, 'Files', 'a.txt'));
    const table = readStreamTable({ sizeBytes: bytes.length, readAt: (at, size) => bytes.subarray(at, at + size) });
    expect(table.securityDescriptor?.toString('hex')).to.equal(security.toString('hex'));
    expect(decodeExtendedAttributes(table.extendedAttributes ?? Buffer.alloc(0))).to.deep.equal([
      { name: 'EA', value: Uint8Array.of(7) },
    ]);
    expect(table.alternates.map((one) => [one.name, one.content.sizeBytes])).to.deep.equal([['s', 6]]);
    expect(table.data?.sizeBytes).to.equal(7);
  });

  /** What BackupRead gives of a file. */
  async function backupOf(path: string): Promise<Buffer> {
    const handle = await bed.native.call(CreateFileW, path, 0x8000_0000, 7, null, 3, BACKUP_AND_LINK, null);
    const context: [bigint | null] = [null];
    const pieces: Buffer[] = [];
    try {
      for (;;) {
        const buffer = Buffer.alloc(4096);
        const done: Out<number> = [0];
        await bed.native.call(BackupRead, handle, buffer, buffer.length, done, 0, 1, context);
        if ((done[0] ?? 0) === 0) return Buffer.concat(pieces);
        pieces.push(buffer.subarray(0, done[0] ?? 0));
      }
    } finally {
      await bed.native.call(BackupRead, handle, null, 0, [null], 1, 1, context);
      await bed.native.call(CloseHandle, handle);
    }
  }

  it('a large export does not lose its end, and a reader that stops early ends the helper', async () => {
    const path = await scratch();
    const bytes = Buffer.alloc(3_000_000, 7);
    await bed.layers.writeFiles(path, parents, 'C:\\', streamOf([file('big.bin', bytes)]));
    for await (const entry of bed.layers.readFiles(path, parents, 'C:\\big.bin')) {
      if (entry.kind !== 'file') continue;
      const content = entry.open();
      await once(content, 'data');
      content.destroy();
      break;
    }
    const [big] = (await readEntries(bed.layers.exportScratch(path, parents))).filter((one) => one.kind === 'file');
    expect(big?.kind === 'file' && big.content.equals(bytes)).to.equal(true);
  });
});
