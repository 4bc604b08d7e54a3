import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson, writeFileAtomic } from '../base/atomic-file.ts';
import { errnoOf, fault, isFault } from '../base/fault.ts';
import { listFolder } from '../base/list-folder.ts';
import type { Log } from '../base/runtime.ts';
import { setAside } from '../base/set-aside.ts';
import type { KeySeal } from '../host/key-seal.ts';
import type { ContainerRecord } from './container-record.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SecretStoreOptions {
  /** The state root: the key is `<root>/keys/secrets.key`, which only its owner can read. */
  root: string;
  /** `<root>/containers/<id>`. */
  folder(id: string): string;
  /** What the key is sealed with, where the host has it. */
  keySeal?: KeySeal;
  log: Log;
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
  /** While it is made: two that want the first secret at once must not make two. */
  #making: Promise<Buffer> | undefined;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
  }

  /**
   * Keeps the set of secrets that a record names. Its folder is there. Whole, or not at all. A key that is damaged is set
   * aside for a new one: what was sealed with it could not be read any more.
   */
  async write(holder: SecretHolder, { variables, files }: Secrets): Promise<void> {
    this.#making ??= this.#makeKey().finally(() => {
      this.#making = undefined;
    });
    const key = await this.#making;
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
      const key = await this.#readKey();
      if (key === undefined) throw unreadable(this.#keyPath, 'the key of this state root is gone', 'NotFound');
      return await this.#openAll(key, holder, { kind, names, boundOf });
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
      if (typeof sealed !== 'string') throw unreadable(path, `'${name}' is not among them`, 'Corrupt');
      const content = open(key, boundOf(holder, name), sealed);
      if (content === undefined) throw unreadable(path, 'they are damaged, or of another key', 'Corrupt');
      found[name] = content;
    }
    return found;
  }

  /** What a person can do about it: a key that is put back serves all that it sealed. */
  #lost(holder: SecretHolder, { file, why, kind }: Unreadable): Error {
    const { id, name = id } = holder;
    const isKey = file === this.#keyPath;
    const [back, whose] = isKey ? [', and those of all containers can be read', ', of each container'] : ['', ''];
    return fault(kind, `The secrets of container '${name}' cannot be read: ${why}.`, {
      target: 'Secret',
      hint: `Put '${file}' back${back}; or give them again${whose}: ${giveAgain(holder)}`,
    });
  }

  #path({ id, secretSet }: SecretHolder): string {
    return join(this.#options.folder(id), secretSet === undefined ? 'secrets.json' : `secrets-${secretSet}.json`);
  }

  get #keyPath(): string {
    return join(this.#options.root, 'keys', 'secrets.key');
  }

  /** @throws `Unreadable`. */
  async #readKey(): Promise<Buffer | undefined> {
    const kept = await this.#readKeyFile();
    if (kept === undefined || kept.length === KEY_BYTES) return kept;
    const { keySeal } = this.#options;
    const mark = markOf(keySeal);
    if (keySeal === undefined || mark === undefined || !kept.subarray(0, mark.length).equals(mark))
      throw unreadable(this.#keyPath, 'the key of this state root is damaged, or of another kind of host', 'Corrupt');
    const key = await keySeal.open(kept.subarray(mark.length)).catch((error: unknown) => {
      if (!isFault(error, 'Corrupt')) throw error;
      throw unreadable(this.#keyPath, 'the key of this state root is damaged, or of another machine', 'Corrupt');
    });
    if (key.length === KEY_BYTES) return key;
    throw unreadable(this.#keyPath, 'the key of this state root is damaged', 'Corrupt');
  }

  /**
   * Seals a key that is there in clear, as from before, where the host can. Idempotent; whoever is killed meanwhile leaves
   * the one or the other, and both can be read.
   */
  async sealKey(): Promise<void> {
    const { keySeal } = this.#options;
    const kept = keySeal === undefined ? undefined : await this.#readKeyFile();
    if (keySeal !== undefined && kept?.length === KEY_BYTES)
      await writeFileAtomic(this.#keyPath, await this.#closed(kept));
  }

  /** What the file of a key holds. */
  async #closed(key: Buffer): Promise<Buffer> {
    const { keySeal } = this.#options;
    const mark = markOf(keySeal);
    if (keySeal === undefined || mark === undefined) return key;
    const sealed = Buffer.concat([mark, await keySeal.seal(key)]);
    if (!(await keySeal.open(sealed.subarray(mark.length))).equals(key))
      throw fault('Internal', `${keySeal.name} did not give back what it was given.`);
    return sealed;
  }

  async #readKeyFile(): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#keyPath);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Of what was sealed with it nobody knows the key then: it is kept, for a person who may mend it. */
  async #setKeyAside(error: unknown): Promise<undefined> {
    if (!(error instanceof Unreadable)) throw error;
    const keptPath = await setAside(this.#keyPath);
    this.#options.log.error('the key of secrets was set aside: those sealed with it must be given again', {
      keptPath,
      reason: error.why,
    });
  }

  async #makeKey(): Promise<Buffer> {
    const there = await this.#readKey().catch((error: unknown) => this.#setKeyAside(error));
    if (there !== undefined) return there;
    await mkdir(dirname(this.#keyPath), { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    try {
      await writeFileAtomic(this.#keyPath, await this.#closed(key));
    } catch (error) {
      await rm(this.#keyPath, { force: true });
      throw error;
    }
    return key;
  }
}

/** Why secrets cannot be read: what is wrong with which file. */
class Unreadable extends Error {
  readonly file: string;
  readonly why: string;
  readonly kind: 'NotFound' | 'Corrupt';

  constructor(file: string, why: string, kind: 'NotFound' | 'Corrupt') {
    super(`${file}: ${why}`);
    this.file = file;
    this.why = why;
    this.kind = kind;
  }
}

function unreadable(file: string, why: string, kind: Unreadable['kind']): Unreadable {
  return new Unreadable(file, why, kind);
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
    throw unreadable(path, 'their file is damaged', 'Corrupt');
  });
  if (kept === undefined) throw unreadable(path, 'their file is gone', 'NotFound');
  return kept;
}

/** What a sealed key begins with: longer or shorter than a key in clear, whatever follows. */
function markOf(seal: KeySeal | undefined): Buffer | undefined {
  return seal === undefined ? undefined : Buffer.from(`hcs key ${seal.name}\n`);
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
