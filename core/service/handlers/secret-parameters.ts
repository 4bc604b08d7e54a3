import { resolve } from 'node:path';
import { fault } from '../../base/fault.ts';
import { openFile } from '../../base/open-file.ts';

/** What clients send a value as that they hold themselves; anything else is the path of a file. */
const GIVEN = 'base64:';
const MOST_BYTES = 128 * 1024;

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
    const bytes = value.startsWith(GIVEN)
      ? Buffer.from(value.slice(GIVEN.length), 'base64')
      : await readWhole(name, resolve(folder, value));
    secrets.push([name, textOf(name, bytes)]);
  }
  return Object.fromEntries(secrets);
}

async function readWhole(name: string, path: string): Promise<Buffer> {
  try {
    const file = await openFile(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0);
      if (bytesRead <= MOST_BYTES) return withoutLineEnd(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    throw unreadable(name, 'what is given is not the path of a file that can be read'); // the error names the path
  }
  throw unreadable(name, `its file is over ${MOST_BYTES} bytes`);
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
