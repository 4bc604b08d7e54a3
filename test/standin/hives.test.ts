import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { applyDelta, diffRegistry } from '../../core/formats/wine-registry/registry-delta.ts';
import {
  cloneTree,
  emptyTree,
  ensureKey,
  type RegistryTree,
  removeKey,
  removeValue,
  setValue,
} from '../../core/formats/wine-registry/registry-tree.ts';
import { dwordData, stringData } from '../../core/formats/wine-registry/value-data.ts';
import { writeRegistry } from '../../core/formats/wine-registry/write-registry.ts';
import type { ScratchChange } from '../../core/host/scratch-change.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { compareScratch } from '../../core/win32/layers/compare-scratch.ts';
import { makeBaseHives, registryOf, withHives } from './service/hives.ts';

function machine(): RegistryTree {
  const tree = emptyTree();
  for (const name of ['Same', 'Changed', 'Gone']) setValue(tree, 'Software\\Demo', name, stringData('old'));
  setValue(tree, 'Software\\Demo\\Removed\\Below', 'v', dwordData(1));
  setValue(tree, 'System\\Select', 'Current', dwordData(1));
  setValue(tree, 'Other\\Key', 'v', 'hex(ffff0007):01,02');
  setValue(tree, 'Software\\-Dash', '', stringData('default'));
  ensureKey(tree, 'Software\\Classed').className = 'A "class"';
  return tree;
}

function changedMachine(): RegistryTree {
  const tree = cloneTree(machine());
  setValue(tree, 'Software\\Demo', 'Changed', stringData('new \\ é 日本'));
  removeValue(tree, 'Software\\Demo', 'Gone');
  removeKey(tree, 'Software\\Demo\\Removed');
  setValue(tree, 'Software\\Demo\\Made [x]\\Deep', 'n', dwordData(7));
  ensureKey(tree, 'System\\Empty');
  ensureKey(tree, 'System\\Link').isLink = true;
  ensureKey(tree, 'System\\Classed').className = 'New';
  ensureKey(tree, 'Software\\Classed').className = undefined;
  setValue(tree, 'Software\\-Dash', '', stringData('other'));
  setValue(tree, 'Other\\Key', 'v', 'hex(0):');
  return tree;
}

describe('the hives of the stand-in service', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hives-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function* exported(texts: Record<string, string>): AsyncGenerator<LayerEntry> {
    yield { kind: 'folder', name: 'Hives', modifiedMs: 0 };
    for (const [name, text] of Object.entries(texts)) {
      const bytes = Buffer.from(text);
      yield {
        kind: 'file',
        name: `Hives/${name}`,
        sizeBytes: bytes.length,
        modifiedMs: 0,
        open: () => Readable.from([bytes]),
      };
    }
  }

  async function contents(entries: AsyncIterable<LayerEntry>): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>();
    for await (const entry of entries) {
      if (entry.kind !== 'file') continue;
      found.set(entry.name.slice('Hives/'.length), Buffer.concat(await entry.open().toArray()));
      expect(found.get(entry.name.slice('Hives/'.length))?.length).to.equal(entry.sizeBytes);
    }
    return found;
  }

  const texts = () => ({
    'system.reg.delta': diffRegistry(machine(), changedMachine()),
    'user.reg.delta': diffRegistry(emptyTree(), machine()),
    'userdef.reg.delta': 'as it is',
  });

  it('a delta in text becomes hives, and these the same delta', async () => {
    const hives = await contents(withHives(exported(texts())));
    expect([...hives.keys()].sort()).to.deep.equal([
      ...['DefaultUser_Delta', 'Software_Delta', 'System_Delta', 'system.reg.delta', 'userdef.reg.delta'],
    ]);
    for (const [name, bytes] of hives) await writeFile(join(root, name), bytes);
    const back = await contents(registryOf(root));
    expect([...back.keys()].sort()).to.deep.equal(['system.reg.delta', 'user.reg.delta', 'userdef.reg.delta']);
    const textOf = (name: string) => back.get(name)?.toString() ?? '';
    expect(writeRegistry(applyDelta(machine(), textOf('system.reg.delta')))).to.equal(writeRegistry(changedMachine()));
    expect(writeRegistry(applyDelta(emptyTree(), textOf('user.reg.delta')))).to.equal(writeRegistry(machine()));
    expect(textOf('userdef.reg.delta')).to.equal('as it is');
  });

  it('the Windows host compares them with the hives that a base gets', async () => {
    const hives = join(root, 'Hives');
    await mkdir(hives);
    await writeFile(join(hives, 'system.reg'), writeRegistry(machine()));
    await writeFile(join(hives, 'user.reg'), writeRegistry(emptyTree()));
    await makeBaseHives(hives);
    expect((await readdir(hives)).filter((name) => name.endsWith('_Base')).length).to.equal(5);
    expect([...(await contents(registryOf(hives))).keys()].sort(), 'which are not of the layer').to.deep.equal([
      'system.reg',
      'user.reg',
    ]);
    const changes: ScratchChange[] = [];
    for await (const change of compareScratch(withHives(exported(texts())), [root])) changes.push(change);
    const told = changes.map((one) =>
      one.kind === 'key' || one.kind === 'value' ? `${one.action} ${one.path}` : one.path,
    );
    expect(told.filter((line) => !line.includes('DEFAULT'))).to.deep.equal([
      'Changed HKLM\\Software\\-Dash',
      'Changed HKLM\\Software\\Demo',
      'Deleted HKLM\\Software\\Demo',
      'Added HKLM\\Software\\Demo\\Made [x]',
      'Added HKLM\\Software\\Demo\\Made [x]\\Deep',
      'Added HKLM\\Software\\Demo\\Made [x]\\Deep',
      'Deleted HKLM\\Software\\Demo\\Removed',
      'Added HKLM\\System\\Classed',
      'Added HKLM\\System\\Empty',
      'Added HKLM\\System\\Link',
      'system.reg.delta',
      'userdef.reg.delta',
    ]);
    expect(told).to.include('Added HKU\\.DEFAULT\\Software\\Demo');
  });
});
