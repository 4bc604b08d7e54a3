import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Binding } from '../../core/win32/binding.ts';
import * as tables from '../../core/win32/bindings/index.ts';
import { type Parameter, parsePrototype } from './kit/c-prototype.ts';
import { readRowTypes } from './kit/row-types.ts';

const FOLDER = join(import.meta.dirname, '../../core/win32/bindings');
const rows = new Map(
  Object.values(tables).flatMap((table) => (Object.values(table) as Binding[]).map((row) => [row.name, row])),
);
const HANDLES: Readonly<Record<string, string>> = {
  HANDLE: 'KernelHandle',
  HCS_SYSTEM: 'HcsSystem',
  HCS_PROCESS: 'HcsProcess',
  HCS_OPERATION: 'HcsOperation',
  HCN_NETWORK: 'HcnNetwork',
  HCN_ENDPOINT: 'HcnEndpoint',
  HCN_NAMESPACE: 'HcnNamespace',
  HCN_CALLBACK: 'HcnCallback',
  SC_HANDLE: 'ServiceHandle',
};

/** Whether the TypeScript type says what the C type says. Only what is null for ever may stand for anything. */
function agrees(type: string, parameter: Parameter): boolean {
  const plain = type.replace(/\s*\|\s*null$/, '');
  if (plain === 'null') return parameter.depth > 0 || parameter.base === 'str16' || parameter.base in HANDLES;
  const isOut = parameter.direction !== 'in';
  const carried = isOut ? (/^(?:Out<(.*)>|\[(?:\w+: )?(.*)\])$/s.exec(plain)?.slice(1).find(Boolean) ?? '') : plain;
  if (isOut && carried === '') return false;
  const depth = isOut ? parameter.depth - 1 : parameter.depth;
  if (/^PWSTR_/.test(parameter.base)) return carried === 'string';
  if (parameter.base === 'str16') return ['string', 'Text'].includes(plain);
  if (depth > 0) return /Buffer|bigint|CallbackPointer|^string\[\]$|readonly \w+\[\]|^[A-Z]\w+$/.test(carried);
  const handle = HANDLES[parameter.base];
  if (handle !== undefined) return carried.replace(' | null', '') === handle || carried.startsWith('bigint');
  if (/^u?int\d+_t$|^size_t$|^int$/.test(parameter.base)) return /^number( \| bigint)?$/.test(carried);
  return /^[A-Z]\w+$|^bigint/.test(carried);
}

describe('the TypeScript side of the table', () => {
  const files = readdirSync(FOLDER).filter((name) => !['index.ts', 'row.ts', 'types.ts'].includes(name));
  const all = files.flatMap((name) => readRowTypes(join(FOLDER, name)));

  it('is read for every row', () => {
    const lacking = all.filter((row) => !rows.has(row.name)).map((row) => row.name);
    expect(lacking, 'rows of a table that bindings/index.ts does not export').to.deep.equal([]);
    expect(all.length).to.equal(rows.size);
  });

  it('has an argument of the right kind for every parameter', () => {
    const wrong = all.flatMap(({ name, args }) => {
      const row = rows.get(name);
      if (row === undefined) return [`${name}: not in bindings/index.ts`];
      const { parameters } = parsePrototype(row.prototype);
      if (args.length !== parameters.length)
        return [`${name}: ${args.length} arguments, ${parameters.length} parameters`];
      return parameters.flatMap((parameter, at) =>
        agrees(args[at] ?? '', parameter) ? [] : [`${name}: ${args[at]} for ${parameter.base} ${parameter.name}`],
      );
    });
    expect(wrong).to.deep.equal([]);
  });

  it('is refused where it is wrong', () => {
    const [system, text, out] = parsePrototype('int32_t X(HCS_SYSTEM a, str16 b, _Out_ PWSTR_LOCAL *c)').parameters;
    if (system === undefined || text === undefined || out === undefined) throw new Error('no parameters');
    expect(agrees('HcsProcess', system)).to.equal(false);
    expect(agrees('number', text)).to.equal(false);
    expect(agrees('string', out)).to.equal(false);
    expect(agrees('Out<number>', out)).to.equal(false);
    expect(agrees('Out<string>', out)).to.equal(true);
  });
});
