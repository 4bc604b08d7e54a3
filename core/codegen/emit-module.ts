import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FAULT_CATEGORY } from '../base/fault.ts';
import type { Declaration, ObjectDeclaration, PropertyDeclaration } from '../spec/cmdlet.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { dockerAliases } from './docker-names.ts';
import { emitFunction } from './emit-function.ts';
import { indent, quote, quoteAll } from './powershell-text.ts';
import { headerLines, type Source } from './read-declaration.ts';

/**
 * Writes the whole module as one script, since a file each costs time at import: the hand-written parts of
 * `module/src`, then what the declaration gives.
 */
export async function emitModule(source: Source, sourceFolder: string): Promise<string> {
  const { declaration } = source;
  return [
    ...headerLines(source).map((line) => `# ${line}`),
    '# The parts under "src" are in module/src; edit them there.',
    '',
    '# Names that are asked for by -ArgumentList of Import-Module: Docker.',
    'param([string] $Names)',
    '',
    'Set-StrictMode -Version Latest',
    '',
    `$script:HcsVersion = ${quote(declaration.Module.Version)}`,
    ...categoryTable(),
    '',
    ...(await handWritten(sourceFolder)),
    '#region objects',
    '',
    ...writers(declaration),
    '',
    '#endregion objects',
    '',
    '#region cmdlets',
    '',
    ...declaration.Cmdlets.flatMap((cmdlet) => [...emitFunction(cmdlet), '']),
    '#endregion cmdlets',
    '',
    ...completers(declaration),
    '',
    'foreach ($completer in $script:HcsCompleters) {',
    '    Microsoft.PowerShell.Core\\Register-ArgumentCompleter @completer',
    '}',
    '',
    '$ExecutionContext.SessionState.Module.OnRemove = {',
    '    foreach ($connection in @($script:HcsConnections.Values)) { Close-HcsConnection $connection }',
    '}',
    '',
    ...dockerAliases(declaration.Cmdlets.map(nameOfCmdlet)),
    '',
    `Microsoft.PowerShell.Core\\Export-ModuleMember -Alias 'docker-*' -Function (${quoteAll(declaration.Cmdlets.map(nameOfCmdlet))} + $script:HcsSessionCommands)`,
    '',
  ].join('\n');
}

function categoryTable(): string[] {
  const rows = Object.entries(FAULT_CATEGORY).map(([kind, category]) => `    ${kind} = ${quote(category)}`);
  return ['$script:HcsCategory = @{', ...rows, '}'];
}

async function handWritten(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ps1')).sort();
  const lines: string[] = [];
  for (const name of names) {
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n').trimEnd();
    lines.push(`#region src/${name}`, '', text, '', `#endregion src/${name}`, '');
  }
  return lines;
}

/** Each writes typed objects for what came over the wire; absent properties are there, and null. */
function writers(declaration: Declaration): string[] {
  const entries = Object.entries(declaration.Objects).flatMap(([name, object]) => writer(name, object));
  return [
    '$script:HcsCulture = [cultureinfo]::InvariantCulture',
    '$script:HcsDateStyle = [System.Globalization.DateTimeStyles]::RoundtripKind',
    '$script:HcsWriters = @{',
    ...indent(entries),
    '}',
  ];
}

function writer(name: string, object: ObjectDeclaration): string[] {
  const width = Math.max(...object.Properties.map((p) => p.Name.length), 'PSTypeName'.length);
  const row = (key: string, value: string): string => `${key.padEnd(width)} = ${value}`;
  return [
    `${name} = {`,
    ...indent([
      'param($Cmdlet, $Values)',
      'foreach ($value in $Values) {',
      ...indent([
        '$Cmdlet.WriteObject([pscustomobject] @{',
        ...indent([
          row('PSTypeName', quote(`HcsContainers.${name}`)),
          ...object.Properties.map((p) => row(p.Name, conversion(p))),
        ]),
        '})',
      ]),
      '}',
    ]),
    '}',
  ];
}

function conversion(property: PropertyDeclaration): string {
  // Every object of PowerShell has a Length and a Count, also where the answer has none.
  const isOfAll = property.Name === 'Length' || property.Name === 'Count';
  const value = isOfAll ? `$value.PSObject.Properties['${property.Name}'].Value` : `$value.${property.Name}`;
  const unlessNull = (expression: string): string => `if ($null -ne ${value}) { ${expression} } else { $null }`;
  switch (property.Type) {
    case 'datetime':
      return unlessNull(`[datetime]::Parse(${value}, $script:HcsCulture, $script:HcsDateStyle).ToLocalTime()`);
    case 'timespan':
      // FromSeconds rounds to milliseconds in Windows PowerShell, ticks do not.
      return unlessNull(`[timespan]::FromTicks([long] (${value} * 10000000))`);
    case 'version':
      return unlessNull(`[version] ${value}`);
    case 'double':
      return unlessNull(`[double] ${value}`);
    case 'long':
      return unlessNull(`[long] ${value}`);
    case 'int':
      return unlessNull(`[int] ${value}`);
    case 'bool':
      return `[bool] ${value}`;
    case 'string[]':
      return `[string[]] @(if ($null -ne ${value}) { ${value} })`;
    case 'object[]':
      return `@(if ($null -ne ${value}) { ${value} })`;
    case 'string':
      return value;
  }
}

/** One registration per completer and parameter name, for all its cmdlets. */
function completers(declaration: Declaration): string[] {
  const groups = new Map<string, { completer: string; parameter: string; cmdlets: string[] }>();
  for (const cmdlet of declaration.Cmdlets) {
    for (const parameter of cmdlet.Parameters) {
      if (parameter.Completer === undefined) continue;
      const key = `${parameter.Completer} ${parameter.Name}`;
      const group = groups.get(key) ?? { completer: parameter.Completer, parameter: parameter.Name, cmdlets: [] };
      group.cmdlets.push(nameOfCmdlet(cmdlet));
      groups.set(key, group);
    }
  }
  const entries = [...groups.values()].map((group) => [
    '@{',
    ...indent([
      `CommandName   = ${quoteAll(group.cmdlets)}`,
      `ParameterName = ${quote(group.parameter)}`,
      `ScriptBlock   = { param($Command, $Parameter, $Word) Get-HcsCompletion ${quote(group.completer)} $Word }`,
    ]),
    '}',
  ]);
  return ['$script:HcsCompleters = @(', ...indent(entries.flat()), ')'];
}
