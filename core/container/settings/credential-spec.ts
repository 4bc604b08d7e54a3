import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { errnoOf, fault, toFault } from '../../base/fault.ts';

/** A credential spec is about a kilobyte; what is far beyond is another file. */
const MOST_BYTES = 256 * 1024;
const HINT =
  'Make one on a machine of the domain: Install-Module CredentialSpec; New-CredentialSpec -AccountName <gMSA> -Path <file>';

/**
 * Reads the credential spec of a group managed service account.
 *
 * @param given The path of its JSON file; `file://name` for a file in `where.folder`, as Docker writes it; or the JSON
 *   text itself (Docker's `raw://` before it is taken too).
 * @returns the JSON, checked, without white space.
 * @throws {RuntimeFault} `NotFound` for no such file; `InvalidArgument` for what is no credential spec; `NotSupported`
 *   for Docker's `registry://`.
 */
export async function readCredentialSpec(
  given: string,
  where: { folder: string; workingDirectory: string },
): Promise<string> {
  const text = given.trim().replace(/^credentialspec=/i, '');
  const raw = text.replace(/^raw:\/\//i, '');
  if (/^\s*\{/.test(raw)) return parseCredentialSpec(raw, 'the text given');
  if (/^registry:\/\//i.test(text)) {
    throw fault('NotSupported', `Cannot read the credential spec '${text}': it is in Docker's registry key.`, {
      target: text,
      hint: 'Write its value to a file, and give the path of that',
    });
  }
  const path = pathOf(text, where);
  return parseCredentialSpec(await readText(path), `'${path}'`);
}

/** @throws InvalidArgument for a name that would leave the folder. */
function pathOf(text: string, where: { folder: string; workingDirectory: string }): string {
  const name = /^file:\/\/(.*)$/i.exec(text)?.[1];
  if (name === undefined) return resolve(where.workingDirectory, text);
  if (name === '' || /[\\/:]/.test(name) || name === '..') {
    throw fault('InvalidArgument', `'${text}' names no file in '${where.folder}'.`, {
      target: text,
      hint: 'Give a bare file name after file://, or the path of the file without file://',
    });
  }
  return join(where.folder, name);
}

async function readText(path: string): Promise<string> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw noSpec(`'${path}'`, 'it is no file');
    if (found.size > MOST_BYTES) throw noSpec(`'${path}'`, `it has ${found.size} bytes`);
    return decode(await readFile(path));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      throw fault('NotFound', `There is no credential spec '${path}'.`, { target: path, hint: HINT, cause: error });
    }
    throw toFault(error, 'read the credential spec', path);
  }
}

/** UTF-8, or UTF-16 as Windows PowerShell's `>` writes it. */
function decode(bytes: Buffer): string {
  return bytes.length >= 2 && bytes.readUInt16LE(0) === 0xfeff ? bytes.toString('utf16le', 2) : bytes.toString('utf8');
}

/**
 * Checks a credential spec: JSON with the plug-in `ActiveDirectory` and the domain that it joins.
 *
 * @param from How a message names where it is from.
 * @returns the JSON without white space.
 * @throws {RuntimeFault} `InvalidArgument`, telling what is wrong.
 * @see https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/gmsa-run-container
 */
export function parseCredentialSpec(text: string, from: string): string {
  let spec: unknown;
  try {
    spec = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw noSpec(from, `it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isFields(spec)) throw noSpec(from, 'it is no JSON object');
  const { CmsPlugins: plugins, DomainJoinConfig: domain } = spec;
  if (!Array.isArray(plugins) || !plugins.includes('ActiveDirectory')) {
    throw noSpec(from, "its CmsPlugins do not name 'ActiveDirectory'");
  }
  if (!isFields(domain)) throw noSpec(from, 'it has no DomainJoinConfig');
  for (const field of ['DnsName', 'MachineAccountName']) {
    const value = domain[field];
    if (typeof value !== 'string' || value === '') throw noSpec(from, `its DomainJoinConfig has no ${field}`);
  }
  return JSON.stringify(spec);
}

function noSpec(from: string, why: string): Error {
  return fault('InvalidArgument', `Cannot use ${from} as credential spec: ${why}.`, { target: from, hint: HINT });
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
