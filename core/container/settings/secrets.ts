import { mergeEnvironment } from '../../base/environment.ts';
import { fault } from '../../base/fault.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { ContainerWorld } from '../world.ts';
import { checkEnvironment } from './check-settings.ts';

/** How many secrets, and how long each: what Windows takes for a variable. */
const MOST_SECRETS = 100;
const MOST_CHARS = 32_000;

/**
 * @param environment What is not secret: a name cannot be both.
 * @throws {RuntimeFault} `InvalidArgument`, which never tells a value.
 */
export function checkSecrets(
  secrets: Readonly<Record<string, string>>,
  environment: Record<string, string> = {},
): void {
  const names = Object.keys(secrets);
  checkEnvironment(Object.fromEntries(names.map((name) => [name, ''])));
  if (names.length > MOST_SECRETS)
    throw wrong(`There are ${names.length} secrets; a container has at most ${MOST_SECRETS}.`);
  const open = new Set(Object.keys(environment).map((name) => name.toUpperCase()));
  const seen = new Set<string>();
  for (const name of names) {
    if (open.has(name.toUpperCase())) throw wrong(`'${name}' is both a secret and among -Environment.`);
    if (seen.has(name.toUpperCase())) throw wrong(`The secret '${name}' is given twice.`);
    seen.add(name.toUpperCase());
    const value = secrets[name] ?? '';
    if (value === '' || value.length > MOST_CHARS || value.includes('\0')) {
      throw wrong(`The secret '${name}' is empty, over ${MOST_CHARS} characters, or no text.`);
    }
  }
}

/** What a container's programs get as environment: in clear, so it goes to the host and nowhere else. */
export async function environmentOf(world: ContainerWorld, record: ContainerRecord): Promise<Record<string, string>> {
  const { environment, secretNames = [] } = record;
  if (secretNames.length === 0) return environment;
  return mergeEnvironment(environment, await world.secrets.read(record.id, secretNames));
}

function wrong(message: string): Error {
  return fault('InvalidArgument', message, {
    target: 'Secret',
    hint: '-Secret @{ NAME = (Read-Host -AsSecureString) }; or the path of a file',
  });
}
