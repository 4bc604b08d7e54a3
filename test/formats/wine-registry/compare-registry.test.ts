import { expect } from 'chai';
import fc from 'fast-check';
import { compareRegistry } from '../../../core/formats/wine-registry/compare-registry.ts';
import {
  cloneTree,
  emptyTree,
  ensureKey,
  type RegistryKey,
  type RegistryTree,
  removeKey,
  removeValue,
  setValue,
} from '../../../core/formats/wine-registry/registry-tree.ts';
import { foldName } from '../../../core/formats/wine-registry/text.ts';
import {
  dwordData,
  formatValueData,
  parseValueData,
  stringData,
} from '../../../core/formats/wine-registry/value-data.ts';
import { registryData } from '../../../core/host/registry-data.ts';

const name = fc.constantFrom('a', 'A', 'b', 'c', 'é', 'É', '-', 'x y');
const tree = fc
  .array(fc.tuple(fc.array(name, { maxLength: 3 }), fc.option(fc.tuple(name, fc.nat(3)))), { maxLength: 12 })
  .map((changes) => {
    const made = emptyTree('REGISTRY\\Machine');
    for (const [path, value] of changes) {
      ensureKey(made, path.join('\\'));
      if (value) setValue(made, path.join('\\'), value[0], dwordData(value[1]));
    }
    return made;
  });

/** Names without regard to case, and what they hold. */
function shape({ root }: RegistryTree): unknown {
  const of = (key: RegistryKey): unknown => ({
    values: [...key.values].map(([folded, { data }]) => `${folded}=${data}`).sort(),
    keys: Object.fromEntries([...key.children].sort().map(([folded, child]) => [folded, of(child)])),
  });
  return of(root);
}

describe('comparing two registries', () => {
  it('tells what makes one into the other, each once, sorted, a key before what it holds', () => {
    fc.assert(
      fc.property(tree, tree, (parent, child) => {
        const made = cloneTree(parent);
        const seen = new Set<string>();
        for (const difference of compareRegistry(parent, child)) {
          const { path } = difference;
          const id = foldName(`${difference.kind} ${path} ${difference.kind === 'value' ? difference.name : ''}`);
          expect(seen.has(id), id).to.equal(false);
          seen.add(id);
          if (difference.kind === 'key') {
            if (difference.action === 'Added') ensureKey(made, path);
            else removeKey(made, path);
          } else if (difference.after === undefined) removeValue(made, path, difference.name);
          else {
            expect(difference.before?.data).not.to.equal(difference.after.data);
            setValue(made, path, difference.name, difference.after.data);
          }
        }
        expect(shape(made)).to.deep.equal(shape(child));
        expect([...compareRegistry(child, child)]).to.deep.equal([]);
      }),
      { numRuns: 500 },
    );
  });

  it('tells a key that is gone alone, and one of a root', () => {
    const [parent, child] = [emptyTree(), emptyTree()];
    setValue(parent, 'Software\\Gone\\Below', 'v', stringData('x'));
    ensureKey(child, 'Software');
    setValue(child, '', '', stringData('root'));
    expect([...compareRegistry(parent, child)].map(({ kind, path }) => `${kind} ${path}`)).to.deep.equal([
      'value ',
      'key Software\\Gone',
    ]);
  });

  it('leaves out noise: keys with all below, and values, on both sides', () => {
    const [parent, child] = [emptyTree(), emptyTree()];
    setValue(parent, 'Noise\\Old', 'v', dwordData(1));
    setValue(child, 'NOISE\\New', 'v', dwordData(1));
    setValue(child, 'Kept', 'time', dwordData(1));
    setValue(child, 'Kept', 'real', dwordData(1));
    const noise = [{ key: 'noise' }, { key: 'kept', value: 'TIME' }];
    const told = [...compareRegistry(parent, child, noise)].map((one) =>
      one.kind === 'key' ? `${one.action} ${one.path}` : `${one.path} ${one.name}`,
    );
    // The key itself is noise; that there is one of this name is not told either.
    expect(told).to.deep.equal(['Added Kept', 'Kept real']);
  });

  it('values are as people read them, whatever their length', () => {
    const show = (data: string) => {
      const value = parseValueData(data, 0);
      const { type, text } = registryData(value.type, value.bytes);
      return `${type} ${text}`;
    };
    const bytes = (type: number, ...list: number[]) => formatValueData(type, Uint8Array.from(list));
    expect(show(stringData('a "b" \\ é'))).to.equal('String a "b" \\ é');
    expect(show(stringData(''))).to.equal('String ');
    expect(show(dwordData(0xffffffff))).to.equal('DWord 4294967295');
    expect(show(bytes(11, 1, 0, 0, 0, 0, 0, 0, 0x80))).to.equal('QWord 9223372036854775809');
    expect(show(bytes(4, 1, 2))).to.equal('DWord 01 02');
    expect(show(bytes(3))).to.equal('Binary ');
    expect(show(bytes(3, 0, 255, 16))).to.equal('Binary 00 ff 10');
    expect(show(bytes(1, 65))).to.equal('String 41');
    expect(show(bytes(0xffff0007, 1))).to.equal('0xffff0007 01');
    expect(show('str(7):"one\\0two\\0"')).to.equal('MultiString one\ntwo');
    expect(show('str(2):"%PATH%"')).to.equal('ExpandString %PATH%');
  });
});
