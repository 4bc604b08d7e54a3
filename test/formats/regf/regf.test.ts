import { expect } from 'chai';
import fc from 'fast-check';
import { bufferBlocks } from '../../../core/base/block-source.ts';
import { openHive } from '../../../core/formats/regf/open-hive.ts';
import { nameHash } from '../../../core/formats/regf/subkey-list.ts';
import { anyKey, lookUp, readTree, SAMPLE, shape } from './sample-hive.ts';
import { textValue, type WrittenKey, writeHive } from './write-hive.ts';

const MANY: WrittenKey = {
  name: 'ROOT',
  keys: Array.from({ length: 2500 }, (_, index) => ({ name: `Key ${index}`, values: [textValue('n', `${index}`)] })),
};

describe('registry hives (regf)', () => {
  it('what is written is read: keys, values, classes, links, layers', async () => {
    expect(shape((await readTree(writeHive(SAMPLE))).root)).to.deep.equal(shape(SAMPLE));
  });

  it('any tree is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.integer({ min: 4, max: 6 }), async (root, minorVersion) => {
        const tree = await readTree(writeHive(root, { minorVersion, keysInLeaf: 2 }));
        expect(shape(tree.root)).to.deep.equal(shape(root));
      }),
      { numRuns: 60 },
    );
  });

  for (const list of ['lh', 'lf', 'li'] as const) {
    it(`keys are found by name among many, in lists of kind ${list}`, async () => {
      const bytes = writeHive(MANY, { list });
      expect((await readTree(bytes)).root.children.size).to.equal(2500);
      for (const index of [0, 7, 499, 500, 2499]) {
        const [value] = (await (await lookUp(bytes, `kEY ${index}`))?.values()) ?? [];
        expect((await value?.data())?.toString('utf16le')).to.equal(`${index}\0`);
      }
      expect(await lookUp(bytes, 'Key 2500')).to.equal(undefined);
      expect(await lookUp(bytes, 'Key')).to.equal(undefined);
    });

    it(`names of other letters are found in lists of kind ${list}`, async () => {
      const bytes = writeHive(
        { name: 'ROOT', keys: [{ name: 'Straße' }, { name: 'ΣΊΣΥΦΟΣ' }, { name: '日本' }] },
        { list },
      );
      for (const name of ['straße', 'σίσυφοσ', '日本'])
        expect((await lookUp(bytes, name))?.name, name).to.be.a('string');
    });
  }

  it('a look-up reads what is on the way, not the hive', async () => {
    const bytes = writeHive({ name: 'ROOT', keys: [{ ...MANY, name: 'Many' }, ...(MANY.keys ?? [])] });
    let asked = 0;
    const source = bufferBlocks(bytes, 'hive');
    const read = (at: number, length: number) => {
      asked += length;
      return source.read(at, length);
    };
    const { root } = await openHive({ ...source, read });
    expect(await (await root.child('Many'))?.child('Key 1234')).not.to.equal(undefined);
    expect(asked).to.be.lessThan(bytes.length / 4);
  });

  it('data is where its length says: in the value, in a cell, or cut in segments from version 1.4 on', async () => {
    for (const minorVersion of [3, 4, 5, 6]) {
      for (const length of [0, 1, 3, 4, 5, 16_344, 16_345, 32_688, 32_689, 100_000]) {
        const data = Buffer.alloc(length, 'ab');
        const bytes = writeHive({ name: 'ROOT', values: [{ name: 'v', type: 3, data }] }, { minorVersion });
        const { root } = await readTree(bytes);
        expect(root.values.get('v')?.bytes.equals(data), `${length} bytes in 1.${minorVersion}`).to.equal(true);
      }
    }
  });

  it('layers count only in a hive that says it has them', async () => {
    const { root, hasLayers } = await readTree(
      writeHive({ name: 'ROOT', inheritsClass: true, layer: 'supersedeLocal' }, { hasLayers: false }),
    );
    expect([hasLayers, root.layer, root.inheritsClass]).to.deep.equal([false, 'merge', false]);
  });

  it('hashes names as the format says', () => {
    expect([nameHash(''), nameHash('a'), nameHash('Ab')]).to.deep.equal([0, 65, 65 * 37 + 66]);
    expect(nameHash('ControlSet001')).to.equal(nameHash('CONTROLSET001'));
  });
});
