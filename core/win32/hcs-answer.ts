import { fault } from '../base/fault.ts';

/** What HCS answered, as an object; an empty answer is an empty one. */
export function parseObject(text: string | null): Record<string, unknown> {
  const value = parseAnswer(text);
  return isObject(value) ? value : {};
}

/** The objects in a list that HCS answered; an empty answer is an empty one. */
export function parseList(text: string | null): Record<string, unknown>[] {
  const value = parseAnswer(text);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseAnswer(text: string | null): unknown {
  if (text === null || text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fault('Corrupt', `The Host Compute Service answered what is not JSON: ${text.slice(0, 200)}`, {
      cause: error,
    });
  }
}
