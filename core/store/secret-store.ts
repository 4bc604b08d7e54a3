import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeFileAtomic } from '../base/atomic-file.ts';
import { fault, isFault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import type { ContainerRecord } from './container-record.ts';
import { SecretKey, type SecretKeyOptions } from './secret-key.ts';
import { Unreadable } from './unreadable-secrets.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SecretStoreOptions extends SecretKeyOptions {
  /** `<root>/containers/<id>`. */
  folder(id: string): string;
  /** As that of container records: `write:secrets`. */
  beforeChange?: (step: string) => Promise<void>;
}

/** What of a container's record tells which secrets it has, and in which file. */
export type SecretHolder = Pick<ContainerRecord, 'id' | 'secretNames' | 'secretFiles' | 'secretSet'> &
  Partial<Pick<ContainerRecord, 'name'>>;

/** In clear. */
export interface Secrets {
  /** By the name of the variable. */
  variables: Readonly<Record<string, string>>;
  /** By the place in the container. */
  files: Readonly<Record<string, Uint8Array>>;
}

/**
 * The secrets of containers, encrypted at rest: a set of them in a container's folder says nothing without the key of the
 * state root, which is made at the first use and lies outside of that folder. It keeps secrets out of copies of a
 * container's folder, out of images and logs; who owns the state root can read them, as the containers get them.
 *
 * A set that is written changes none that is there: the record, which names it, decides.
 */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  readonly #key: SecretKey;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
    this.#key = new SecretKey(options);
  }

  /**
   * Keeps the set of secrets that a record names. Its folder is there. Whole, or not at all. A key that is damaged is set
   * aside for a new one: what was sealed with it could not be read any more.
   */
  async write(holder: SecretHolder, { variables, files }: Secrets): Promise<void> {
    const key = await this.#key.readOrMake();
    const values = Object.entries(variables).map(([name, value]) => [
      name,
      seal(key, variableBound(holder, name), Buffer.from(value)),
    ]);
    const sealed = Object.entries(files).map(([path, content]) => [path, seal(key, fileBound(holder, path), content)]);
    const kept = { schemaVersion: 1, values: Object.fromEntries(values), files: Object.fromEntries(sealed) };
    await this.#options.beforeChange?.('write:secrets');
    await writeFileAtomic(this.#path(holder), `${JSON.stringify(kept)}\n`);
  }

  /**
   * The variables that a record names, in clear.
   * @throws {RuntimeFault} `NotFound` when the key or the file is gone; `Corrupt` for what does not fit.
   */
  async readVariables(holder: SecretHolder): Promise<Record<string, string>> {
    const found = await this.#read(holder, 'values', holder.secretNames ?? [], variableBound);
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.toString('utf8')]));
  }

  /** The files that a record names, in clear. @throws as `readVariables`. */
  readFiles(holder: SecretHolder): Promise<Record<string, Buffer>> {
    return this.#read(holder, 'files', holder.secretFiles ?? [], fileBound);
  }

  /** All of them. @throws as `readVariables`. */
  async read(holder: SecretHolder): Promise<Secrets> {
    return { variables: await this.readVariables(holder), files: await this.readFiles(holder) };
  }

  /** To be called once, by who holds the state root: puts the key in order, if there is one. */
  openKey(): Promise<void> {
    return this.#key.open();
  }

  /** Keys that were damaged, and set aside. */
  keysSetAside(): Promise<string[]> {
    return this.#key.listSetAside();
  }

  /** Removes all sets but the one that the record names, if it names one. */
  async sweep(holder: SecretHolder): Promise<void> {
    const { folder } = this.#options;
    const hasSecrets = holder.secretNames !== undefined || holder.secretFiles !== undefined;
    for (const name of await listFolder(folder(holder.id))) {
      if (!/^secrets(-[0-9a-f-]{36})?\.json$/.test(name)) continue;
      const path = join(folder(holder.id), name);
      if (hasSecrets && path === this.#path(holder)) continue;
      await this.#options.beforeChange?.('remove:old secrets');
      await rm(path, { force: true });
    }
  }

  async #read(
    holder: SecretHolder,
    kind: 'values' | 'files',
    names: readonly string[],
    boundOf: typeof variableBound,
  ): Promise<Record<string, Buffer>> {
    if (names.length === 0) return {};
    try {
      return await this.#openAll(await this.#key.read(), holder, { kind, names, boundOf });
    } catch (error) {
      throw error instanceof Unreadable ? this.#lost(holder, error) : error;
    }
  }

  async #openAll(
    key: Buffer,
    holder: SecretHolder,
    { kind, names, boundOf }: { kind: 'values' | 'files'; names: readonly string[]; boundOf: typeof variableBound },
  ): Promise<Record<string, Buffer>> {
    const path = this.#path(holder);
    const kept = await readSet(path);
    const values = kept[kind];
    const found: Record<string, Buffer> = {};
    for (const name of names) {
      const sealed: unknown = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
      if (typeof sealed !== 'string') throw new Unreadable(path, `'${name}' is not among them`, 'Corrupt');
      const content = open(key, boundOf(holder, name), sealed);
      if (content === undefined) throw new Unreadable(path, 'they are damaged, or of another key', 'Corrupt');
      found[name] = content;
    }
    return found;
  }

  /** What a person can do about it: a key that is put back serves all that it sealed. */
  #lost(holder: SecretHolder, { file, why, kind }: Unreadable): Error {
    const { id, name = id } = holder;
    const isKey = file === this.#key.path;
    const [back, whose] = isKey ? [', and those of all containers can be read', ', of each container'] : ['', ''];
    return fault(kind, `The secrets of container '${name}' cannot be read: ${why}.`, {
      target: 'Secret',
      hint: `Put '${file}' back${back}; or give them again${whose}: ${giveAgain(holder)}`,
    });
  }

  #path({ id, secretSet }: SecretHolder): string {
    return join(this.#options.folder(id), secretSet === undefined ? 'secrets.json' : `secrets-${secretSet}.json`);
  }
}

