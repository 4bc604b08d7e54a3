import { Failure, HR } from './failure.ts';

/** A JSON object as it came. */
export type Json = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that must be there. */
export function text(from: Json, name: string): string {
  const value = from[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Failure(HR.invalidParameter, `The request has no text '${name}'.`);
}

export function number(from: Json, name: string): number {
  const value = from[name];
  if (typeof value === 'number') return value;
  throw new Failure(HR.invalidParameter, `The request has no number '${name}'.`);
}

/** An object; an empty one when it is absent or null. */
export function object(from: Json, name: string): Json {
  const value = from[name];
  if (value === undefined || value === null || value === '') return {};
  if (isObject(value)) return value;
  throw new Failure(HR.invalidParameter, `'${name}' is no object.`);
}

export function texts(from: Json, name: string): string[] {
  const value = from[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new Failure(HR.invalidParameter, `'${name}' is no list of texts.`);
}

export function objects(from: Json, name: string): Json[] {
  const value = from[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new Failure(HR.invalidParameter, `'${name}' is no list of objects.`);
}
