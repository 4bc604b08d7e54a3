import { mergeEnvironment } from '../../base/environment.ts';
import { fault, isFault } from '../../base/fault.ts';
import { formatWindowsPath, parseWindowsPath } from '../../base/windows-path.ts';
import { checkSecretFiles, type SecretFile } from '../../host/secret-files.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { Secrets } from '../../store/secret-store.ts';
import type { ContainerWorld } from '../world.ts';
import { checkEnvironment } from './check-settings.ts';

/** How many secrets, and how long each variable: what Windows takes for one. */
const MOST_SECRETS = 100;
const MOST_CHARS = 32_000;

/** Where a secret file is whose place is a name alone. */
const FOLDER = ['ProgramData', 'HcsContainers', 'secrets'];

/** Secrets as they are asked for, in clear. */
export interface WantedSecrets {
  /** By the name of the variable. */
  secrets?: Readonly<Record<string, string>>;
  /** By a name, or an absolute path in the container. */
  secretFiles?: Readonly<Record<string, Uint8Array>>;
}

/**
 * Checks secrets, and gives each file its place.
 *
 * @param environment What is not secret: a name cannot be both.
 * @throws {RuntimeFault} `InvalidArgument`, which never tells a value.
 */
export function checkSecrets({ secrets = {}, secretFiles = {} }: WantedSecrets, environment = {}): Secrets {
  checkVariables(secrets, environment);
  const files = Object.entries(secretFiles).map(([place, content]) => ({ path: placeOf(place), content }));
  checkSecretFiles(files);
  const count = Object.keys(secrets).length + files.length;
  if (count > MOST_SECRETS) throw wrong(`There are ${count} secrets; a container has at most ${MOST_SECRETS}.`);
  return { variables: secrets, files: Object.fromEntries(files.map(({ path, content }) => [path, content])) };
}

/** What of them a record tells: names and places. */
export function secretFields({ variables, files }: Secrets): Pick<ContainerRecord, 'secretNames' | 'secretFiles'> {
  const [names, places] = [Object.keys(variables).sort(), Object.keys(files).sort()];
  return {
    ...(names.length === 0 ? {} : { secretNames: names }),
    ...(places.length === 0 ? {} : { secretFiles: places }),
  };
}

/** The place of a secret file: a name alone is one in the folder for them. @throws {RuntimeFault} `InvalidArgument`. */
export function placeOf(nameOrPath: string): string {
  const { parts, isFolder } = parseWindowsPath(nameOrPath);
  const isName = !/[\\/:]/.test(nameOrPath);
  if (!isFolder && (isName || /^[A-Za-z]:[\\/]/.test(nameOrPath)))
    return formatWindowsPath(isName ? [...FOLDER, ...parts] : parts);
  throw fault('InvalidArgument', `'${nameOrPath}' is no place for a secret file.`, {
    target: 'SecretFile',
    hint: `Give a name, for ${formatWindowsPath([...FOLDER, '<name>'])}, or an absolute path on the container's C:`,
  });
}

/** What a container's programs get as environment: in clear, so it goes to the host and nowhere else. */
export async function environmentOf(world: ContainerWorld, record: ContainerRecord): Promise<Record<string, string>> {
  const { id, environment, secretNames, secretSet } = record;
  if (secretNames === undefined) return environment;
  try {
    return mergeEnvironment(environment, await world.secrets.readVariables(record));
  } catch (error) {
    // Who holds no lock may have read a record whose secrets were replaced since.
    const now = isFault(error, 'NotFound') ? await world.records.read(id) : undefined;
    if (now === undefined || now.secretSet === secretSet) throw error;
    return environmentOf(world, now);
  }
}

/** What the host puts into a container for its programs alone. The caller holds its lock. */
export async function secretFilesOf(
  world: ContainerWorld,
  record: ContainerRecord,
): Promise<{ secretFiles?: SecretFile[] }> {
  if (record.secretFiles === undefined) return {};
  const files = await world.secrets.readFiles(record);
  return { secretFiles: Object.entries(files).map(([path, content]) => ({ path, content })) };
}

/** Seals the secrets of one container for another, whose record has the same names. */
export async function copySecrets(world: ContainerWorld, from: ContainerRecord, to: ContainerRecord): Promise<void> {
  if (from.secretNames === undefined && from.secretFiles === undefined) return;
  await world.secrets.write(to, await world.secrets.read(from));
}

/** Removes the secrets that the container's record, as it is now, does not name. What fails is done at the next start. */
export async function sweepSecrets(world: ContainerWorld, { id }: ContainerRecord): Promise<void> {
  try {
    const record = await world.records.read(id);
    if (record !== undefined) await world.secrets.sweep(record);
  } catch (error) {
    world.log.warn('secrets of before could not be removed', { id, reason: String(error) });
  }
}

function checkVariables(
  secrets: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): void {
  checkEnvironment(Object.fromEntries(Object.keys(secrets).map((name) => [name, ''])));
  const open = new Set(Object.keys(environment).map((name) => name.toUpperCase()));
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(secrets)) {
    const key = name.toUpperCase();
    if (open.has(key)) throw wrong(`'${name}' is both a secret and among -Environment.`);
    if (seen.has(key)) throw wrong(`The secret '${name}' is given twice.`);
    seen.add(key);
    if (value === '' || value.length > MOST_CHARS || value.includes('\0'))
      throw wrong(`The secret '${name}' is empty, over ${MOST_CHARS} characters, or no text.`);
  }
}

function wrong(message: string): Error {
  return fault('InvalidArgument', message, {
    target: 'Secret',
    hint: '-Secret @{ NAME = (Read-Host -AsSecureString) }; or the path of a file',
  });
}
