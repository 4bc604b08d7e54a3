import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect } from 'chai';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { file, folder, hardlink, streamOf, symlink, whiteout } from '../contract/kit/entries.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { LayersBed } from './kit/layers-bed.ts';

const BOOT = 'UtilityVM/Files/EFI/Microsoft/Boot';
const DESCRIPTOR = Buffer.from('0100048000000000000000000000000000000000', 'hex');

const HIVES: LayerEntry[] = [
  folder('Files/Windows'),
  folder('Files/Windows/System32'),
  folder('Files/Windows/System32/config'),
  ...['DEFAULT', 'SAM', 'SECURITY', 'SOFTWARE', 'SYSTEM'].map((name) =>
    file(`Files/Windows/System32/config/${name}`, `${name} hive`),
  ),
];

const BASE: LayerEntry[] = [
  folder('Files'),
  ...HIVES,
  folder('UtilityVM'),
  folder('UtilityVM/Files'),
  folder('UtilityVM/Files/EFI'),
  folder('UtilityVM/Files/EFI/Microsoft'),
  folder(BOOT),
  file(`${BOOT}/BCD`, 'boot store'),
  file(`${BOOT}/bootmgfw.efi`, 'boot manager'),
  folder('UtilityVM/Files/Windows'),
  { ...file('UtilityVM/Files/Windows/kept.dll', 'kept'), securityDescriptor: DESCRIPTOR } as LayerEntry,
  file('UtilityVM/Files/Windows/changed.dll', 'old'),
  file('UtilityVM/Files/Windows/gone.dll', 'gone'),
  file('UtilityVM/Files/Windows/was-file', 'a file'),
  folder('UtilityVM/Files/Windows/was-folder'),
  file('UtilityVM/Files/Windows/was-folder/below.txt', 'below'),
  folder('UtilityVM/Files/old'),
  file('UtilityVM/Files/old/x.txt', 'x'),
];

const CHILD: LayerEntry[] = [
  folder('Files'),
  file('Files/new.txt', 'new'),
  folder('UtilityVM'),
  folder('UtilityVM/Files'),
  folder('UtilityVM/Files/Windows'),
  file('UtilityVM/Files/Windows/changed.dll', 'new and longer'),
  whiteout('UtilityVM/Files/Windows/gone.dll'),
  folder('UtilityVM/Files/Windows/was-file'),
  file('UtilityVM/Files/Windows/was-file/inside.txt', 'inside'),
  file('UtilityVM/Files/Windows/was-folder', 'now a file'),
  hardlink('UtilityVM/Files/Windows/twin.dll', 'UtilityVM/Files/Windows/changed.dll'),
  symlink('UtilityVM/Files/Windows/link', 'kept.dll'),
  whiteout('UtilityVM/Files/old'),
];

