import { fault, type RuntimeFault } from '../base/fault.ts';
import { isGuid } from '../base/names.ts';
import type { PortMapping } from '../host/port.ts';

export type Fields = Record<string, unknown>;

/** Reads typed fields of an object whose shape nobody promises. */
export class Reader {
  readonly #what: string;
  readonly #fields: Fields;

  constructor(what: string, fields: Fields) {
    this.#what = what;
    this.#fields = fields;
  }

  wrong(field: string, why: string): RuntimeFault {
    return fault('Corrupt', `The ${this.#what} is damaged: '${field}' ${why}.`);
  }

  has(field: string): boolean {
    return this.#fields[field] !== undefined;
  }

  /** Text that is not empty. */
  text(field: string): string {
    const value = this.#fields[field];
    if (typeof value !== 'string' || value === '') throw this.wrong(field, 'is no text');
    return value;
  }

  /** Text that somebody else wrote, and which may be empty. */
  anyText(field: string): string {
    return this.#fields[field] === '' ? '' : this.text(field);
  }

  guid(field: string): string {
    const value = this.text(field);
    if (!isGuid(value)) throw this.wrong(field, 'is no GUID');
    return value;
  }

  integer(field: string): number {
    const value = this.#fields[field];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw this.wrong(field, 'is no number');
    return value;
  }

  truth(field: string): true {
    if (this.#fields[field] !== true) throw this.wrong(field, 'is not true');
    return true;
  }

  date(field: string): string {
    const value = this.text(field);
    if (Number.isNaN(Date.parse(value))) throw this.wrong(field, 'is no date');
    return value;
  }

  oneOf<T extends string>(field: string, allowed: readonly T[]): T {
    const value = this.#fields[field];
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.wrong(field, `is none of ${allowed.join(', ')}`);
    return found;
  }

  inner(field: string): Reader {
    const value = this.#fields[field];
    if (!isFields(value)) throw this.wrong(field, 'is no object');
    return new Reader(this.#what, value);
  }

  inners(field: string): Reader[] {
    const value = this.#fields[field];
    if (!Array.isArray(value)) throw this.wrong(field, 'is no list');
    return value.map((item: unknown) => {
      if (!isFields(item)) throw this.wrong(field, 'holds what is no object');
      return new Reader(this.#what, item);
    });
  }

  texts(field: string): Record<string, string> {
    const value = this.#fields[field];
    if (!isFields(value)) throw this.wrong(field, 'is no object');
    const texts: [string, string][] = [];
    for (const [key, text] of Object.entries(value)) {
      if (typeof text !== 'string') throw this.wrong(`${field}.${key}`, 'is no text');
      texts.push([key, text]);
    }
    return Object.fromEntries(texts);
  }

  list(field: string): string[] {
    const value = this.#fields[field];
    if (!Array.isArray(value)) throw this.wrong(field, 'is no list');
    return value.map((item: unknown) => {
      if (typeof item !== 'string' || item === '') throw this.wrong(field, 'holds what is no text');
      return item;
    });
  }

  ports(field: string): PortMapping[] {
    const value = this.#fields[field];
    if (!Array.isArray(value)) throw this.wrong(field, 'is no list');
    return value.map((item: unknown) => {
      const hostPort = isFields(item) ? item['hostPort'] : undefined;
      const containerPort = isFields(item) ? item['containerPort'] : undefined;
      if (!isPort(hostPort, 0) || !isPort(containerPort, 1)) throw this.wrong(field, 'holds what is no port');
      return { protocol: 'tcp', hostPort, containerPort };
    });
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPort(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= 65535;
}
