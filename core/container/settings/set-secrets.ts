import { isDeepStrictEqual } from 'node:util';
import { mergeEnvironment } from '../../base/environment.ts';
import { compileWildcard } from '../../base/wildcard.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { Secrets } from '../../store/secret-store.ts';
import type { ContainerWorld } from '../world.ts';
import { checkSecrets, placeOf, secretFields, type WantedSecrets } from './secrets.ts';

/** How the secrets of a container are to change. What is absent stays as it is. */
export interface SecretSettings extends WantedSecrets {
  /** Names of variables to take away, with wildcards; one that is not there: success. */
  removeSecrets?: readonly string[];
  /** Names or places of files to take away, with wildcards. */
  removeSecretFiles?: readonly string[];
}

/** What was changed, and the record that says so; the secrets are on disk before it. */
export interface SecretChange {
  record: ContainerRecord;
  parameters: ('Secret' | 'SecretFile')[];
}

/**
 * Writes the secrets that a container is to have beside those it has. The record that is given back names them: once that
 * is written, the change has happened; until then `world.secrets.sweep` with the old record takes it back.
 *
 * @param next The record as it is to be otherwise.
 * @throws {RuntimeFault} `InvalidArgument`, before anything is written; what the store throws for secrets it has lost.
 */
export async function changeSecrets(
  world: ContainerWorld,
  next: ContainerRecord,
  settings: SecretSettings & { environment?: Record<string, string> },
): Promise<SecretChange> {
  const { environment } = settings;
  const { secrets = {}, secretFiles = {}, removeSecrets = [], removeSecretFiles = [] } = settings;
  const isAsked = [secrets, secretFiles, removeSecrets, removeSecretFiles].some((one) => Object.keys(one).length > 0);
  if (!isAsked) {
    checkSecrets({ secrets: named(next) }, environment);
    return { record: next, parameters: [] };
  }
  const given = checkSecrets({ secrets, secretFiles }, environment);
  const kept = withoutRemoved(next, given, { removeSecrets, removeSecretFiles });
  const before = await world.secrets.read(kept).catch(async (error: unknown) => {
    await world.secrets.read(next); // fails too, with advice that names all that must be given
    throw error;
  });
  const all: Secrets = {
    variables: mergeEnvironment(before.variables, given.variables),
    files: { ...before.files, ...given.files },
  };
  checkSecrets({ secrets: all.variables, secretFiles: all.files }, environment);
  const parameters = await changedParameters(world, next, all);
  if (parameters.length === 0) return { record: next, parameters };
  const { secretNames: _, secretFiles: __, secretSet: ___, ...rest } = next;
  const record: ContainerRecord = { ...rest, ...secretFields(all) };
  if (record.secretNames !== undefined || record.secretFiles !== undefined) {
    record.secretSet = world.runtime.newId();
    await world.secrets.write(record, all);
  }
  return { record, parameters };
}

/** Their names with some value: what is needed to find out that an open variable has the name of one. */
function named({ secretNames = [] }: ContainerRecord): Record<string, string> {
  return Object.fromEntries(secretNames.map((name) => [name, '-']));
}

/** The record with the names of those that stay: neither taken away nor given anew, so that lost ones can be replaced. */
function withoutRemoved(
  { secretNames = [], secretFiles = [], ...rest }: ContainerRecord,
  given: Secrets,
  { removeSecrets, removeSecretFiles }: Required<Pick<SecretSettings, 'removeSecrets' | 'removeSecretFiles'>>,
): ContainerRecord {
  const isNewName = isAmong(Object.keys(given.variables));
  const isNewPlace = isAmong(Object.keys(given.files));
  const isRemovedName = matchesAny(removeSecrets);
  const isRemovedPlace = matchesAny(removeSecretFiles.map(placePattern));
  return {
    ...rest,
    secretNames: secretNames.filter((name) => !isNewName(name) && !isRemovedName(name)),
    secretFiles: secretFiles.filter((place) => !isNewPlace(place) && !isRemovedPlace(place)),
  };
}

function isAmong(names: readonly string[]): (name: string) => boolean {
  const known = new Set(names.map((name) => name.toUpperCase()));
  return (name) => known.has(name.toUpperCase());
}

function matchesAny(patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map(compileWildcard);
  return (name) => tests.some((test) => test(name));
}

/** `*` is all of them; another name alone is in the folder for secret files. */
function placePattern(text: string): string {
  if (text === '*' || /[\\/:]/.test(text)) return text.replaceAll('/', '\\');
  return placeOf('x').slice(0, -1) + text;
}

/** By value: secrets that cannot be read any more count as changed. */
async function changedParameters(
  world: ContainerWorld,
  record: ContainerRecord,
  all: Secrets,
): Promise<SecretChange['parameters']> {
  const variables = await world.secrets.readVariables(record).catch(() => undefined);
  const files = await world.secrets.readFiles(record).catch(() => undefined);
  const changed: SecretChange['parameters'] = [];
  if (!isDeepStrictEqual(variables, { ...all.variables })) changed.push('Secret');
  if (files === undefined || !isSameFiles(files, all.files)) changed.push('SecretFile');
  return changed;
}

function isSameFiles(one: Secrets['files'], other: Secrets['files']): boolean {
  const [places, others] = [Object.keys(one), Object.keys(other)];
  const isSame = (place: string) => {
    const [content, now] = [one[place], other[place]];
    return content !== undefined && now !== undefined && Buffer.compare(content, now) === 0;
  };
  return places.length === others.length && places.every(isSame);
}
