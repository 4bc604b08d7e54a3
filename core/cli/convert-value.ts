import type { ParameterType } from '../spec/cmdlet.ts';
import { mergeTables, parseList, parseTable } from './data-text.ts';
import { UsageError } from './usage.ts';

/** What conversion needs to know of a parameter. */
export interface ValueRule {
  readonly name: string;
  readonly type: ParameterType;
  readonly mandatory: boolean;
  readonly validateSet?: readonly string[];
  readonly validateRange?: readonly number[];
  readonly validateCount?: readonly number[];
}

const UNITS: Readonly<Record<string, number>> = {
  KB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
  PB: 1024 ** 5,
};

/** Whether several values make a list (rather than an error). */
export function takesMany(type: ParameterType): boolean {
  return type.endsWith('[]') || type === 'hashtable';
}

/**
 * Turns the texts typed for one parameter into the value that goes over the wire.
 *
 * @param texts At least one; more only for lists and tables.
 * @throws {UsageError} in PowerShell's words.
 */
export function convertValue(rule: ValueRule, texts: readonly string[]): unknown {
  if (rule.type === 'hashtable') return mergeTables(texts.map(parseTable));
  if (rule.type.endsWith('[]')) return convertList(rule, texts);
  const [text, ...more] = texts;
  if (text === undefined || more.length > 0)
    throw new UsageError(
      'ParameterAlreadyBound',
      `Cannot bind parameter because parameter '${rule.name}' is specified more than once.`,
    );
  return convertOne(rule, text);
}

function convertList(rule: ValueRule, texts: readonly string[]): unknown[] {
  const items = texts.flatMap(parseList);
  const [least = rule.mandatory ? 1 : 0, most = Number.POSITIVE_INFINITY] = rule.validateCount ?? [];
  if (items.length < least || items.length > most) {
    throw new UsageError(
      'ParameterArgumentValidationError',
      `Cannot validate argument on parameter '${rule.name}'. It takes ${least} to ${most} values, and ${items.length} were given.`,
    );
  }
  return items.map((item) => convertOne(rule, item));
}

function convertOne(rule: ValueRule, text: string): unknown {
  const type = rule.type.replace('[]', '');
  if (text === '' && rule.mandatory) {
    throw new UsageError(
      'ParameterArgumentValidationErrorEmptyStringNotAllowed',
      `Cannot bind argument to parameter '${rule.name}' because it is an empty string.`,
    );
  }
  switch (type) {
    case 'int':
      return inRange(rule, wholeNumber(rule, text, 'System.Int32', -(2 ** 31), 2 ** 31 - 1));
    case 'long':
      return inRange(rule, wholeNumber(rule, text, 'System.Int64', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
    case 'switch':
    case 'bool':
      return parseBoolean(rule.name, text);
    case 'version':
      if (!/^\d{1,9}(\.\d{1,9}){1,3}$/.test(text)) throw cannotConvert(rule, text, 'System.Version');
      return text;
    case 'guid':
      return text.replace(/^\{(.*)\}$/, '$1').toLowerCase();
    case 'timespan':
      return parseTimeSpan(rule, text);
    case 'datetime':
      return parseMoment(rule, text);
    default:
      return oneOf(rule, text);
  }
}

/** Reads `$true`, `true`, `1`, `$false`, `false`, `0`. */
export function parseBoolean(name: string, text: string): boolean {
  switch (text.toLowerCase()) {
    case '$true':
    case 'true':
    case '1':
      return true;
    case '$false':
    case 'false':
    case '0':
      return false;
    default:
      throw new UsageError(
        'ParameterArgumentTransformationError',
        `Cannot convert value "${text}" of parameter '${name}' to a boolean.`,
        `-${name}:$true or -${name}:$false`,
      );
  }
}

function wholeNumber(rule: ValueRule, text: string, typeName: string, least: number, most: number): number {
  const match = /^([+-]?)(?:0x([0-9a-f]{1,13})|(\d{1,16}(?:\.\d{1,6})?))(KB|MB|GB|TB|PB)?$/i.exec(text.trim());
  if (match === null) throw cannotConvert(rule, text, typeName);
  const [, sign, hex, decimal, unit = ''] = match;
  const factor = unit === '' ? 1 : (UNITS[unit.toUpperCase()] ?? 1);
  const value =
    (sign === '-' ? -1 : 1) * Math.round((hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)) * factor);
  if (value < least || value > most)
    throw cannotConvert(rule, text, typeName, 'Value was either too large or too small.');
  return value === 0 ? 0 : value;
}

function inRange(rule: ValueRule, value: number): number {
  const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = rule.validateRange ?? [];
  if (value >= least && value <= most) return value;
  const bound =
    value < least
      ? `less than the minimum allowed range of ${least}`
      : `greater than the maximum allowed range of ${most}`;
  throw new UsageError(
    'ParameterArgumentValidationError',
    `Cannot validate argument on parameter '${rule.name}'. The ${value} argument is ${bound}.`,
  );
}

function oneOf(rule: ValueRule, text: string): string {
  if (rule.validateSet === undefined) return text;
  const found = rule.validateSet.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(
    'ParameterArgumentValidationError',
    `Cannot validate argument on parameter '${rule.name}'. The argument "${text}" does not belong to the set "${rule.validateSet.join(',')}".`,
  );
}

function parseTimeSpan(rule: ValueRule, text: string): number {
  const match = /^(?:(\d{1,6})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2}(?:\.\d{1,7})?))?$/.exec(text);
  if (match !== null)
    return Number(match[1] ?? 0) * 86400 + Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  if (/^\d{1,12}(\.\d{1,7})?$/.test(text)) return Number(text);
  throw cannotConvert(rule, text, 'System.TimeSpan');
}

/** `2026-11-22`, `2026-11-22 14:30`, `2026-11-22T14:30:00.5Z`: of this machine's time zone, unless it says so. */
function parseMoment(rule: ValueRule, text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(text.trim());
  const moment = new Date(match === null ? Number.NaN : `${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ''}`);
  if (Number.isNaN(moment.getTime())) throw cannotConvert(rule, text, 'System.DateTime');
  return moment.toISOString();
}

function cannotConvert(
  rule: ValueRule,
  text: string,
  typeName: string,
  why = 'The input string was not in a correct format.',
): UsageError {
  return new UsageError(
    'ParameterArgumentTransformationError',
    `Cannot bind parameter '${rule.name}'. Cannot convert value "${text}" to type "${typeName}". ${why}`,
  );
}
