import { FAULT_CATEGORY } from '../base/fault.ts';
import type { Declaration, ObjectDeclaration, PropertyDeclaration } from '../spec/cmdlet.ts';
import { partsOf } from './hand-written.ts';
import { indent, quote } from './powershell-text.ts';
import { headerLines, type Source } from './read-declaration.ts';

/** Beside the module's script, which reads it at the first call of a cmdlet. */
export const WORK_FILE = 'HcsContainers.Work.ps1';

/**
 * Writes what the cmdlets do: the hand-written parts, and what makes the declared objects. It is read inside a function,
 * so that all that stays is made in the module's scope.
 *
 * @param handWritten The folder of the hand-written parts (`module/src`).
 */
export async function emitWork(source: Source, handWritten: string): Promise<string> {
  const { declaration } = source;
  const parts = await partsOf(handWritten, 'src');
  return [
    ...headerLines(source).map((line) => `# ${line}`),
    '# The parts under "src" are in module/src; edit them there.',
    '',
    `$script:HcsVersion = ${quote(declaration.Module.Version)}`,
    ...categoryTable(),
    '',
    ...parts.map((line) => line.replace(/^function (?=[A-Z])/, 'function script:')),
    '#region objects',
    '',
    ...writers(declaration),
    '',
    '#endregion objects',
    '',
  ].join('\n');
}

function categoryTable(): string[] {
  const rows = Object.entries(FAULT_CATEGORY).map(([kind, category]) => `    ${kind} = ${quote(category)}`);
  return ['$script:HcsCategory = @{', ...rows, '}'];
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
