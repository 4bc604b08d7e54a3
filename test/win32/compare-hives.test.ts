import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { compareRegistry } from '../../core/formats/wine-registry/compare-registry.ts';
import { cloneTree, emptyTree } from '../../core/formats/wine-registry/registry-tree.ts';
import type { ScratchChange } from '../../core/host/scratch-change.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { compareScratch } from '../../core/win32/layers/compare-scratch.ts';
import { bytesRead } from '../doubles/bytes-read.ts';
import { numberValue, sealHive, textValue, type WrittenKey, writeHive } from '../formats/regf/write-hive.ts';
import { anyDelta, asBase, overlay } from './overlay-hives.ts';

const BASE: WrittenKey = {
  name: 'ROOT',
  keys: [
    {
      name: 'Demo',
      values: [textValue('', 'default'), textValue('Same', 'same'), numberValue('Number', 1), textValue('Old', 'old')],
      keys: [
        { name: 'Sub', values: [textValue('v', 'sub')], keys: [{ name: 'Deep', values: [textValue('d', 'deep')] }] },
        { name: 'Other', values: [textValue('o', 'other')] },
      ],
    },
    { name: 'Untouched' },
  ],
};

const over = (...keys: WrittenKey[]): WrittenKey => ({ name: 'ROOT', keys });
const MERGE = { inheritsClass: true } as const;

