import type { CmdletDeclaration, Declaration, ObjectDeclaration, ParameterType, PropertyType } from '../spec/cmdlet.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { parameterSets } from './parameter-sets.ts';
import { headerLines, type Source } from './read-declaration.ts';

const PARAMETER_TS: Record<ParameterType, string> = {
  string: 'string',
  'string[]': 'string[]',
  int: 'number',
  'int[]': 'number[]',
  long: 'number',
  switch: 'boolean',
  bool: 'boolean',
  'guid[]': 'string[]',
  version: 'string',
  hashtable: 'Record<string, string>',
  timespan: 'number',
  datetime: 'string',
  scriptblock: 'string',
  Container: 'string',
  'Container[]': 'string[]',
  ContainerImage: 'string',
  'ContainerImage[]': 'string[]',
};

const PROPERTY_TS: Record<PropertyType, string> = {
  string: 'string',
  int: 'number',
  long: 'number',
  double: 'number',
  bool: 'boolean',
  datetime: 'string',
  timespan: 'number',
  version: 'string',
  'string[]': 'string[]',
  'object[]': 'unknown[]',
};

const SHAPES = `
export interface ParameterContract {
  readonly name: string;
  readonly type: ParameterType;
  readonly help: string;
  /** The sets it belongs to; absent: all. */
  readonly sets?: readonly string[];
  readonly mandatory: boolean;
  readonly position?: number;
  readonly pipeline: readonly ('ByValue' | 'ByPropertyName')[];
  readonly aliases: readonly string[];
  readonly wildcards: boolean;
  readonly validateSet?: readonly string[];
  readonly validateRange?: readonly number[];
  readonly validateCount?: readonly number[];
  readonly completer?: string;
  /** For help only: what holds when it is not given. */
  readonly default?: string;
  /** A path on the caller's machine; the client makes it absolute. */
  readonly hostPath: boolean;
}

export interface CmdletContract {
  readonly name: CmdletName;
  readonly verb: string;
  readonly noun: string;
  readonly synopsis: string;
  /** Names of the parameter sets; empty when there is only one. */
  readonly sets: readonly string[];
  readonly defaultParameterSet?: string;
  /** A key of OBJECTS, or \`String\`; absent: none. */
  readonly outputType?: ObjectName | 'String';
  /** Takes -WhatIf and -Confirm; its handler asks before each change. */
  readonly shouldProcess: boolean;
  readonly confirmImpact: 'None' | 'Low' | 'Medium' | 'High';
  /** It takes over the caller's terminal. */
  readonly takesTerminal: boolean;
  readonly asJob: boolean;
  readonly parameters: readonly ParameterContract[];
  readonly errors: readonly string[];
}

export interface PropertyContract {
  readonly name: string;
  readonly type: PropertyType;
  readonly aliases: readonly string[];
  readonly optional: boolean;
  readonly help: string;
}

export interface ObjectContract {
  readonly name: ObjectName;
  readonly help: string;
  /** The property that names it. */
  readonly key: string;
  readonly properties: readonly PropertyContract[];
  /** The default table. */
  readonly columns: readonly string[];
}
`;

/** Writes the typed contract: parameter and object types, and both as tables at run time. */
export function emitContract(source: Source): string {
  const { declaration } = source;
  return [
    ...headerLines(source).map((line) => `// ${line}`),
    "import type { ParameterType, PropertyType } from '../../spec/cmdlet.ts';",
    '',
    `export const PRODUCT_VERSION = ${quote(declaration.Module.Version)};`,
    '',
    ...declaration.Cmdlets.flatMap(parameterInterface),
    '/** The parameters of each cmdlet, as they arrive over the wire. */',
    'export interface CmdletParameters {',
    ...declaration.Cmdlets.map((c) => `  ${quote(nameOfCmdlet(c))}: ${c.Verb}${c.Noun}Parameters;`),
    '}',
    '',
    'export type CmdletName = keyof CmdletParameters;',
    '',
    ...Object.entries(declaration.Objects).flatMap(([name, object]) => objectInterface(name, object)),
    '/** The objects that cmdlets give, as they go over the wire: dates ISO 8601, timespans seconds, sizes bytes. */',
    'export interface ObjectTypes {',
    ...Object.keys(declaration.Objects).map((name) => `  ${name}: ${name}Object;`),
    '}',
    '',
    'export type ObjectName = keyof ObjectTypes;',
    SHAPES,
    `export const OBJECTS: { readonly [K in ObjectName]: ObjectContract } = ${table(objects(declaration))};`,
    '',
    `export const CMDLETS: { readonly [K in CmdletName]: CmdletContract } = ${table(cmdlets(declaration))};`,
    '',
  ].join('\n');
}

