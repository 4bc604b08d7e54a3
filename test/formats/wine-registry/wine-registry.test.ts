import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../../core/base/fault.ts';
import { parseRegistry } from '../../../core/formats/wine-registry/parse-registry.ts';
import { applyDelta, diffRegistry } from '../../../core/formats/wine-registry/registry-delta.ts';
import { removeNoise, SYSTEM_NOISE } from '../../../core/formats/wine-registry/registry-noise.ts';
import {
  emptyTree,
  ensureKey,
  getValue,
  type RegistryTree,
  setValue,
} from '../../../core/formats/wine-registry/registry-tree.ts';
import { foldName } from '../../../core/formats/wine-registry/text.ts';
import {
  dwordData,
  formatValueData,
  parseValueData,
  stringData,
} from '../../../core/formats/wine-registry/value-data.ts';
import { writeRegistry } from '../../../core/formats/wine-registry/write-registry.ts';

const SAMPLE = `WINE REGISTRY Version 2
;; All keys relative to REGISTRY\\\\Machine

#arch=win64

[Software\\\\Classes\\\\.ai] 1795313959
#time=1dd7a27e18e5ab4
"Content Type"="application/postscript"
@="say \\"hi\\" C:\\\\x"

[Software\\\\Empty] 1795313959

[Software\\\\Link] 1
#class="a class"
#link
"SymbolicLinkValue"=hex(6):5c,00,52,00,65,00,67,00,69,00,73,00,74,00,72,00,79,\\
  00,5c,00,4d,00,61,00,63,00,68,00,69,00,6e,00,65,00,5c,00,53,00,6f,00,66,00

[Software\\\\Wine[2\\]\\\\\\xe9t\\xe9] 1
"n"=dword:0000000a
"m"=str(7):"a\\0b\\0"
"e"=str(2):"%PATH%;\\tx"
`;

/** Names that meet each other often, in case too, and hold what needs escapes. */
const name = fc
  .oneof(
    fc.constantFrom('a', 'A', 'b', 'B\u00e9', 'b\u00c9', '-', '-a', ']', '[x', '"q"', '\u0001', '=', '@'),
    fc.string({ minLength: 1, maxLength: 6, unit: 'binary' }),
  )
  .map((text) => text.replaceAll('\\', '/'));
const data = fc.oneof(
  fc.string({ unit: 'binary' }).map(stringData),
  fc.nat({ max: 0xffffffff }).map(dwordData),
  fc
    .tuple(fc.constantFrom(0, 1, 2, 3, 4, 6, 7, 11, 0xffff0007), fc.uint8Array({ maxLength: 90 }))
    .map(([type, bytes]) => formatValueData(type, bytes)),
);
const change = fc.record({
  path: fc.array(name, { maxLength: 4 }),
  values: fc.array(fc.tuple(fc.oneof(name, fc.constant('')), data), { maxLength: 3 }),
  link: fc.boolean(),
  klass: fc.option(fc.string(), { nil: undefined }),
});
const tree = fc.array(change, { maxLength: 8 }).map((changes) => {
  const made = emptyTree('REGISTRY\\Machine', 'win64');
  for (const { path, values, link, klass } of changes) {
    const key = ensureKey(made, path.join('\\'));
    key.isLink = link;
    key.className = klass;
    for (const [valueName, text] of values) key.values.set(foldName(valueName), { name: valueName, data: text });
  }
  return made;
});

