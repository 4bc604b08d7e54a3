import { resolve } from 'node:path';
import { fault } from '../../base/fault.ts';
import { openFile } from '../../base/open-file.ts';
import type { WantedSecrets } from '../../container/settings/secrets.ts';
import { SECRET_FILE_LIMITS } from '../../host/secret-files.ts';
import type { NewContainerParameters } from '../generated/contract.gen.ts';

/** What clients send a value as that they hold themselves; anything else is the path of a file. */
const GIVEN = 'base64:';
const MOST_VARIABLE_BYTES = 128 * 1024;

/**
 * The secrets that a call gives, in clear. Nothing that is thrown tells a value: what was meant for a secret may have been
 * typed in the place of a path.
 *
 * @param folder The caller's, which relative paths begin at.
 * @throws {RuntimeFault} `InvalidArgument`, naming the secret.
 */
export async function readSecrets(
  given: Readonly<Record<string, string>>,
  folder: string,
): Promise<Record<string, string>> {
  const secrets: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    const bytes = await bytesOf(name, value, { folder, mostBytes: MOST_VARIABLE_BYTES });
    const isFile = !value.startsWith(GIVEN);
    secrets.push([name, textOf(name, isFile ? withoutLineEnd(bytes) : bytes)]);
  }
  return Object.fromEntries(secrets);
}

/** As `readSecrets`, for the content of secret files: byte by byte what is given. */
export async function readSecretFiles(
  given: Readonly<Record<string, string>>,
  folder: string,
): Promise<Record<string, Buffer>> {
  const files: [string, Buffer][] = [];
  const mostBytes = SECRET_FILE_LIMITS.bytes;
  for (const [name, value] of Object.entries(given))
    files.push([name, await bytesOf(name, value, { folder, mostBytes })]);
  return Object.fromEntries(files);
}

/** Both kinds, where the call gives them. */
export async function secretsFrom(
  { Secret, SecretFile }: Pick<NewContainerParameters, 'Secret' | 'SecretFile'>,
  folder: string,
): Promise<WantedSecrets> {
  return {
    ...(Secret === undefined ? {} : { secrets: await readSecrets(Secret, folder) }),
    ...(SecretFile === undefined ? {} : { secretFiles: await readSecretFiles(SecretFile, folder) }),
  };
}

async function bytesOf(
  name: string,
  value: string,
  { folder, mostBytes }: { folder: string; mostBytes: number },
): Promise<Buffer> {
  if (value.startsWith(GIVEN)) return Buffer.from(value.slice(GIVEN.length), 'base64');
  try {
    const file = await openFile(resolve(folder, value));
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(mostBytes + 1), 0, mostBytes + 1, 0);
      if (bytesRead <= mostBytes) return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    throw unreadable(name, 'what is given is not the path of a file that can be read'); // the error names the path
  }
  throw unreadable(name, `its file is over ${mostBytes} bytes`);
}

/** Editors end a file with one. */
function withoutLineEnd(bytes: Buffer): Buffer {
  const end = bytes.at(-1) === 0x0a ? (bytes.at(-2) === 0x0d ? 2 : 1) : 0;
  return bytes.subarray(0, bytes.length - end);
}

function textOf(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(name, 'it is no text in UTF-8');
  }
}

function unreadable(name: string, why: string): Error {
  return fault('InvalidArgument', `The secret '${name}' cannot be read: ${why}.`, {
    target: 'Secret',
    hint: 'Give a SecureString (Read-Host -AsSecureString), a PSCredential, or the path of a file; never the text itself',
  });
}