describe('a layer that changes the utility VM of the one below', () => {
  let bed: LayersBed;
  let base: string;
  let child: string;
  before(async () => {
    bed = await LayersBed.make();
    base = bed.folder('base');
    await bed.layers.importLayer(base, [], streamOf(BASE));
    child = bed.folder('child');
    await bed.layers.importLayer(child, [base], streamOf(CHILD));
  });
  after(() => bed.dispose());

  /** Every file below the utility VM with its text, every folder with null, by name. */
  async function tree(layer: string): Promise<Record<string, string | null>> {
    const found: Record<string, string | null> = {};
    const walk = async (at: string): Promise<void> => {
      for (const one of await readdir(join(layer, at), { withFileTypes: true })) {
        const path = at === '' ? one.name : `${at}/${one.name}`;
        found[path] = one.isDirectory() ? null : await readFile(join(layer, path), 'utf8');
        if (one.isDirectory()) await walk(path);
      }
    };
    await walk('UtilityVM/Files');
    return found;
  }

  it('has a whole one: what it changes, takes away and adds, and the rest of the parent', async () => {
    const found = await tree(child);
    expect(found).to.deep.include({
      [`${BOOT}/bootmgfw.efi`]: 'boot manager',
      'UtilityVM/Files/Windows/kept.dll': 'kept',
      'UtilityVM/Files/Windows/changed.dll': 'new and longer',
      'UtilityVM/Files/Windows/twin.dll': 'new and longer',
      'UtilityVM/Files/Windows/was-file': null,
      'UtilityVM/Files/Windows/was-file/inside.txt': 'inside',
      'UtilityVM/Files/Windows/was-folder': 'now a file',
    });
    const names = Object.keys(found);
    for (const gone of ['UtilityVM/Files/old', 'UtilityVM/Files/Windows/gone.dll']) expect(names).not.to.include(gone);
    expect(names).to.include('UtilityVM/Files/Windows/link');
    expect(await readFile(join(child, 'Files/new.txt'), 'utf8')).to.be.a('string');
    expect(await readdir(join(child, 'UtilityVM'))).to.include.members([
      'SystemTemplate.vhdx',
      'SystemTemplateBase.vhdx',
    ]);
  });

  it('leaves the parent as it was, to the last byte', async () => {
    const fresh = bed.folder('base');
    await bed.layers.importLayer(fresh, [], streamOf(BASE));
    expect(await tree(base)).to.deep.equal(await tree(fresh));
    const times = async (layer: string) => (await stat(join(layer, 'UtilityVM/Files/Windows'))).mtimeMs;
    expect(await times(base)).to.equal(await times(fresh));
    await bed.layers.destroyLayer(fresh);
  });

  it('shares files with the parent but those that Windows changes in place', async () => {
    const links = async (path: string) => (await stat(join(child, path))).nlink;
    expect(await links('UtilityVM/Files/Windows/kept.dll')).to.equal(2);
    expect(await links('UtilityVM/Files/Windows/changed.dll'), 'its own two names').to.equal(2);
    expect(await links(`${BOOT}/BCD`)).to.equal(1);
  });

  it('gives folders their own times, or the parent’s', async () => {
    const modified = async (layer: string, path: string) => (await stat(join(layer, path))).mtimeMs;
    for (const path of [BOOT, 'UtilityVM/Files/EFI', 'UtilityVM/Files/Windows', 'UtilityVM/Files'])
      expect(await modified(child, path), path).to.equal(await modified(base, path));
  });

  it('keeps the boot store that it brings as it came', async () => {
    const layer = bed.folder('boot');
    const entries = [folder('Files'), folder(BOOT), file(`${BOOT}/BCD`, 'another store')];
    await bed.layers.importLayer(layer, [child, base], streamOf(entries));
    expect(await readFile(join(layer, 'bcd.bak'), 'utf8')).to.equal('another store');
    expect(await readFile(join(layer, BOOT, 'BCD'), 'utf8'), 'which Windows has changed').to.equal('another storex');
    const rest = await tree(layer);
    const before = await tree(child);
    delete rest[`${BOOT}/BCD`];
    delete before[`${BOOT}/BCD`];
    expect(rest, 'the nearest utility VM is the one that is changed').to.deep.equal(before);
    await bed.layers.destroyLayer(layer);
  });

  it('may go before its parent does, and leaves nothing beside it', async () => {
    const names = await readdir(join(bed.root, 'store'));
    expect(names.filter((name) => name.startsWith('.'))).to.deep.equal([]);
    const before = await tree(base);
    const layer = bed.folder('gone');
    await bed.layers.importLayer(layer, [base], streamOf(CHILD));
    await bed.layers.destroyLayer(layer);
    expect(await tree(base)).to.deep.equal(before);
  });

  it('is refused without one below, beside its tree, and with links between it and the rest', async () => {
    const bare = bed.folder('bare');
    await bed.layers.importLayer(bare, [], streamOf([folder('Files'), ...HIVES]));
    const refused: [string, LayerEntry[]][] = [
      [bare, [folder('UtilityVM/Files')]],
      [base, [file('UtilityVM/x', 'x')]],
      [base, [whiteout('UtilityVM/Files')]],
      [base, [file('Files/x', 'x'), folder('UtilityVM/Files'), hardlink('UtilityVM/Files/x', 'Files/x')]],
    ];
    for (const [parent, entries] of refused) {
      const layer = bed.folder('refused');
      await expectFault('InvalidArgument', () => bed.layers.importLayer(layer, [parent], streamOf(entries)));
      expect(await readdir(join(bed.root, 'store'))).not.to.include(basename(layer));
    }
  });
});
