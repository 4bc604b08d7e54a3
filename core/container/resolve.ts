import { fault } from '../base/fault.ts';
import { showName } from '../base/names.ts';
import { compileWildcard, hasWildcard } from '../base/wildcard.ts';
import type { DamagedRecord } from '../store/container-records.ts';
import type { ContainerListing, ContainerView } from './view.ts';

const LEAST_PREFIX = 4;

/**
 * Finds the containers that a text names: by wildcard, else by name, id, or an unambiguous beginning of an id of at
 * least 4 digits; without regard to case. A name goes before an id.
 *
 * @returns one container, or for a wildcard any number, sorted by name.
 * @throws {RuntimeFault} `NotFound`; `Ambiguous`, naming them all.
 */
export function resolvePattern(listing: ContainerListing, pattern: string): ContainerView[] {
  const { containers } = listing;
  if (hasWildcard(pattern)) {
    const matches = compileWildcard(pattern);
    return containers.filter(({ record }) => matches(record.name));
  }
  return [resolveOne(listing, pattern)];
}

/** As `resolvePattern`, for exactly one container: a wildcard is taken as it stands. */
export function resolveOne(listing: ContainerListing, text: string): ContainerView {
  const { containers } = listing;
  const wanted = text.toLowerCase();
  const byName = containers.filter(({ record }) => record.name.toLowerCase() === wanted);
  const found = byName.length > 0 ? byName : containers.filter(({ record }) => isIdOf(record.id, wanted));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (found.length > 1) throw ambiguous(text, found);
  const damaged = resolveDamaged(listing, text);
  if (damaged !== undefined) throw damagedFault(damaged);
  throw fault('NotFound', `There is no container '${showName(text)}'.`, { target: text, hint: 'Get-Container' });
}

/** The damaged container that an id, or an unambiguous beginning of it, names. */
export function resolveDamaged(listing: ContainerListing, text: string): DamagedRecord | undefined {
  const found = listing.damaged.filter(({ id }) => isIdOf(id, text.toLowerCase()));
  return found.length === 1 ? found[0] : undefined;
}

/** What to say of a container whose record was set aside. */
export function damagedFault(damaged: DamagedRecord): Error {
  const { id, keptPath, reason } = damaged;
  const why = /[.!?]$/.test(reason.message) ? reason.message : `${reason.message}.`;
  return fault('Corrupt', `Cannot read container '${id}': ${why} Its record was set aside as '${keptPath}'.`, {
    target: id,
    hint: `Repair the file and rename it to container.json; or Remove-Container -Id ${id} -Force`,
    cause: reason,
  });
}

/** Whether a text names a thing by one of its names, its id or the beginning of that; without regard to case. */
export function isNamed(text: string, id: string, names: readonly string[]): boolean {
  const wanted = text.toLowerCase();
  return names.some((name) => name.toLowerCase() === wanted) || isIdOf(id.toLowerCase(), wanted);
}

/** As `isNamed`; a text with wildcards is held against the names alone. */
export function isLike(text: string, id: string, names: readonly string[]): boolean {
  return hasWildcard(text) ? names.some(compileWildcard(text)) : isNamed(text, id, names);
}

/** Whether a text, in lower case, names this id: whole, in braces, or at least 4 digits from its beginning. */
export function isIdOf(id: string, text: string): boolean {
  const bare = text.replace(/^\{(.*)\}$/, '$1');
  if (bare.length < LEAST_PREFIX || !/^[0-9a-f-]+$/.test(bare)) return false;
  return id.startsWith(bare) || id.replaceAll('-', '').startsWith(bare);
}

function ambiguous(text: string, found: readonly ContainerView[]): Error {
  const names = found.map(({ record }) => `${record.name} (${record.id})`).join(', ');
  return fault('Ambiguous', `'${showName(text)}' names more than one container: ${names}.`, {
    target: text,
    hint: 'Give more of the id, or the name',
  });
}
