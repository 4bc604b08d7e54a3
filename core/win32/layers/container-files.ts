import { fault, toFault } from '../../base/fault.ts';
import { whyNotFileName } from '../../base/names.ts';
import { parseWindowsPath } from '../../base/windows-path.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { HelperSession } from '../helper/helper-pool.ts';
import { basicInfo } from './entry-metadata.ts';
import type { LayerParts } from './layer-parts.ts';
import { receiveEntries } from './receive-entries.ts';
import { eachEntry, sendSteps } from './send-entries.ts';
import { useVolume } from './volume-use.ts';

const PIECE_BYTES = 256 * 1024;
/** READONLY, HIDDEN, SYSTEM: what a copy takes along. */
const KEPT_ATTRIBUTES = 0x7;

/** See `LayerHost.readFiles`. */
export async function* readContainerFiles(
  parts: LayerParts,
  folder: string,
  parents: readonly string[],
  path: string,
): AsyncGenerator<LayerEntry, void, void> {
  const { parts: below } = parseWindowsPath(path);
  const volume = await useVolume(parts, folder, parents);
  try {
    const task = { task: 'read' as const, volume: volume.volumePath, parts: [...below] };
    const session = await parts.helpers.open(task, undefined);
    try {
      yield* receiveEntries(session);
    } finally {
      await session.close();
    }
  } finally {
    await volume.release();
  }
}

/** See `LayerHost.writeFiles`. */
export async function writeContainerFiles(
  parts: LayerParts,
  where: { folder: string; parents: readonly string[]; path: string },
  entries: AsyncIterable<LayerEntry>,
): Promise<void> {
  const { parts: below } = parseWindowsPath(where.path);
  const volume = await useVolume(parts, where.folder, where.parents);
  try {
    const task = { task: 'write' as const, volume: volume.volumePath, parts: [...below] };
    await parts.helpers.run(task, undefined, (session) =>
      sendSteps(session, () => eachEntry(entries, undefined, (entry) => sendFile(session, entry))),
    );
  } catch (error) {
    throw toFault(error, 'write files into', where.folder);
  } finally {
    await volume.release();
  }
}

async function sendFile(session: HelperSession, entry: LayerEntry): Promise<void> {
  const { helper } = session;
  const path = checkedPath(entry.name);
  if (entry.kind === 'folder') await helper.send({ step: 'folder', path });
  else if (entry.kind === 'file') {
    const info = basicInfo(entry, (entry.attributes ?? 0) & KEPT_ATTRIBUTES).toString('base64');
    await helper.send({ step: 'file', path, sizeBytes: entry.sizeBytes, info });
    await sendContent(helper, entry);
  } else {
    throw fault('InvalidArgument', `'${entry.name}' is a ${entry.kind}; only files and folders can be copied in.`, {
      target: entry.name,
    });
  }
  const error = session.failed();
  if (error !== undefined) throw error;
}

async function sendContent(
  helper: HelperSession['helper'],
  entry: Extract<LayerEntry, { kind: 'file' }>,
): Promise<void> {
  let sizeBytes = 0;
  for await (const chunk of entry.open() as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > entry.sizeBytes) break;
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) await helper.sendData(chunk.subarray(at, at + PIECE_BYTES));
  }
  if (sizeBytes === entry.sizeBytes) return;
  const difference = sizeBytes > entry.sizeBytes ? 'more' : 'fewer';
  throw fault('Corrupt', `'${entry.name}' has ${difference} than its ${entry.sizeBytes} bytes.`, {
    target: entry.name,
  });
}

/** Parts joined by `\`. @throws {RuntimeFault} `InvalidArgument`. */
function checkedPath(name: string): string {
  const parts = name.replace(/\/$/, '').split('/');
  for (const part of parts) {
    const why = whyNotFileName(part);
    if (why !== undefined)
      throw fault('InvalidArgument', `'${name}' cannot be a file of Windows: ${why}.`, { target: name });
  }
  return parts.join('\\');
}
