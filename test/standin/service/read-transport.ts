import { createWriteStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, open, readdir, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileMode, writeDosAttributes } from '../../../core/embedded/attributes.ts';
import { Failure, HR } from './failure.ts';
import { decodeLink } from './reparse-data.ts';
import type { SideStore } from './side-store.ts';
import { contentOf, type Part, readParts, STREAM } from './streams-of-file.ts';

const FOLDER_SUFFIX = '.$wcidirs$';
const DIRECTORY = 0x10;
const REPARSE_POINT = 0x400;
/** What Wine keeps by itself: READONLY, HIDDEN, SYSTEM, DIRECTORY. */
const NATIVE = 0x17;

/**
 * ImportLayer: takes the transport folder `source` into the layer's folder, as Windows does.
 * @returns the tombstones, names below `Files` with `/`.
 * @throws Failure invalidData for anything that is not the transport format.
 */
export async function importTransport(source: string, layer: string, sides: SideStore): Promise<string[]> {
  const files = join(source, 'Files');
  await mkdir(join(layer, 'Files'), { recursive: true });
  if ((await readdir(source)).includes('Files')) await new Importer(sides).folder(files, join(layer, 'Files'));
  await copyHives(join(source, 'Hives'), join(layer, 'Hives'));
  return readTombstones(join(source, 'tombstones.txt'));
}

class Importer {
  private readonly sides: SideStore;

  constructor(sides: SideStore) {
    this.sides = sides;
  }

  async folder(from: string, to: string): Promise<void> {
    const names = await readdir(from);
    for (const name of names.sort()) {
      const path = join(from, name);
      const stats = await lstat(path);
      if (name.endsWith(FOLDER_SUFFIX)) {
        if (!names.includes(name.slice(0, -FOLDER_SUFFIX.length))) throw bad(path, 'it describes no folder');
      } else if (stats.isDirectory()) {
        if (!names.includes(name + FOLDER_SUFFIX)) throw bad(path, `it has no ${name}${FOLDER_SUFFIX} beside it`);
        await this.folderEntry(path, join(to, name));
      } else if (stats.isFile()) await this.file(path, join(to, name));
      else throw bad(path, 'it is no file of the transport format');
    }
  }

  private async folderEntry(from: string, to: string): Promise<void> {
    await mkdir(to, { recursive: true });
    const isLink = await this.describe(from + FOLDER_SUFFIX, to, true);
    if (!isLink) await this.folder(from, to);
    const { atime, mtime } = await lstat(from);
    if (!(await lstat(to)).isSymbolicLink()) await utimes(to, atime, mtime);
  }

  private async file(from: string, to: string): Promise<void> {
    const { atime, mtime } = await lstat(from);
    await this.describe(from, to, false);
    if (!(await lstat(to)).isSymbolicLink()) await utimes(to, atime, mtime);
  }

  /** Makes `to` what the description says. @returns whether it is a link. */
  private async describe(from: string, to: string, isFolder: boolean): Promise<boolean> {
    const handle = await open(from);
    try {
      const head = Buffer.alloc(4);
      if ((await handle.read(head, 0, 4, 0)).bytesRead < 4) throw bad(from, 'it has no attributes');
      const attributes = head.readUInt32LE(0);
      const parts = await readParts(handle, 4, from);
      if (((attributes & DIRECTORY) !== 0) !== isFolder && (attributes & REPARSE_POINT) === 0) {
        throw bad(from, `attributes 0x${attributes.toString(16)}`);
      }
      const reparse = parts.find((part) => part.id === STREAM.reparse);
      if (reparse !== undefined) return await this.link(await bytesOf(handle, reparse), parts, to, attributes);
      if (!isFolder) {
        const content = await contentOf(handle, from, parts);
        await pipeline(content.open(), createWriteStream(to, { flags: 'wx' }));
        await chmod(to, fileMode(attributes));
      }
      writeDosAttributes(to, attributes);
      await this.keepStreams(handle, parts, to, attributes);
      return false;
    } finally {
      await handle.close();
    }
  }

  private async link(data: Buffer, parts: readonly Part[], to: string, attributes: number): Promise<boolean> {
    const { target, isJunction } = decodeLink(data);
    await rm(to, { recursive: true, force: true });
    if (!isJunction && !/^[A-Za-z]:|^\\/.test(target)) {
      await symlink(target.replaceAll('\\', '/'), to);
      return true;
    }
    await mkdir(to);
    await this.sides.write(to, attributes, [{ id: STREAM.reparse, name: '', data }]);
    if (parts.length === 0) throw bad(to, 'a link without streams');
    return true;
  }

  private async keepStreams(
    handle: Awaited<ReturnType<typeof open>>,
    parts: readonly Part[],
    to: string,
    attributes: number,
  ): Promise<void> {
    const kept: { id: number; name: string; data: Buffer }[] = [];
    for (const part of parts) {
      if (part.id === STREAM.data || part.id === STREAM.sparse) continue;
      kept.push({ id: part.id, name: part.name, data: await bytesOf(handle, part) });
    }
    if (kept.length > 0 || (attributes & ~NATIVE) !== 0) await this.sides.write(to, attributes, kept);
  }
}

async function bytesOf(handle: Awaited<ReturnType<typeof open>>, part: Part): Promise<Buffer> {
  const bytes = Buffer.alloc(part.sizeBytes);
  await handle.read(bytes, 0, part.sizeBytes, part.offset);
  return bytes;
}

async function copyHives(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  if (names.length === 0) return;
  await mkdir(to, { recursive: true });
  for (const name of names) await copyFile(join(from, name), join(to, name));
}

/** @throws Failure invalidData unless the file is absent, or begins with a BOM and `Version 1.0`. */
async function readTombstones(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const [first, ...lines] = text.split(/\r?\n/);
  if (first !== '\uFEFFVersion 1.0') throw bad(path, `its first line is '${first?.slice(0, 20)}'`);
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      if (!line.startsWith('\\')) throw bad(path, `'${line}' does not begin with \\`);
      return line.slice(1).replaceAll('\\', '/');
    });
}

function bad(path: string, why: string): Failure {
  return new Failure(HR.invalidData, `'${path}' is not the transport format: ${why}.`);
}
