import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Binding } from '../../core/win32/binding.ts';
import * as tables from '../../core/win32/bindings/index.ts';
import {
  CALLBACKS,
  INNER_STRUCTS,
  STRUCTS,
  type StructName,
  UNPROVED_STRUCTS,
} from '../../core/win32/bindings/types.ts';
import { declareTypes, type Koffi } from '../../core/win32/koffi-types.ts';
import { skip } from '../skip.ts';
import { assertCallback, assertFunction, parsePrototype } from './kit/c-prototype.ts';
import { failedAssertions, hasCompiler } from './kit/compile-c.ts';

const HEADERS = `
#define _WIN32_WINNT 0x0A00
#define WINVER 0x0A00
#include <winsock2.h>
#include <windows.h>
#include <winternl.h>
#include <iphlpapi.h>
#include <wincrypt.h>
#include <virtdisk.h>
#include <computecore.h>
#include <computestorage.h>
#include <computenetwork.h>
#include <restartmanager.h>
#include <stddef.h>
`;
/** Headers of drivers, which cannot be read together with those above. */
const DRIVER_HEADERS = '#include <ddk/ntifs.h>\n';
const DRIVER_FUNCTIONS = ['RtlGetVersion', 'NtQueryDirectoryFile', 'NtQueryEaFile', 'NtSetEaFile'];
/** No header has these. */
const UNPROVED_DLLS = ['vmcompute', 'node'];

const rows: Binding[] = Object.values(tables).flatMap((table) => Object.values(table) as Binding[]);
const proved = rows.filter((row) => !UNPROVED_DLLS.includes(row.dll));

function sourceOf(bindings: readonly Pick<Binding, 'name' | 'prototype'>[], headers = HEADERS): string {
  return headers + bindings.map((row) => assertFunction(parsePrototype(row.prototype))).join('\n');
}

describe('the table of Windows functions, against mingw-w64', function () {
  this.timeout(60_000); // a compiler on a busy machine
  before(async function () {
    if (await hasCompiler()) return;
    if (process.env['CI'] !== undefined) throw new Error('x86_64-w64-mingw32-gcc is missing');
    skip(this, 'x86_64-w64-mingw32-gcc is not installed');
  });

  it('has every prototype as the headers declare it', async () => {
    const isDriver = (row: Binding) => DRIVER_FUNCTIONS.includes(row.name);
    const plain = await failedAssertions(sourceOf(proved.filter((row) => !isDriver(row))));
    const driver = await failedAssertions(sourceOf(proved.filter(isDriver), DRIVER_HEADERS));
    expect([...plain.other, ...driver.other]).to.deep.equal([]);
    expect([...plain.failed, ...driver.failed]).to.deep.equal([]);
    expect(proved.length).to.be.greaterThan(120);
  });

  it('fails for rows that are wrong: arguments swapped, missing, added, of another width or depth', async () => {
    const wrong = [
      'int32_t HcsStartComputeSystem(HCS_OPERATION operation, HCS_SYSTEM computeSystem, str16 options)',
      'int32_t HcsTerminateComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation)',
      'int32_t HcsPauseComputeSystem(HCS_SYSTEM computeSystem, HCS_OPERATION operation, str16 options, uint32_t more)',
      'int32_t HcsOpenComputeSystem(str16 id, uint64_t requestedAccess, _Out_ HCS_SYSTEM *computeSystem)',
      'int32_t HcsCreateProcess(HCS_SYSTEM s, str16 p, HCS_OPERATION o, const SECURITY_DESCRIPTOR *d, HCS_PROCESS process)',
      'int64_t HcsGetProcessInfo(HCS_PROCESS process, HCS_OPERATION operation)',
      'void * HcsGetOperationId(HCS_OPERATION operation)',
      'int32_t HcnCloseNetwork(uint32_t network)',
      'int32_t HcsGetServiceProperties(str16 propertyQuery, _Out_ uint8_t *result)',
      'int32_t HcsNoSuchFunction(HCS_PROCESS process)',
    ].map((prototype) => ({ name: parsePrototype(prototype).name, prototype }));
    const right = 'int32_t HcsGetServiceProperties(str16 propertyQuery, _Out_ PWSTR_LOCAL *result)';
    const { failed } = await failedAssertions(sourceOf([...wrong, { name: 'right', prototype: right }]));
    expect(failed.sort()).to.deep.equal(wrong.map((row) => row.name).sort());
  });

  it('has every structure with the size, offsets and widths of the headers, as koffi lays it out', async () => {
    const { failed, other } = await failedAssertions(HEADERS + structures().map(assertStruct).join('\n'));
    expect(other).to.deep.equal([]);
    expect(failed).to.deep.equal([]);
  });

  it('fails for a structure whose field moved', async () => {
    const moved = { name: 'HCS_EVENT', c: 'HCS_EVENT', size: 24, fields: [{ name: 'Operation', offset: 8, size: 8 }] };
    const { failed } = await failedAssertions(HEADERS + assertStruct(moved));
    expect(failed).to.deep.equal(['HCS_EVENT.Operation']);
  });

  it('has every callback as the headers declare it', async () => {
    const source = Object.values(CALLBACKS).map((prototype) => assertCallback(parsePrototype(prototype)));
    expect(await failedAssertions(HEADERS + source.join('\n'))).to.deep.equal({ failed: [], other: [] });
  });
});

