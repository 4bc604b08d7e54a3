import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';

/** 2020-02-02 02:02:02 UTC: a time that no test run has by itself. */
export const A_TIME_MS = 1_580_608_922_000;

export function file(name: string, content: string | Buffer, modifiedMs = A_TIME_MS): LayerEntry {
  const bytes = Buffer.from(content);
  return { kind: 'file', name, modifiedMs, sizeBytes: bytes.length, open: () => Readable.from([bytes]) };
}

export function folder(name: string, modifiedMs = A_TIME_MS): LayerEntry {
  return { kind: 'folder', name, modifiedMs };
}

export function symlink(name: string, target: string): LayerEntry {
  return { kind: 'symlink', name, target, modifiedMs: A_TIME_MS };
}

export function hardlink(name: string, target: string): LayerEntry {
  return { kind: 'hardlink', name, target };
}

export function whiteout(name: string): LayerEntry {
  return { kind: 'whiteout', name };
}

/** A file whose content fails after its first half. */
export function brokenFile(name: string, content: string, error: Error): LayerEntry {
  const half = Buffer.from(content).subarray(0, Math.floor(content.length / 2));
  const open = () =>
    Readable.from(
      (async function* () {
        yield half;
        throw error;
      })(),
    );
  return { kind: 'file', name, modifiedMs: A_TIME_MS, sizeBytes: Buffer.byteLength(content), open };
}

export async function* streamOf(entries: readonly LayerEntry[]): AsyncIterable<LayerEntry> {
  yield* entries;
}

/** An entry with its content read: what two exports are compared by. */
export type ReadEntry =
  | Exclude<LayerEntry, { kind: 'file' }>
  | (Omit<Extract<LayerEntry, { kind: 'file' }>, 'open'> & { content: Buffer });

/** Reads every entry with its content. */
export async function readEntries(entries: AsyncIterable<LayerEntry>): Promise<ReadEntry[]> {
  const result: ReadEntry[] = [];
  for await (const entry of entries) {
    if (entry.kind !== 'file') {
      result.push(entry);
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of entry.open()) chunks.push(chunk);
    const { open: _, ...rest } = entry;
    result.push({ ...rest, content: Buffer.concat(chunks) });
  }
  return result;
}

/** Makes entries that can be written again from entries that were read. */
export function rewind(entries: readonly ReadEntry[]): LayerEntry[] {
  return entries.map((entry) => {
    if (entry.kind !== 'file') return entry;
    const { content, ...rest } = entry;
    return { ...rest, open: () => Readable.from([content]) };
  });
}

/** A digest over all that entries say, content included; entries are not kept, so that a whole base fits. */
export async function digestEntries(entries: AsyncIterable<LayerEntry>): Promise<{ count: number; digest: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const entry of entries) {
    count++;
    const { ...plain } = entry;
    hash.update(`${JSON.stringify(plain, (key, value) => (key === 'open' ? undefined : value))}\n`);
    if (entry.kind === 'file') for await (const chunk of entry.open()) hash.update(chunk);
  }
  return { count, digest: hash.digest('hex') };
}

/** `kind name` of each, for messages and comparisons. */
export function names(entries: readonly { kind: string; name: string }[]): string[] {
  return entries.map((entry) => `${entry.kind} ${entry.name}`);
}
