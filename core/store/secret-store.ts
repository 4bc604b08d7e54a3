import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson, writeFileAtomic } from '../base/atomic-file.ts';
import { errnoOf, fault, type RuntimeFault } from '../base/fault.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface SecretStoreOptions {
  /** The state root: the key is `<root>/keys/secrets.key`, which only its owner can read. */
  root: string;
  /** `<root>/containers/<id>`. */
  folder(id: string): string;
}

/**
 * The secrets of containers, encrypted at rest: `secrets.json` in a container's folder says nothing without the key of the
 * state root, which is made at the first use and lies outside of that folder. It keeps secrets out of copies of a
 * container's folder, out of images and logs; who owns the state root can read them, as the containers get them.
 */
export class SecretStore {
  readonly #options: SecretStoreOptions;
  /** While it is made: two that want the first secret at once must not make two. */
  #making: Promise<Buffer> | undefined;

  constructor(options: SecretStoreOptions) {
    this.#options = options;
  }

  /** Keeps a container's secrets, by name. Its folder is there. Whole, or not at all. */
  async write(id: string, secrets: Readonly<Record<string, string>>): Promise<void> {
    this.#making ??= this.#makeKey().finally(() => {
      this.#making = undefined;
    });
    const key = await this.#making;
    const values = Object.entries(secrets).map(([name, value]) => [name, seal(key, boundTo(id, name), value)]);
    const text = JSON.stringify({ schemaVersion: 1, values: Object.fromEntries(values) });
    await writeFileAtomic(this.#path(id), `${text}\n`);
  }

  /**
   * A container's secrets, in clear.
   *
   * @param names Those it has.
   * @throws {RuntimeFault} `NotFound` when the key or the file is gone; `Corrupt` for what does not fit.
   */
  async read(id: string, names: readonly string[]): Promise<Record<string, string>> {
    const key = await this.#readKey();
    if (key === undefined) throw lost('the key of this state root is gone', 'NotFound');
    const kept = await readJson(this.#path(id));
    if (kept === undefined) throw lost('their file is gone', 'NotFound');
    const { values } = kept;
    const found: Record<string, string> = {};
    for (const name of names) {
      const sealed: unknown = typeof values === 'object' && values !== null ? Reflect.get(values, name) : undefined;
      if (typeof sealed !== 'string') throw lost(`'${name}' is not among them`, 'Corrupt');
      found[name] = open(key, boundTo(id, name), sealed);
    }
    return found;
  }

  /** Gives another container the same secrets. */
  async copy(fromId: string, toId: string, names: readonly string[]): Promise<void> {
    await this.write(toId, await this.read(fromId, names));
  }

  #path(id: string): string {
    return join(this.#options.folder(id), 'secrets.json');
  }

  get #keyPath(): string {
    return join(this.#options.root, 'keys', 'secrets.key');
  }

  async #readKey(): Promise<Buffer | undefined> {
    let key: Buffer;
    try {
      key = await readFile(this.#keyPath);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    if (key.length === KEY_BYTES) return key;
    throw lost('the key of this state root is damaged', 'Corrupt');
  }

  async #makeKey(): Promise<Buffer> {
    const there = await this.#readKey();
    if (there !== undefined) return there;
    await mkdir(dirname(this.#keyPath), { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES);
    try {
      await writeFileAtomic(this.#keyPath, key);
    } catch (error) {
      await rm(this.#keyPath, { force: true });
      throw error;
    }
    return key;
  }
}

/** What a sealed value belongs to: it cannot be put in another's place. */
function boundTo(id: string, name: string): Buffer {
  return Buffer.from(`${id}/${name}`, 'utf8');
}

/** Base64 of the initial vector, the tag and the encrypted text. */
function seal(key: Buffer, bound: Buffer, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(bound);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

function open(key: Buffer, bound: Buffer, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < IV_BYTES + TAG_BYTES) throw lost('they are damaged', 'Corrupt');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    throw lost('they are damaged, or of another key', 'Corrupt'); // OpenSSL says no more than that
  }
}

function lost(why: string, kind: 'NotFound' | 'Corrupt'): RuntimeFault {
  return fault(kind, `The secrets of the container cannot be read: ${why}.`, {
    target: 'Secret',
    hint: 'Create the container again, with New-Container -Secret',
  });
}