describe('the table of Windows functions', () => {
  it('has each row under its own name, in the table of its DLL', () => {
    for (const [dll, table] of Object.entries(tables)) {
      for (const [name, row] of Object.entries(table) as [string, Binding][]) {
        expect(row.name).to.equal(name);
        expect(row.dll).to.equal(dll);
      }
    }
  });

  it('names two public sources where no header has the function', () => {
    const unproved = rows.filter((row) => UNPROVED_DLLS.includes(row.dll));
    for (const row of unproved) {
      expect(row.doc, row.name).to.be.an('array').with.length(2);
      const projects = [...row.doc].map((source) => source.split('/').slice(2, 5).join('/'));
      expect(new Set(projects).size, `${row.name}: two projects`).to.equal(2);
    }
    const names = unproved.map((row) => `${row.dll}!${row.name}`);
    process.stderr.write(`      unproved until Windows has run them: ${names.join(', ')}\n`);
    expect(unproved.length + proved.length).to.equal(rows.length);
  });

  it('frees what HCS gives with LocalFree, and what HCN and the layer functions give with CoTaskMemFree', () => {
    for (const row of rows) {
      const gives = /PWSTR_(LOCAL|COTASK)/.exec(row.prototype)?.[1];
      if (gives === undefined) continue;
      const expected = row.dll === 'computenetwork' || row.dll === 'vmcompute' ? 'COTASK' : 'LOCAL';
      expect(gives, row.name).to.equal(expected);
    }
  });
});

interface Layout {
  name: string;
  c: string;
  size: number;
  fields: { name: string; offset: number; size: number }[];
}

function structures(): Layout[] {
  const koffi = createRequire(import.meta.url)('koffi') as Koffi;
  declareTypes(koffi);
  return (Object.keys(STRUCTS) as StructName[])
    .filter((name) => !UNPROVED_STRUCTS.includes(name))
    .map((name) => {
      const inner = INNER_STRUCTS[name];
      const c = inner === undefined ? name : `__typeof__(((${inner.of} *)0)->${inner.field})`;
      const members = Object.values(koffi.type(name).members ?? {});
      const fields = members.map(({ name: field, offset, type }) => ({ name: field, offset, size: type.size }));
      return { name, c, size: koffi.sizeof(name), fields };
    });
}

function assertStruct({ name, c, size, fields }: Layout): string {
  const checks = fields.map(
    (field) =>
      `_Static_assert(offsetof(${c}, ${field.name}) == ${field.offset} && sizeof(((${c} *)0)->${field.name}) == ${field.size}, "${name}.${field.name}");`,
  );
  return [`_Static_assert(sizeof(${c}) == ${size}, "${name}");`, ...checks].join('\n');
}
