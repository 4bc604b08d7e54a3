import { constants, createWriteStream } from 'node:fs';
import { copyFile, lstat, mkdir, rename, rm, symlink, utimes } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf, fault, toFault } from '../../base/fault.ts';
import { showName } from '../../base/names.ts';
import type { PartNote } from '../../base/part-notes.ts';
import { whileShared } from '../../base/while-shared.ts';
import type { FileEntry, LayerEntry } from '../../spec/layer-entry.ts';

export interface HostWriterOptions {
  /** A folder of this machine, without links in it. Nothing is ever written outside. */
  root: string;
  /** Of what a kill would leave. The writer's owner closes it. */
  note: PartNote;
  signal?: AbortSignal;
  onSkip(name: string, why: string): void;
}

/** Writes entries that came out of a container below one folder of this machine. */
export interface HostWriter {
  /** Each file whole or not at all. @throws {RuntimeFault} `InvalidArgument` for what would leave the root. */
  write(entry: LayerEntry): Promise<void>;
  /** Bytes of the files written. */
  readonly sizeBytes: number;
}

/**
 * A writer that does not trust what it writes: names with `..` or separators are refused, and no link that is in the
 * way, put there by an entry before or by anybody, is written through. A link is made only where its target stays
 * below the root; others are left out and told.
 */
export function openHostWriter(options: HostWriterOptions): HostWriter {
  const { root, note, signal, onSkip } = options;
  const folders = new Set<string>();
  let sizeBytes = 0;

  const makeFolder = async (name: string): Promise<void> => {
    if (folders.has(name) || name === '.') return;
    await makeFolder(posix.dirname(name));
    const path = join(root, name);
    try {
      await mkdir(path);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      const found = await lstat(path);
      if (!found.isDirectory())
        throw refuse(name, found.isSymbolicLink() ? 'a link is in the way' : 'a file is in the way');
    }
    folders.add(name);
  };

  /** Puts a file in its place when it is whole. */
  const place = async (name: string, make: (part: string) => Promise<void>): Promise<void> => {
    const path = join(root, name);
    await checkReplaceable(path, name);
    await note.enter(dirname(path));
    const part = join(dirname(path), note.name);
    try {
      await make(part);
      await whileShared(() => rename(part, path));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  const writeFile = async (entry: FileEntry): Promise<void> => {
    await place(entry.name, async (part) => {
      const target = createWriteStream(part, { flags: 'wx' });
      await pipeline(entry.open(), exactly(entry), target, signal === undefined ? {} : { signal });
      await utimes(part, new Date(entry.modifiedMs), new Date(entry.modifiedMs));
    });
    sizeBytes += entry.sizeBytes;
  };

  const writeHardLink = async (name: string, target: string): Promise<void> => {
    checkName(target);
    const source = join(root, target);
    const found = await lstat(source);
    if (!found.isFile()) throw refuse(name, 'its hard link leads to no file');
    await makeFolder(posix.dirname(target)); // proves that no link is on the way
    await place(name, (part) => copyFile(source, part, constants.COPYFILE_EXCL));
    sizeBytes += found.size;
  };

  const writeLink = async (name: string, target: string): Promise<void> => {
    const slashed = target.replaceAll('\\', '/');
    const lands = posix.normalize(posix.join(posix.dirname(name), slashed));
    if (/^[A-Za-z]:/.test(slashed) || isAbsolute(slashed) || lands === '..' || lands.startsWith('../')) {
      onSkip(name, `it is a link out of what is copied, to '${showName(target)}'`);
      return;
    }
    await checkReplaceable(join(root, name), name);
    await rm(join(root, name), { force: true });
    await symlink(slashed, join(root, name));
  };

  const write = async (entry: LayerEntry): Promise<void> => {
    signal?.throwIfAborted();
    checkName(entry.name);
    if (entry.kind === 'whiteout') return;
    if (entry.kind === 'folder') return makeFolder(entry.name);
    await makeFolder(posix.dirname(entry.name));
    if (entry.kind === 'file') return writeFile(entry);
    return entry.kind === 'hardlink' ? writeHardLink(entry.name, entry.target) : writeLink(entry.name, entry.target);
  };

  return {
    async write(entry) {
      try {
        await write(entry);
      } catch (error) {
        throw toFault(error, 'write', join(root, entry.name));
      }
    },
    get sizeBytes() {
      return sizeBytes;
    },
  };
}

function checkName(name: string): void {
  for (const part of name.split('/')) {
    if (part === '' || part === '.' || part === '..') throw refuse(name, 'its name leaves the folder');
    if (part.includes('\0') || part.includes('\\') || (sep === '\\' && part.includes(':'))) {
      throw refuse(name, 'its name holds a character that cannot be in it');
    }
  }
}

/** A file goes only where a file, or a link (which is replaced, not followed), or nothing is. */
async function checkReplaceable(path: string, name: string): Promise<void> {
  try {
    if ((await lstat(path)).isDirectory()) throw refuse(name, 'a folder is in the way');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** Fails when the content is not as long as the entry says. */
function exactly(entry: FileEntry): Transform {
  let seen = 0;
  const wrong = () => fault('Corrupt', `Cannot copy '${entry.name}': it is not ${entry.sizeBytes} bytes long.`);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > entry.sizeBytes) done(wrong());
      else done(null, chunk);
    },
    flush(done) {
      done(seen === entry.sizeBytes ? null : wrong());
    },
  });
}

function refuse(name: string, why: string): Error {
  return fault('InvalidArgument', `Cannot write '${showName(name)}': ${why}.`, { target: name });
}
