import { CALLBACKS, HANDLE_TYPES, OPAQUE_TYPES, STRUCTS } from './bindings/types.ts';

export type Koffi = typeof import('koffi');
export type KoffiFunction = ReturnType<ReturnType<Koffi['load']>['func']>;
export type KoffiType = ReturnType<Koffi['type']>;

/** Names of `bindings/types.ts` that one koffi has been told: its names are per thread and cannot be told twice. */
const told = new WeakSet<Koffi>();

/** Tells koffi the C types of the tables, once. */
export function declareTypes(koffi: Koffi): void {
  if (told.has(koffi)) return;
  told.add(koffi);
  for (const name of HANDLE_TYPES) koffi.pointer(name, koffi.opaque());
  for (const name of OPAQUE_TYPES) koffi.opaque(name);
  for (const [name, fields] of Object.entries(STRUCTS)) {
    koffi.struct(
      name,
      Object.fromEntries(
        Object.entries(fields).map(([field, type]) => [
          field,
          typeof type === 'string' ? type : koffi.array(type[0], type[1]),
        ]),
      ),
    );
  }
  for (const prototype of Object.values(CALLBACKS)) koffi.proto(prototype);
}

/** INVALID_HANDLE_VALUE as koffi gives it: -1 as a pointer. */
export const INVALID_HANDLE = 0xffff_ffff_ffff_ffffn;

/** The types of a function's parameters. koffi 3.3's declarations say types here; it gives pairs with the direction. */
export function parameterTypes(proto: { arguments: unknown } | undefined): KoffiType[] {
  const found = (proto?.arguments ?? []) as { type: KoffiType }[];
  return found.map((parameter) => parameter.type);
}

type Normalize = (args: readonly unknown[]) => void;

/**
 * What turns every INVALID_HANDLE_VALUE among the out arguments of a function into null, so that "no handle" has one
 * spelling. Undefined when the function gives no handle.
 */
export function handleNormalizer(func: KoffiFunction): Normalize | undefined {
  const steps: Normalize[] = [];
  parameterTypes(func.info).forEach((type, index) => {
    const target = type.ref;
    if (target === undefined) return;
    if (isHandle(target)) steps.push((args) => normalizeElement(args[index]));
    const fields = Object.values(target.members ?? {}).filter((member) => isHandle(member.type));
    if (fields.length > 0) {
      const names = fields.map((member) => member.name);
      steps.push((args) => normalizeFields(args[index], names));
    }
  });
  return steps.length === 0
    ? undefined
    : (args) => {
        for (const step of steps) step(args);
      };
}

function isHandle(type: KoffiType): boolean {
  return (HANDLE_TYPES as readonly string[]).includes(type.name);
}

function normalizeElement(argument: unknown): void {
  if (Array.isArray(argument) && argument[0] === INVALID_HANDLE) argument[0] = null;
}

function normalizeFields(argument: unknown, names: readonly string[]): void {
  const record: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof record !== 'object' || record === null) return;
  const fields = record as Record<string, unknown>; // what koffi decoded a structure to
  for (const name of names) if (fields[name] === INVALID_HANDLE) fields[name] = null;
}