/** What to type, with each name, to have all secrets of a container again. */
function giveAgain({ id, secretNames = [], secretFiles = [] }: SecretHolder): string {
  const table = (names: readonly string[], value: string) =>
    `@{ ${names.map((name) => `'${name.replaceAll("'", "''")}' = ${value}`).join('; ')} }`;
  return [
    `Set-Container -Id ${id}`,
    ...(secretNames.length === 0 ? [] : [`-Secret ${table(secretNames, '(Read-Host -AsSecureString)')}`]),
    ...(secretFiles.length === 0 ? [] : [`-SecretFile ${table(secretFiles, "'./file'")}`]),
  ].join(' ');
}

async function readSet(path: string): Promise<Record<string, unknown>> {
  const kept = await readJson(path).catch((error: unknown) => {
    if (!isFault(error, 'Corrupt')) throw error;
    throw new Unreadable(path, 'their file is damaged', 'Corrupt');
  });
  if (kept === undefined) throw new Unreadable(path, 'their file is gone', 'NotFound');
  return kept;
}

/** What a sealed value belongs to: it cannot be put in another's place. No name of a variable holds `=`. */
function variableBound({ id }: SecretHolder, name: string): Buffer {
  return Buffer.from(`${id}/${name}`, 'utf8');
}

function fileBound({ id }: SecretHolder, path: string): Buffer {
  return Buffer.from(`${id}=${path}`, 'utf8');
}

/** Base64 of the initial vector, the tag and the encrypted bytes. */
function seal(key: Buffer, bound: Buffer, content: Uint8Array): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(bound);
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Undefined for what was changed, or sealed for something else, or with another key: OpenSSL says no more than that. */
function open(key: Buffer, bound: Buffer, text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