describe('wine registry', () => {
  it('reads what wineserver writes', () => {
    const read = parseRegistry(SAMPLE);
    expect(read.relativeTo).to.equal('REGISTRY\\Machine');
    expect(read.architecture).to.equal('win64');
    expect(getValue(read, 'SOFTWARE\\classes\\.AI', 'content type')).to.equal('"application/postscript"');
    expect(getValue(read, 'Software\\Wine[2]\\été', 'N')).to.equal('dword:0000000a');
    const multi = parseValueData(getValue(read, 'Software\\Wine[2]\\été', 'm') ?? '', 1);
    expect(Buffer.from(multi.bytes).toString('utf16le')).to.equal('a\0b\0\0');
  });

  it('writes it sorted, without times, and the same again', () => {
    const text = writeRegistry(parseRegistry(SAMPLE));
    expect(text).not.to.contain('#time');
    expect(text).to.match(
      /\[Software\\\\Wine\[2\\\]\\\\\\xe9t\\xe9\] 0|\[Software\\\\Wine\\\[2\\\]\\\\\\xe9t\\xe9\] 0/,
    );
    expect(text.indexOf('@=')).to.be.lessThan(text.indexOf('"Content Type"'));
    expect(text).to.contain('74,00,72,00,79,\\\n  00,5c');
    expect(writeRegistry(parseRegistry(text))).to.equal(text);
  });

  it('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(tree, (made) => {
        const text = writeRegistry(made);
        expect(text).to.match(/^[\n -\u007f]*$/);
        expect(writeRegistry(parseRegistry(text))).to.equal(text);
      }),
      { numRuns: 300 },
    );
  });

  it('applies a delta to get the child, for any two registries', () => {
    fc.assert(
      fc.property(tree, tree, (parent, child) => {
        const delta = diffRegistry(parent, child);
        const before = writeRegistry(parent);
        const applied = applyDelta(parent, delta);
        expect(writeRegistry(applied)).to.equal(writeRegistry(child));
        expect(diffRegistry(applied, child)).to.equal('');
        expect(writeRegistry(parent), 'the parent is not touched').to.equal(before);
      }),
      { numRuns: 500 },
    );
  });

  it('gives an empty delta for equal registries, and for differences that are noise', () => {
    const parent = parseRegistry(SAMPLE);
    const child = parseRegistry(SAMPLE);
    expect(diffRegistry(parent, child)).to.equal('');
    setValue(child, 'Hardware\\CPU', 'MHz', dwordData(5));
    setValue(child, 'Software\\Microsoft\\Cryptography', 'MachineGuid', stringData('x'));
    ensureKey(parent, 'Software\\Microsoft\\Cryptography');
    const noise = [{ key: 'hardware' }, { key: 'SOFTWARE\\Microsoft\\Cryptography', value: 'machineguid' }];
    expect(diffRegistry(parent, child, { noise })).to.equal('');
    expect(diffRegistry(parent, child)).to.contain('[Hardware\\\\CPU]');
  });

  it('leaves out what Wine writes at each start', () => {
    const parent = parseRegistry(SAMPLE);
    const child = parseRegistry(SAMPLE);
    setValue(child, 'Software\\Microsoft\\Cryptography', 'MachineGuid', stringData('1'));
    setValue(parent, 'Software\\Microsoft\\Cryptography', 'MachineGuid', stringData('2'));
    setValue(
      child,
      'System\\CurrentControlSet\\Control\\ComputerName\\ComputerName',
      'ComputerName',
      stringData('WEB'),
    );
    setValue(parent, 'System\\CurrentControlSet\\Control\\ComputerName\\ComputerName', 'ComputerName', stringData('X'));
    setValue(child, 'Hardware\\x', 'y', stringData('z'));
    expect(diffRegistry(parent, child, { noise: SYSTEM_NOISE })).to.equal('');
    for (const tree of [parent, child]) removeNoise(tree, SYSTEM_NOISE);
    expect(diffRegistry(parent, child)).to.equal('');
  });

  it('says removed and changed in a delta that a person can read', () => {
    const parent = parseRegistry(SAMPLE);
    const child = parseRegistry(SAMPLE);
    setValue(child, 'Software\\Classes\\.ai', 'Content Type', stringData('x'));
    child.root.children.get('software')?.children.delete('link');
    child.root.children.get('software')?.children.get('classes')?.children.get('.ai')?.values.delete('');
    expect(diffRegistry(parent, child)).to.equal(
      'HCSCONTAINERS REGISTRY DELTA Version 1\n\n[Software\\\\Classes\\\\.ai]\n@=-\n"Content Type"="x"\n\n[-Software\\\\Link]\n',
    );
  });

  it('refuses damage with the line, never another error', () => {
    for (const [text, why] of [
      ['', 'first line'],
      ['regedit\n', 'first line'],
      ['WINE REGISTRY Version 2\n"a"="b"\n', 'before its first key, line 2'],
      ['WINE REGISTRY Version 2\n[a\n', 'line 2'],
      ['WINE REGISTRY Version 2\n[a\\\\\\\\b]\n', 'line 2'],
      ['WINE REGISTRY Version 2\n[a]\n"a"="b\n', 'line 3'],
      ['WINE REGISTRY Version 2\n[a]\n"a"=hex:zz\n', 'line 3'],
      ['WINE REGISTRY Version 2\n[a]\n"a"=hex:00,\\\n', 'middle of a value'],
      [`WINE REGISTRY Version 2\n[${'a\\\\'.repeat(600)}a]\n`, 'too deep'],
    ] as const) {
      expect(() => parseRegistry(text), text.slice(0, 60)).to.throw(why);
    }
    fc.assert(
      fc.property(
        fc.nat(SAMPLE.length),
        fc.nat(SAMPLE.length),
        fc.string({ unit: 'binary', maxLength: 4 }),
        (from, length, put) => {
          const damaged = SAMPLE.slice(0, from) + put + SAMPLE.slice(from + (length % 8));
          for (const read of [
            parseRegistry,
            (text: string): RegistryTree =>
              applyDelta(
                emptyTree(),
                text.replace('WINE REGISTRY Version 2', 'HCSCONTAINERS REGISTRY DELTA Version 1'),
              ),
          ]) {
            try {
              read(damaged);
            } catch (error) {
              expect(isFault(error, 'Corrupt'), String(error)).to.equal(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes a value of a megabyte', function () {
    this.timeout(20_000);
    const made = emptyTree();
    setValue(made, 'a', 'big', formatValueData(3, Buffer.alloc(1 << 20, 7)));
    setValue(made, 'a', 'text', stringData('x\\'.repeat(1 << 19)));
    const read = parseRegistry(writeRegistry(made));
    expect(getValue(read, 'a', 'big')).to.equal(getValue(made, 'a', 'big'));
    expect(getValue(read, 'a', 'text')).to.equal(getValue(made, 'a', 'text'));
  });
});
