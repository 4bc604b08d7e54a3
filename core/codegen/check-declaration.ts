import { Ajv } from 'ajv';
import { FAULT_CATEGORY, fault } from '../base/fault.ts';
import { type CmdletDeclaration, type Declaration, PARAMETER_TYPES, PROPERTY_TYPES } from '../spec/cmdlet.ts';
import { APPROVED_VERBS } from './approved-verbs.ts';
import { parameterSets } from './parameter-sets.ts';

/** The completers the service answers. */
export const COMPLETERS: readonly string[] = [
  'ContainerName',
  'ContainerId',
  'ContainerImageName',
  'ContainerImagePublisher',
  'ContainerImageVersion',
  'ContainerOSImageName',
  'ContainerOSImageVersion',
  'ContainerHostCheckName',
  'ContainerHostCheckId',
];

/** Names PowerShell itself gives every cmdlet, aliases included. */
const COMMON_NAMES = new Set(
  `verbose vb debug db erroraction ea warningaction wa informationaction infa errorvariable ev warningvariable wv
  informationvariable iv outvariable ov outbuffer ob pipelinevariable pv progressaction proga whatif wi confirm cf
  usetransaction usetx`.split(/\s+/),
);

const text = { type: 'string', pattern: '\\S' };
const texts = { type: 'array', items: text, minItems: 1 };
const word = { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' };
const numberPair = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };

/** An object schema that knows only its properties; those whose name ends in `?` may be absent. */
function shape(properties: Record<string, unknown>): object {
  const names = Object.keys(properties);
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !name.endsWith('?')),
    properties: Object.fromEntries(names.map((name) => [name.replace('?', ''), properties[name]])),
  };
}

const parameterShape = shape({
  Name: word,
  Type: { enum: PARAMETER_TYPES },
  Help: text,
  'Sets?': texts,
  'Mandatory?': { type: 'boolean' },
  'Position?': { type: 'integer', minimum: 0 },
  'Pipeline?': { type: 'array', items: { enum: ['ByValue', 'ByPropertyName'] }, minItems: 1 },
  'Aliases?': { type: 'array', items: word, minItems: 1 },
  'Wildcards?': { type: 'boolean' },
  'ValidateSet?': texts,
  'ValidateRange?': numberPair,
  'ValidateCount?': numberPair,
  'Completer?': { enum: COMPLETERS },
  'Default?': text,
  'HostPath?': { type: 'boolean' },
  'Together?': { type: 'boolean' },
});

const cmdletShape = shape({
  Verb: { enum: [...APPROVED_VERBS] },
  Noun: { ...word, not: { pattern: '[^s]s$' } },
  Synopsis: text,
  Description: text,
  'OutputType?': text,
  'ShouldProcess?': { type: 'boolean' },
  'ConfirmImpact?': { enum: ['Low', 'Medium', 'High'] },
  'DefaultParameterSet?': word,
  'ParametersOf?': text,
  'TakesTerminal?': { type: 'boolean' },
  'AsJob?': { type: 'boolean' },
  Parameters: { type: 'array', items: parameterShape },
  Examples: { type: 'array', items: shape({ Code: text, Remark: text }), minItems: 2 },
  Errors: { type: 'array', items: { enum: Object.keys(FAULT_CATEGORY) } },
  'Links?': texts,
});

const objectShape = shape({
  Help: text,
  Key: word,
  Properties: {
    type: 'array',
    minItems: 1,
    items: shape({
      Name: word,
      Type: { enum: PROPERTY_TYPES },
      'Aliases?': { type: 'array', items: word },
      'Optional?': { type: 'boolean' },
      Help: text,
    }),
  },
  Columns: texts,
});