function parameterInterface(cmdlet: CmdletDeclaration): string[] {
  const sets = parameterSets(cmdlet);
  const name = `${cmdlet.Verb}${cmdlet.Noun}Parameters`;
  const heading = [`/** ${cmdlet.Synopsis} */`];
  if (cmdlet.Parameters.length === 0) return [...heading, `export type ${name} = Record<never, never>;`, ''];
  const fields = cmdlet.Parameters.flatMap((p) => {
    const always = p.Mandatory === true && (p.Sets === undefined || p.Sets.length === sets.length);
    const notes = [
      p.Help,
      p.Default === undefined ? '' : ` Default: ${p.Default}.`,
      p.Sets === undefined ? '' : ` Sets: ${p.Sets.join(', ')}.`,
    ];
    const type = p.ValidateSet === undefined ? PARAMETER_TS[p.Type] : union(p.ValidateSet, p.Type);
    return [`  /** ${comment(notes.join(''))} */`, `  ${p.Name}${always ? '' : '?'}: ${type};`];
  });
  return [...heading, `export interface ${name} {`, ...fields, '}', ''];
}

function union(values: string[], type: ParameterType): string {
  const text = values.map(quote).join(' | ');
  return type.endsWith('[]') ? `(${text})[]` : text;
}

function objectInterface(name: string, object: ObjectDeclaration): string[] {
  const fields = object.Properties.flatMap((p) => [
    `  /** ${comment(p.Help)} */`,
    `  ${p.Name}${p.Optional === true ? '?' : ''}: ${PROPERTY_TS[p.Type]};`,
  ]);
  return [`/** ${comment(object.Help)} */`, `export interface ${name}Object {`, ...fields, '}', ''];
}

function cmdlets(declaration: Declaration): Record<string, unknown> {
  const entries = declaration.Cmdlets.map((c) => [
    nameOfCmdlet(c),
    {
      name: nameOfCmdlet(c),
      verb: c.Verb,
      noun: c.Noun,
      synopsis: c.Synopsis,
      sets: parameterSets(c),
      defaultParameterSet: c.DefaultParameterSet,
      outputType: c.OutputType,
      takesTerminal: c.TakesTerminal ?? false,
      asJob: c.AsJob ?? false,
      shouldProcess: c.ShouldProcess ?? false,
      confirmImpact: c.ConfirmImpact ?? 'None',
      parameters: c.Parameters.map((p) => ({
        name: p.Name,
        type: p.Type,
        help: p.Help,
        sets: p.Sets,
        mandatory: p.Mandatory ?? false,
        position: p.Position,
        pipeline: p.Pipeline ?? [],
        aliases: p.Aliases ?? [],
        wildcards: p.Wildcards ?? false,
        validateSet: p.ValidateSet,
        validateRange: p.ValidateRange,
        validateCount: p.ValidateCount,
        completer: p.Completer,
        default: p.Default,
        hostPath: p.HostPath ?? false,
      })),
      errors: c.Errors,
    },
  ]);
  return Object.fromEntries(entries);
}

function objects(declaration: Declaration): Record<string, unknown> {
  const entries = Object.entries(declaration.Objects).map(([name, o]) => [
    name,
    {
      name,
      help: o.Help,
      key: o.Key,
      properties: o.Properties.map((p) => ({
        name: p.Name,
        type: p.Type,
        aliases: p.Aliases ?? [],
        optional: p.Optional ?? false,
        help: p.Help,
      })),
      columns: o.Columns,
    },
  ]);
  return Object.fromEntries(entries);
}

function table(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function comment(text: string): string {
  return text.replaceAll('*/', '*\\/');
}
