import { fault } from '../../base/fault.ts';
import { msOfFileTime } from '../../base/file-time.ts';
import { formatWindowsPath } from '../../base/windows-path.ts';
import { decodeReparsePoint } from '../../formats/backup-stream/reparse-point.ts';
import type { KernelHandle } from '../handle.ts';
import type { FileCalls, FileFacts } from './file-calls.ts';
import { ATTRIBUTE } from './file-flags.ts';
import { DATA_BYTES } from './helper-frames.ts';
import type { SentEntry } from './helper-tasks.ts';
import { isPlainFolder, LOOK, openOnVolume } from './volume-path.ts';

/** Where entries go; each resolves when there is room for more. */
export interface EntrySink {
  entry(entry: SentEntry): Promise<void>;
  data(bytes: Buffer): Promise<void>;
}

/** See `LayerHost.readFiles`: names are relative to the parent of what is asked for, sorted by their bytes. */
export async function readFiles(
  files: FileCalls,
  volume: string,
  parts: readonly string[],
  sink: EntrySink,
): Promise<void> {
  const held = openOnVolume(files, volume, parts);
  if (held === undefined) {
    const path = formatWindowsPath(parts);
    throw fault('NotFound', `There is no '${path}' in the container.`, {
      target: path,
      hint: `Invoke-ContainerCommand <name> 'cmd /c dir ${formatWindowsPath(parts.slice(0, -1))}'`,
    });
  }
  try {
    const name = held.parts.at(-1) ?? '';
    const { path } = held;
    // The volume's own folder is told by what it holds.
    if (name === '') await readFolder(files, path, '', sink);
    else await readOne(files, { path, name, handle: held.handle, facts: held.facts }, sink);
  } finally {
    held.close();
  }
}

interface Seen {
  path: string;
  name: string;
  handle: KernelHandle;
  facts: FileFacts;
}

async function readOne(files: FileCalls, { path, name, handle, facts }: Seen, sink: EntrySink): Promise<void> {
  const modifiedMs = wholeSeconds(msOfFileTime(facts.modified));
  if ((facts.attributes & ATTRIBUTE.reparsePoint) !== 0) {
    const link = decodeReparsePoint(files.reparseData(handle, path));
    if (link !== undefined) {
      const isJunction = link.isJunction ? { isJunction: true as const } : {};
      return sink.entry({ kind: 'symlink', name, modifiedMs, target: link.target, ...isJunction });
    }
    // Another filter's mark (deduplication, a cloud's placeholder): the content is what a program would read.
  }
  const attributes = keptAttributes(facts.attributes);
  if (isPlainFolder(facts)) {
    await sink.entry({ kind: 'folder', name, modifiedMs, ...attributes });
    return readFolder(files, path, name, sink);
  }
  await sink.entry({ kind: 'file', name, modifiedMs, sizeBytes: facts.sizeBytes, ...attributes });
  const buffer = Buffer.alloc(Math.min(DATA_BYTES, Math.max(facts.sizeBytes, 1)));
  for (let left = facts.sizeBytes; left > 0; ) {
    const count = files.read(handle, path, buffer);
    // It has become shorter: whoever counts sees that.
    if (count === 0) return;
    await sink.data(buffer.subarray(0, Math.min(count, left)));
    left -= count;
  }
}

async function readFolder(files: FileCalls, path: string, name: string, sink: EntrySink): Promise<void> {
  const children = files.list(path).sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  for (const child of children) {
    const below = `${path.replace(/\\$/, '')}\\${child.name}`;
    const handle = files.tryOpen(below, LOOK.access, LOOK.share);
    // Removed since the listing.
    if (handle === undefined) continue;
    try {
      const facts = files.facts(handle, below);
      await readOne(
        files,
        { path: below, name: name === '' ? child.name : `${name}/${child.name}`, handle, facts },
        sink,
      );
    } finally {
      files.close(handle);
    }
  }
}

const READ_ONLY = 0x1;
const HIDDEN = 0x2;
const SYSTEM = 0x4;

/** What a person set; ARCHIVE and the like come and go by themselves. */
function keptAttributes(attributes: number): { attributes?: number } {
  const kept = attributes & (READ_ONLY | HIDDEN | SYSTEM);
  return kept === 0 ? {} : { attributes: kept | (attributes & ATTRIBUTE.directory) };
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
