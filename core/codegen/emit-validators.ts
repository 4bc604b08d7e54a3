import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { CmdletDeclaration, ParameterDeclaration, ParameterType } from '../spec/cmdlet.ts';
import { nameOfCmdlet } from './check-declaration.ts';
import { headerLines, type Source } from './read-declaration.ts';

// No minLength, uniqueItems or enum of objects: those would make the generated code import parts of ajv.
const text = { type: 'string', pattern: '[^\\s]' };
const anyText = { type: 'string' };
const version = { type: 'string', pattern: '^\\d{1,9}(\\.\\d{1,9}){0,3}$' };
// A moment, in UTC.
const datetime = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$' };
const guid = { type: 'string', pattern: '^\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?$' };

const TYPE_SCHEMA: Record<ParameterType, Record<string, unknown>> = {
  string: text,
  'string[]': list(text),
  int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  'int[]': list({ type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
  long: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  switch: { type: 'boolean' },
  bool: { type: 'boolean' },
  'guid[]': list(guid),
  version,
  hashtable: { type: 'object', additionalProperties: anyText },
  timespan: { type: 'number', minimum: 0 },
  datetime,
  scriptblock: text,
  Container: text,
  'Container[]': list(text),
  ContainerImage: text,
  'ContainerImage[]': list(text),
};

/** Texts that may be empty: an empty argument or an empty standard input means something. */
const MAY_BE_EMPTY = new Set(['Invoke-ContainerCommand ArgumentList', 'Invoke-ContainerCommand InputText']);

function list(items: object): Record<string, unknown> {
  return { type: 'array', items };
}

/** The JSON schema of a cmdlet's parameters as they arrive over the wire. */
export function parameterSchema(cmdlet: CmdletDeclaration): Record<string, unknown> {
  const properties = cmdlet.Parameters.map((p) => [p.Name, valueSchema(cmdlet, p)]);
  const required = cmdlet.Parameters.filter((p) => p.Mandatory === true && p.Sets === undefined).map((p) => p.Name);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties), required };
}

function valueSchema(cmdlet: CmdletDeclaration, parameter: ParameterDeclaration): Record<string, unknown> {
  const isList = parameter.Type.endsWith('[]');
  const base = TYPE_SCHEMA[parameter.Type];
  let item = isList ? (base['items'] as Record<string, unknown>) : base;
  if (MAY_BE_EMPTY.has(`${nameOfCmdlet(cmdlet)} ${parameter.Name}`)) item = anyText;
  if (parameter.ValidateSet !== undefined) item = { type: 'string', enum: parameter.ValidateSet };
  if (parameter.ValidateRange !== undefined) {
    const [minimum, maximum] = parameter.ValidateRange;
    item = { ...item, minimum, maximum };
  }
  if (!isList) return item;
  const [minItems, maxItems] = parameter.ValidateCount ?? [parameter.Mandatory === true ? 1 : 0, 10_000];
  return { type: 'array', items: item, minItems, maxItems };
}

/** Writes one validating function per cmdlet as plain ES module code that imports nothing. */
export function emitValidators(source: Source): string {
  const ajv = new Ajv({
    code: { source: true, esm: true, lines: true },
    strict: true,
    allErrors: false,
    verbose: false,
  });
  const exports: Record<string, string> = {};
  for (const cmdlet of source.declaration.Cmdlets) {
    const id = `${cmdlet.Verb}${cmdlet.Noun}`;
    ajv.addSchema(parameterSchema(cmdlet), id);
    exports[id] = id;
  }
  const code = standaloneCode.default(ajv, exports);
  if (/\brequire\(|\bimport\b/.test(code)) throw new Error('the validators would import something at run time');
  const names = source.declaration.Cmdlets.map((c) => `  '${nameOfCmdlet(c)}': ${c.Verb}${c.Noun},`);
  const tail = ['', '/** By cmdlet name. */', 'export const VALIDATORS = {', ...names, '};', ''].join('\n');
  return `${headerLines(source)
    .map((line) => `// ${line}\n`)
    .join('')}${code.trimEnd()}\n${tail}`;
}

/** Writes the types of the validators. */
export function emitValidatorTypes(source: Source): string {
  return [
    ...headerLines(source).map((line) => `// ${line}`),
    "import type { CmdletName } from './contract.gen.ts';",
    '',
    '/** One thing that is wrong; a subset of what ajv says. */',
    'export interface ValidationError {',
    '  /** JSON pointer into the parameters: `/PublishPort/0`; empty for the whole. */',
    '  instancePath: string;',
    '  keyword: string;',
    '  params: Record<string, unknown>;',
    '  message?: string;',
    '}',
    '',
    '/** Whether parameters are right; when not, `errors` holds the first problem until the next call. */',
    'export interface Validator {',
    '  (parameters: unknown): boolean;',
    '  errors?: ValidationError[] | null;',
    '}',
    '',
    'export const VALIDATORS: { readonly [K in CmdletName]: Validator };',
    '',
  ].join('\n');
}