const declarationShape = shape({
  SchemaVersion: { const: 1 },
  Module: shape({
    Name: word,
    Version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    Guid: { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    Author: text,
    CompanyName: text,
    Copyright: text,
    Description: text,
    ProjectUri: text,
    LicenseUri: text,
    Tags: texts,
  }),
  Objects: { type: 'object', additionalProperties: objectShape },
  Cmdlets: { type: 'array', items: cmdletShape, minItems: 1 },
});

/**
 * Checks that parsed data is a declaration whose parts fit together.
 *
 * @returns it, each cmdlet with all of its parameters.
 * @throws {RuntimeFault} `InvalidArgument` that lists every problem, one a line.
 */
export function checkDeclaration(data: unknown, fileName: string): Declaration {
  const ajv = new Ajv({ allErrors: true, strict: true });
  const isDeclaration = ajv.compile<Declaration>(declarationShape);
  if (!isDeclaration(data)) {
    const problems = (isDeclaration.errors ?? []).map((e) => {
      const name = e.params['additionalProperty'] ?? '';
      return `${nameOf(data, e.instancePath)} ${e.message}${name === '' ? '' : ` '${name}'`}`;
    });
    throw invalid(fileName, problems);
  }
  const declaration = { ...data, Cmdlets: data.Cmdlets.map((cmdlet) => withParametersOf(data, cmdlet)) };
  const problems = [
    ...checkObjects(declaration),
    ...declaration.Cmdlets.flatMap((cmdlet) => checkCmdlet(declaration, cmdlet)),
  ];
  const names = data.Cmdlets.map(nameOfCmdlet);
  for (const name of duplicates(names)) problems.push(`${name} is declared twice`);
  for (const { ParametersOf: other } of data.Cmdlets) {
    if (other !== undefined && !names.includes(other)) problems.push(`there is no ${other} to take parameters of`);
  }
  if (problems.length > 0) throw invalid(fileName, problems);
  return declaration;
}

function withParametersOf({ Cmdlets }: Declaration, cmdlet: CmdletDeclaration): CmdletDeclaration {
  const { ParametersOf: other, ...rest } = cmdlet;
  if (other === undefined) return rest;
  const own = new Set(cmdlet.Parameters.map(({ Name }) => Name));
  const others = Cmdlets.find((one) => nameOfCmdlet(one) === other)?.Parameters ?? [];
  return { ...rest, Parameters: [...cmdlet.Parameters, ...others.filter(({ Name }) => !own.has(Name))] };
}

/** `New-Container`. */
export function nameOfCmdlet(cmdlet: Pick<CmdletDeclaration, 'Verb' | 'Noun'>): string {
  return `${cmdlet.Verb}-${cmdlet.Noun}`;
}

function invalid(fileName: string, problems: string[]): Error {
  const list = problems.map((p) => `\n  ${p}`).join('');
  return fault('InvalidArgument', `${fileName}: the declaration is not right:${list}`, { target: fileName });
}

/** Names the cmdlet of a JSON pointer (`/Cmdlets/3/Noun`), so that a person finds it. */
function nameOf(data: unknown, pointer: string): string {
  const index = /^\/Cmdlets\/(\d+)/.exec(pointer)?.[1];
  if (index === undefined || typeof data !== 'object' || data === null || !('Cmdlets' in data)) return pointer;
  const cmdlet: unknown = Array.isArray(data.Cmdlets) ? data.Cmdlets[Number(index)] : undefined;
  if (typeof cmdlet !== 'object' || cmdlet === null) return pointer;
  const { Verb, Noun } = cmdlet as { Verb?: unknown; Noun?: unknown };
  return `${String(Verb)}-${String(Noun)} (${pointer})`;
}

function checkObjects(declaration: Declaration): string[] {
  const problems: string[] = [];
  for (const [name, object] of Object.entries(declaration.Objects)) {
    const properties = object.Properties.map((p) => p.Name);
    for (const wanted of [object.Key, ...object.Columns]) {
      if (!properties.includes(wanted)) problems.push(`${name}: there is no property ${wanted}`);
    }
    const all = object.Properties.flatMap((p) => [p.Name, ...(p.Aliases ?? [])]);
    for (const twice of duplicates(all)) problems.push(`${name}: the property ${twice} is declared twice`);
  }
  return problems;
}

function checkCmdlet(declaration: Declaration, cmdlet: CmdletDeclaration): string[] {
  const problems: string[] = [];
  const say = (text: string): void => void problems.push(`${nameOfCmdlet(cmdlet)}: ${text}`);
  const output = cmdlet.OutputType;
  if (output !== undefined && output !== 'String' && !Object.hasOwn(declaration.Objects, output)) {
    say(`its output type ${output} is not declared`);
  }
  if ((cmdlet.ConfirmImpact !== undefined) !== (cmdlet.ShouldProcess === true)) {
    say('ConfirmImpact and ShouldProcess come together');
  }
  const all = cmdlet.Parameters.flatMap((p) => [p.Name, ...(p.Aliases ?? [])]);
  for (const twice of duplicates(all)) say(`the parameter name ${twice} is used twice`);
  for (const name of all) if (COMMON_NAMES.has(name.toLowerCase())) say(`${name} is a name of PowerShell's own`);
  const sets = parameterSets(cmdlet);
  if (sets.length > 1 && cmdlet.DefaultParameterSet === undefined) say('several parameter sets need a default one');
  for (const set of sets) checkSet(cmdlet, set, say);
  for (const parameter of cmdlet.Parameters) {
    const ranged = parameter.ValidateRange !== undefined;
    if (ranged && !['int', 'long', 'int[]'].includes(parameter.Type)) say(`${parameter.Name}: a range is for numbers`);
    if (parameter.ValidateCount !== undefined && !parameter.Type.endsWith('[]'))
      say(`${parameter.Name}: a count is for arrays`);
    if (parameter.ValidateSet !== undefined && !parameter.Type.startsWith('string'))
      say(`${parameter.Name}: a set is for text`);
  }
  const known = new Set(declaration.Cmdlets.map(nameOfCmdlet));
  for (const link of cmdlet.Links ?? []) {
    if (!known.has(link) && !link.startsWith('https://')) say(`it links to ${link}, which is not declared`);
  }
  return problems;
}

function checkSet(cmdlet: CmdletDeclaration, set: string, say: (text: string) => void): void {
  const members = cmdlet.Parameters.filter((p) => p.Sets === undefined || p.Sets.includes(set));
  const positions = members.flatMap((p) => (p.Position === undefined ? [] : [p.Position]));
  for (const twice of duplicates(positions.map(String))) say(`position ${twice} is taken twice in set ${set}`);
  const byValue = members.filter((p) => p.Pipeline?.includes('ByValue') === true);
  if (byValue.length > 1) say(`two parameters of set ${set} take pipeline input by value`);
}

function duplicates(names: string[]): string[] {
  const lower = names.map((name) => name.toLowerCase());
  return names.filter((_, i) => lower.indexOf(lower[i] ?? '') !== i);
}
