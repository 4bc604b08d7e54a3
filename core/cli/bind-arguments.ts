import { resolve } from 'node:path';
import type { CmdletContract, ParameterContract } from '../service/generated/contract.gen.ts';
import { type CommonParameters, commonParametersOf } from './common-parameters.ts';
import { convertValue, parseBoolean, takesMany } from './convert-value.ts';
import { chooseSet } from './parameter-set.ts';
import { UsageError } from './usage.ts';

/** A command line, understood. */
export interface BoundCall {
  cmdlet: CmdletContract;
  parameterSet: string | undefined;
  /** As they go over the wire. */
  parameters: Record<string, unknown>;
  common: CommonParameters;
}

/** Something a user can name with a dash. */
type Named = Pick<ParameterContract, 'name' | 'type' | 'aliases' | 'mandatory'> & Partial<ParameterContract>;

/**
 * Binds what was typed after a cmdlet's name, by PowerShell's rules: names without regard to case, in full, by alias or
 * by a prefix that fits only one; `-Switch:$false`; values by position where a parameter set has positions. A list may
 * be typed as `a,b`, as `a, b`, or by repeating its parameter. After `--` everything is a value.
 *
 * @param workingDirectory Absolute; paths of this machine are made absolute against it.
 * @throws {UsageError} in PowerShell's words.
 */
export function bindArguments(cmdlet: CmdletContract, argv: readonly string[], workingDirectory: string): BoundCall {
  const common = commonParametersOf(cmdlet);
  const named: readonly Named[] = [...cmdlet.parameters, ...common.declared];
  const { bound, positional } = readTokens(named, argv);
  for (const parameter of common.declared) {
    const texts = bound.get(parameter.name);
    if (texts !== undefined) common.set(parameter.name, convertValue({ ...parameter, mandatory: true }, texts));
    bound.delete(parameter.name);
  }
  if (common.values.help) return { cmdlet, parameterSet: undefined, parameters: {}, common: common.values };
  const choice = chooseSet(cmdlet, new Set(bound.keys()), positional);
  for (const [name, texts] of choice.positional) bound.set(name, texts);
  const parameters: Record<string, unknown> = {};
  for (const parameter of cmdlet.parameters) {
    const texts = bound.get(parameter.name);
    if (texts === undefined) continue;
    const value = convertValue(parameter, texts);
    parameters[parameter.name] = parameter.hostPath ? absolute(value, workingDirectory) : value;
  }
  return { cmdlet, parameterSet: choice.set, parameters, common: common.values };
}

/** Sorts words into parameters with their values, and the values that stand alone; each of those is the words of one list. */
function readTokens(
  named: readonly Named[],
  argv: readonly string[],
): { bound: Map<string, string[]>; positional: string[][] } {
  const bound = new Map<string, string[]>();
  const positional: string[][] = [];
  let onlyValues = false;
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] ?? '';
    if (!onlyValues && token === '--') {
      onlyValues = true;
      continue;
    }
    const match = onlyValues ? null : /^-([A-Za-z_?][\w?-]*)(?::([\s\S]*))?$/.exec(token);
    if (match === null && !onlyValues && /^--[A-Za-z]/.test(token)) throw notFound(named, token.slice(1), token);
    if (match === null) {
      const taken = takeList(argv, index, true);
      positional.push(taken.texts);
      index = taken.last;
      continue;
    }
    const parameter = findParameter(named, match[1] ?? '', token);
    const texts = bound.get(parameter.name) ?? [];
    bound.set(parameter.name, texts);
    if (texts.length > 0 && !takesMany(parameter.type)) {
      throw new UsageError(
        'ParameterAlreadyBound',
        `Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`,
      );
    }
    index = takeValue({ named, parameter, argv, index, attached: match[2] }, texts);
  }
  return { bound, positional };
}

interface ValuePlace {
  named: readonly Named[];
  parameter: Named;
  argv: readonly string[];
  /** Of the parameter's own word. */
  index: number;
  /** What follows the colon. */
  attached: string | undefined;
}

/** Adds the values of one parameter to `texts`. @returns the index of the last word that was used. */
function takeValue(place: ValuePlace, texts: string[]): number {
  const { named, parameter, argv, index, attached } = place;
  if (parameter.type === 'switch') {
    texts.push(attached === undefined ? '$true' : String(parseBoolean(parameter.name, attached)));
    return index;
  }
  if (attached !== undefined && attached !== '') {
    texts.push(attached);
    return index;
  }
  const next = argv[index + 1];
  if (next === undefined || isParameterWord(named, next)) {
    throw new UsageError(
      'MissingArgument',
      `Missing an argument for parameter '${parameter.name}'. Specify a parameter of type '${parameter.type}' and try again.`,
      `-${parameter.name}:<value> for a value that begins with a dash`,
    );
  }
  const taken = takeList(argv, index + 1, takesMany(parameter.type) && parameter.type !== 'hashtable');
  texts.push(...taken.texts);
  return taken.last;
}

/** Takes one word, and as a list the words after it while commas join them: `web, db`. */
function takeList(argv: readonly string[], first: number, isList: boolean): { texts: string[]; last: number } {
  const texts = [argv[first] ?? ''];
  let last = first;
  while (isList) {
    const joins = /,$/.test(argv[last] ?? '') || /^,/.test(argv[last + 1] ?? '');
    const next = argv[last + 1];
    if (!joins || next === undefined) break;
    texts.push(next);
    last++;
  }
  return { texts, last };
}

/** Whether a word is a parameter's name rather than a value that happens to begin with a dash. */
function isParameterWord(named: readonly Named[], word: string): boolean {
  const name = /^-([A-Za-z_?][\w?-]*)(?::[\s\S]*)?$/.exec(word)?.[1];
  return word === '--' || (name !== undefined && candidates(named, name).length > 0);
}

function findParameter(named: readonly Named[], name: string, token: string): Named {
  const found = candidates(named, name);
  const [only, ...others] = found;
  if (only === undefined) throw notFound(named, name, token);
  if (others.length === 0) return only;
  const matches = found.map((parameter) => `-${parameter.name}`).join(' ');
  throw new UsageError(
    'AmbiguousParameter',
    `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include: ${matches}.`,
  );
}

/** An exact name or alias wins; else every parameter with a name or alias that begins so. */
function candidates(named: readonly Named[], name: string): Named[] {
  const word = name.toLowerCase();
  const words = (parameter: Named) => [parameter.name, ...parameter.aliases].map((text) => text.toLowerCase());
  const exact = named.filter((parameter) => words(parameter).includes(word));
  return exact.length > 0 ? exact : named.filter((parameter) => words(parameter).some((text) => text.startsWith(word)));
}

function notFound(named: readonly Named[], name: string, token: string): UsageError {
  const plain = name.replace(/^-+/, '');
  const near = candidates(named, plain).length === 1 ? candidates(named, plain)[0]?.name : undefined;
  const hint = near === undefined ? named.map((parameter) => `-${parameter.name}`).join(' ') : `-${near}`;
  return new UsageError(
    'NamedParameterNotFound',
    `A parameter cannot be found that matches parameter name '${name}'.`,
    token.startsWith('--') ? `${hint} (one dash)` : hint,
  );
}

function absolute(value: unknown, workingDirectory: string): unknown {
  if (Array.isArray(value)) return value.map((item) => absolute(item, workingDirectory));
  return typeof value === 'string' ? resolve(workingDirectory, value) : value;
}