describe('compareScratch of the Windows host, on hives', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hives-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** A layer's folder with these files in Hives. */
  async function layer(name: string, hives: Record<string, Buffer>): Promise<string> {
    const folder = join(root, name);
    await mkdir(join(folder, 'Hives'), { recursive: true });
    for (const [file, bytes] of Object.entries(hives)) await writeFile(join(folder, 'Hives', file), bytes);
    return folder;
  }

  async function compare(hives: Record<string, Buffer>, parents: string[], only?: 'files' | 'registry') {
    const entries = async function* (): AsyncGenerator<LayerEntry> {
      yield { kind: 'folder', name: 'Files', modifiedMs: 0 };
      yield { kind: 'file', name: 'Files/a', modifiedMs: 0, sizeBytes: 0, open: () => Readable.from([]) };
      yield { kind: 'folder', name: 'Hives', modifiedMs: 0 };
      for (const [name, bytes] of Object.entries(hives)) {
        const open = () => Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]);
        yield { kind: 'file', name: `Hives/${name}`, modifiedMs: 0, sizeBytes: bytes.length, open };
      }
    };
    const changes: ScratchChange[] = [];
    const options = only === undefined ? {} : { only };
    for await (const change of compareScratch(entries(), parents, options)) changes.push(change);
    return changes;
  }

  const told = (changes: ScratchChange[]): string[] =>
    changes.map((change) => {
      if (change.kind === 'key') return `${change.action} ${change.path}`;
      if (change.kind !== 'value') return `${change.kind} ${change.path}`;
      const [old, now] = [change.before, change.after].map((data) => (data ? `${data.type} ${data.text}` : 'none'));
      return `${change.action} ${change.path} '${change.name}': ${old} -> ${now}`;
    });

  /** Of a delta of Software over a base, and layers between, the nearest last. */
  async function changesOf(delta: WrittenKey, ...between: WrittenKey[]): Promise<string[]> {
    const parents = [await layer('base', { Software_Base: writeHive(BASE) })];
    for (const [index, one] of between.entries())
      parents.unshift(await layer(`layer${index}`, { Software_Delta: writeHive(one) }));
    return told(await compare({ Software_Delta: writeHive(delta) }, parents, 'registry'));
  }

  it('a delta of nothing, and of keys on the way, is no change', async () => {
    expect(await changesOf(over())).to.deep.equal([]);
    expect(await changesOf(over({ name: 'DEMO', ...MERGE, keys: [{ name: 'Sub', ...MERGE }] }))).to.deep.equal([]);
  });

  it('values are added, changed and deleted; one that is the same is no change', async () => {
    const values = [
      textValue('SAME', 'same'),
      numberValue('Number', 2),
      { name: 'old' },
      textValue('New', 'new'),
      { name: 'Never' },
      { name: '' },
    ];
    expect(await changesOf(over({ name: 'Demo', ...MERGE, values }))).to.deep.equal([
      "Deleted HKLM\\Software\\Demo '': String default -> none",
      "Added HKLM\\Software\\Demo 'New': none -> String new",
      "Changed HKLM\\Software\\Demo 'Number': DWord 1 -> DWord 2",
      "Deleted HKLM\\Software\\Demo 'Old': String old -> none",
    ]);
    const other = { name: 'Number', type: 3, data: Buffer.from([1, 0, 0, 0]) };
    expect(await changesOf(over({ name: 'Demo', values: [other] })), 'another type').to.deep.equal([
      "Changed HKLM\\Software\\Demo 'Number': DWord 1 -> Binary 01 00 00 00",
    ]);
  });

  it('a key that is new is told with all it holds, one that is gone alone', async () => {
    const added: WrittenKey = {
      ...{ name: 'Added', layer: 'supersedeTree', values: [textValue('v', 'x')] },
      keys: [{ name: 'Inner', layer: 'supersedeTree' }],
    };
    const gone: WrittenKey = { name: 'Sub', layer: 'tombstone' };
    const never: WrittenKey = { name: 'Never', layer: 'tombstone' };
    expect(await changesOf(over(added, { name: 'Demo', ...MERGE, keys: [gone, never] }))).to.deep.equal([
      'Added HKLM\\Software\\Added',
      "Added HKLM\\Software\\Added 'v': none -> String x",
      'Added HKLM\\Software\\Added\\Inner',
      'Deleted HKLM\\Software\\Demo\\Sub',
    ]);
    expect(await changesOf(over({ ...added, layer: 'merge', keys: [] })), 'merged with nothing').to.deep.equal([
      'Added HKLM\\Software\\Added',
      "Added HKLM\\Software\\Added 'v': none -> String x",
    ]);
  });

  it('a key that supersedes hides the values below, and a tree the keys too', async () => {
    const values = [textValue('Same', 'same')];
    const hidden = [
      "Deleted HKLM\\Software\\Demo '': String default -> none",
      "Deleted HKLM\\Software\\Demo 'Number': DWord 1 -> none",
      "Deleted HKLM\\Software\\Demo 'Old': String old -> none",
    ];
    expect(await changesOf(over({ name: 'Demo', layer: 'supersedeLocal', values }))).to.deep.equal(hidden);
    const sub: WrittenKey = { name: 'Sub', layer: 'supersedeTree', values: [textValue('v', 'sub')] };
    expect(await changesOf(over({ name: 'Demo', layer: 'supersedeTree', values, keys: [sub] }))).to.deep.equal([
      ...hidden,
      'Deleted HKLM\\Software\\Demo\\Other',
      'Deleted HKLM\\Software\\Demo\\Sub\\Deep',
    ]);
  });

  it('what is compared with is what all layers below show together', async () => {
    const first = over(
      {
        name: 'Demo',
        ...MERGE,
        values: [textValue('Same', 'first'), { name: 'Old' }],
        keys: [{ name: 'Sub', layer: 'tombstone' }],
      },
      { name: 'Mine', layer: 'supersedeTree', values: [textValue('m', 'first')] },
    );
    const second = over({
      ...{ name: 'Demo', layer: 'supersedeLocal', values: [textValue('Same', 'second')] },
      keys: [{ name: 'Sub', layer: 'supersedeTree', values: [textValue('again', 'second')] }],
    });
    const delta = over(
      {
        ...{
          name: 'Demo',
          ...MERGE,
          values: [textValue('Same', 'first'), { name: 'Number' }, textValue('Old', 'old')],
        },
        keys: [
          {
            name: 'Sub',
            ...MERGE,
            values: [{ name: 'v' }, { name: 'again' }],
            keys: [{ name: 'Deep', layer: 'tombstone' }],
          },
          { name: 'Other', layer: 'tombstone' },
        ],
      },
      { name: 'Mine', layer: 'tombstone' },
    );
    expect(await changesOf(delta, first, second)).to.deep.equal([
      "Added HKLM\\Software\\Demo 'Old': none -> String old",
      "Changed HKLM\\Software\\Demo 'Same': String second -> String first",
      'Deleted HKLM\\Software\\Demo\\Other',
      "Deleted HKLM\\Software\\Demo\\Sub 'again': String second -> none",
      'Deleted HKLM\\Software\\Mine',
    ]);
  });

  it('a whole hive of a layer that is no base stands for all below it, its own delta too', async () => {
    const base = await layer('base', { Software_Base: writeHive({ name: 'ROOT' }) });
    const merged = {
      Software_Base: writeHive(BASE, { hasLayers: false }),
      Software_Delta: Buffer.from('not looked at'),
    };
    const delta = writeHive(over({ name: 'Demo', ...MERGE, values: [textValue('Same', 'same'), { name: 'Old' }] }));
    const parents = [await layer('bare', {}), await layer('merged', merged), base];
    expect(told(await compare({ Software_Delta: delta }, parents, 'registry'))).to.deep.equal([
      "Deleted HKLM\\Software\\Demo 'Old': String old -> none",
    ]);
  });

  it('any hives over each other: told is what differs in all they show, looked at as a whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelta, fc.array(anyDelta, { maxLength: 2 }), anyDelta, async (bottom, between, delta) => {
        const base = asBase(bottom);
        const before = emptyTree();
        overlay(before.root, base);
        for (const one of between) overlay(before.root, one);
        const after = cloneTree(before);
        overlay(after.root, delta);
        const expected = [...compareRegistry(before, after)].map((one) => {
          const path = one.path === '' ? 'HKLM\\Software' : `HKLM\\Software\\${one.path}`;
          if (one.kind === 'key') return `${one.action} ${path}`;
          return `${path} ${one.name}: ${one.before?.data.slice(4)} -> ${one.after?.data.slice(4)}`;
        });
        const parents = [await layer('base', { Software_Base: writeHive(base) })];
        for (const [index, one] of between.entries())
          parents.unshift(await layer(`layer${index}`, { Software_Delta: writeHive(one) }));
        const found = (await compare({ Software_Delta: writeHive(delta) }, parents, 'registry')).map((one) => {
          if (one.kind === 'key') return `${one.action} ${one.path}`;
          if (one.kind !== 'value') return JSON.stringify(one);
          return `${one.path} ${one.name}: ${one.before?.text} -> ${one.after?.text}`;
        });
        expect(found.map((line) => line.toLowerCase())).to.deep.equal(expected.map((line) => line.toLowerCase()));
      }),
      { numRuns: 400 },
    );
  });

  it('each of the five hives is told below the key where people find it; a layer without hives changes none', async () => {
    const names = ['DefaultUser', 'Sam', 'Security', 'Software', 'System'];
    const hives = (ending: string, bytes: Buffer) =>
      Object.fromEntries(names.map((name) => [`${name}${ending}`, bytes]));
    const base = await layer('base', hives('_Base', writeHive(BASE)));
    const delta = writeHive(over({ name: 'New', layer: 'supersedeTree' }));
    const parents = [await layer('bare', {}), base];
    expect(told(await compare(hives('_Delta', delta), parents))).to.deep.equal([
      'file C:\\a',
      'Added HKU\\.DEFAULT\\New',
      'Added HKLM\\SAM\\New',
      'Added HKLM\\SECURITY\\New',
      'Added HKLM\\Software\\New',
      'Added HKLM\\System\\New',
    ]);
    expect(told(await compare(hives('_Delta', delta), parents, 'files'))).to.deep.equal(['file C:\\a']);
  });

  it('a hive that cannot be read is told with the reason, and nothing of what it may say', async () => {
    const base = await layer('base', { Software_Base: writeHive(BASE) });
    const good = writeHive(over({ name: 'Demo', values: [textValue('New', 'x')] }));
    const dirty = Buffer.from(good);
    dirty.writeUInt32LE(9, 4);
    const shown: WrittenKey = {
      name: 'Demo',
      layer: 'supersedeTree',
      values: [textValue('New', 'x')],
      keys: [{ name: 'A' }],
    };
    const reasonOf = async (hive: Buffer, parent = base) => {
      const [only, ...more] = await compare({ Software_Delta: hive }, [parent], 'registry');
      expect([only?.kind, only?.path, more]).to.deep.equal(['hive', 'Software_Delta', []]);
      return only?.kind === 'hive' ? only.reason : undefined;
    };
    expect(await reasonOf(sealHive(dirty))).to.match(/not written to its end/);
    expect(await reasonOf(Buffer.from('no hive'))).to.match(/ends within its base block/);
    expect(await reasonOf(writeHive(over(), { hasLayers: false }))).to.match(/does not say that it lies over another/);
    expect(await reasonOf(writeHive(over(shown)))).to.match(/shows what the key above it hides/);
    expect(await reasonOf(good, await layer('empty', {}))).to.match(/there is no 'Software_Base'/);
    expect(await reasonOf(good, await layer('bad', { Software_Base: good.subarray(0, 5000) }))).to.match(/damaged/);
    const [other] = await compare({ 'system.reg.delta': good }, [base], 'registry');
    expect(other).to.deep.equal({ kind: 'hive', path: 'system.reg.delta' });
  });

  it('costs what the delta costs, not what the base does', async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => ({
      name: `Key ${index}`,
      values: [textValue('v', 'x'.repeat(100))],
    }));
    const large = writeHive({ name: 'ROOT', keys: [...(BASE.keys ?? []), { name: 'Large', keys }] });
    const base = await layer('base', { Software_Base: large });
    const delta = writeHive(
      over({ name: 'Large', ...MERGE, keys: [{ name: 'Key 777', values: [textValue('v', 'y')] }] }),
    );
    const begun = bytesRead();
    const changes = await compare({ Software_Delta: delta }, [base], 'registry');
    expect(changes.length).to.equal(1);
    expect(bytesRead() - begun, `of ${large.length} bytes`).to.be.lessThan(large.length / 4);
  });
});
