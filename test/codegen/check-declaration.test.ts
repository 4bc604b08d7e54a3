import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkDeclaration } from '../../core/codegen/check-declaration.ts';
import { parsePowerShellData } from '../../core/formats/powershell-data/parse-powershell-data.ts';

type Loose = { Cmdlets: Record<string, unknown>[]; Objects: Record<string, Record<string, unknown>> };

const file = join(import.meta.dirname, '../../cmdlets.psd1');
const text = readFileSync(file, 'utf8');
const fresh = (): Loose => parsePowerShellData(text, 'cmdlets.psd1') as unknown as Loose;

describe('checkDeclaration', () => {
  it('takes cmdlets.psd1', () => {
    expect(checkDeclaration(fresh(), 'cmdlets.psd1').Cmdlets).to.have.length(42);
  });

  const cmdlet = (data: Loose, name: string): Record<string, unknown> => {
    const found = data.Cmdlets.find((c) => `${String(c['Verb'])}-${String(c['Noun'])}` === name);
    if (found === undefined) throw new Error(name);
    return found;
  };
  const parameters = (data: Loose, name: string): Record<string, unknown>[] =>
    cmdlet(data, name)['Parameters'] as Record<string, unknown>[];
  const parameter = (data: Loose, name: string, which: string): Record<string, unknown> => {
    const found = parameters(data, name).find((p) => p['Name'] === which);
    if (found === undefined) throw new Error(which);
    return found;
  };
  it('gives a cmdlet the parameters of another after its own, which stand before those of the same name', () => {
    const [image, container] = ['Invoke-ContainerImage', 'New-Container'].map((name) => {
      const { Cmdlets } = checkDeclaration(fresh(), 'cmdlets.psd1');
      return Cmdlets.find(({ Verb, Noun }) => `${Verb}-${Noun}` === name)?.Parameters ?? [];
    });
    const names = image?.map(({ Name }) => Name) ?? [];
    expect(names).to.include.members(container?.map(({ Name }) => Name) ?? ['']);
    expect([
      names.filter((name) => name === 'Name'),
      image?.find(({ Name }) => Name === 'Name')?.Position,
    ]).to.deep.equal([['Name'], undefined]);
  });

  const wrongs: [string, (data: Loose) => void, RegExp][] = [
    [
      'a verb that is not approved',
      (d) => (cmdlet(d, 'Copy-ContainerItem')['Verb'] = 'Cp'),
      /Cp-ContainerItem .*must be equal to one of/,
    ],
    ['a plural noun', (d) => (cmdlet(d, 'Copy-ContainerItem')['Noun'] = 'ContainerItems'), /Copy-ContainerItems/],
    ['an unknown key', (d) => (cmdlet(d, 'Get-Container')['Sinopsis'] = 'x'), /Get-Container .*'Sinopsis'/],
    ['one example only', (d) => (cmdlet(d, 'Get-Container')['Examples'] as unknown[]).splice(1), /fewer than 2/],
    [
      'an output type that is not declared',
      (d) => (cmdlet(d, 'Get-Container')['OutputType'] = 'Pod'),
      /Get-Container: its output type Pod/,
    ],
    [
      'a default set of several that is missing',
      (d) => delete cmdlet(d, 'Get-Container')['DefaultParameterSet'],
      /Get-Container: several parameter sets/,
    ],
    [
      'a position taken twice',
      (d) => Object.assign(parameter(d, 'New-Container', 'Command'), { Position: 0 }),
      /New-Container: position 0 is taken twice/,
    ],
    [
      'a parameter name used twice',
      (d) => parameters(d, 'Get-Container').push({ Name: 'STATE', Type: 'string', Help: 'x' }),
      /used twice/,
    ],
    [
      "a name of PowerShell's own",
      (d) => parameters(d, 'Get-Container').push({ Name: 'Verbose', Type: 'switch', Help: 'x' }),
      /Verbose is a name of PowerShell's own/,
    ],
    [
      'an unknown completer',
      (d) => parameters(d, 'Get-Container').push({ Name: 'X', Type: 'string', Help: 'x', Completer: 'Pod' }),
      /must be equal to one of/,
    ],
    [
      'a column that is no property',
      (d) => Object.assign(d.Objects['Container'] ?? {}, { Columns: ['Nmae'] }),
      /Container: there is no property Nmae/,
    ],
    [
      'an unknown error kind',
      (d) => ((cmdlet(d, 'Get-Container')['Errors'] as string[])[0] = 'Lost'),
      /must be equal to one of/,
    ],
    [
      'a link to nowhere',
      (d) => ((cmdlet(d, 'Get-Container')['Links'] as string[])[0] = 'Get-Pod'),
      /links to Get-Pod/,
    ],
    [
      'the parameters of nobody',
      (d) => (cmdlet(d, 'Invoke-ContainerImage')['ParametersOf'] = 'New-Pod'),
      /no New-Pod to take parameters of/,
    ],
    ['a cmdlet twice', (d) => d.Cmdlets.push(cmdlet(d, 'Get-Container')), /Get-Container is declared twice/],
    [
      'two parameters by value in one set',
      (d) => Object.assign(parameter(d, 'New-ContainerImage', 'Publisher'), { Pipeline: ['ByValue'] }),
      /two parameters of set Container take/,
    ],
  ];
  for (const [what, break_, message] of wrongs) {
    it(`refuses ${what}`, () => {
      const data = fresh();
      break_(data);
      expect(() => checkDeclaration(data, 'cmdlets.psd1')).to.throw(message);
    });
  }

  it('refuses what is no declaration at all', () => {
    for (const data of [null, 1, [], {}, { Cmdlets: 5 }, { SchemaVersion: 2 }]) {
      expect(() => checkDeclaration(data, 'cmdlets.psd1')).to.throw(/the declaration is not right/);
    }
  });
});
