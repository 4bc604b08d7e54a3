import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf, fault, toFault } from '../../base/fault.ts';
import { isThere } from '../../base/is-there.ts';
import type { LayerEntry } from '../../spec/layer-entry.ts';
import type { LayerPath } from '../helper/helper-tasks.ts';
import { BaseSink } from './base-sink.ts';
import { checkVolume } from './check-volume.ts';
import { ChildSink } from './child-sink.ts';
import type { LayerParts } from './layer-parts.ts';
import { checkLayer, checkLayerPath, IMPORTING } from './layer-paths.ts';
import { LayerWriter } from './layer-writer.ts';
import { removeLayer } from './remove-layer.ts';
import { eachEntry, sendSteps } from './send-entries.ts';
import { TransportSink } from './transport-sink.ts';
import { UtilityVmSink } from './utility-vm-sink.ts';
import { removalWorld } from './who-holds.ts';

const RENAME_TRIES = 10;
const RENAME_PAUSE_MS = 100;

interface Import {
  folder: string;
  parents: readonly string[];
  entries: AsyncIterable<LayerEntry>;
  signal: AbortSignal | undefined;
}

/** See `LayerHost.importLayer`: into a folder beside the layer's, which gets its name when it is whole. */
export async function importLayer(parts: LayerParts, wanted: Import): Promise<void> {
  const { folder, parents } = wanted;
  checkLayerPath(folder);
  if (await isThere(folder)) throw exists(folder);
  for (const parent of parents) await checkLayer(parent);
  const known = await parts.ids.ofAll(parents);
  await mkdir(dirname(folder), { recursive: true });
  await checkVolume(parts.native, folder);
  const temporary = join(dirname(folder), `${IMPORTING}${parts.runtime.newId()}-${basename(folder)}`);
  try {
    await parts.leftovers.during(temporary, () => makeLayer(parts, wanted, known, temporary));
  } catch (error) {
    throw toFault(error, 'import layer', folder);
  }
}

async function makeLayer(
  parts: LayerParts,
  wanted: Import,
  parents: readonly LayerPath[],
  temporary: string,
): Promise<void> {
  await mkdir(temporary);
  try {
    if (parents.length === 0) await importBase(parts, wanted, temporary);
    else await importChild(parts, wanted, parents, temporary);
    await takeName(temporary, wanted.folder);
  } catch (error) {
    await removeLayer(removalWorld(parts), temporary);
    throw error;
  }
}

async function importBase(parts: LayerParts, { entries, signal }: Import, root: string): Promise<void> {
  await parts.helpers.run({ task: 'base', root }, signal, (session) =>
    sendSteps(session, async () => {
      const sink = new BaseSink(session);
      const writer = new LayerWriter(sink, true);
      await eachEntry(entries, signal, (entry) => writer.write(entry));
      await sink.finish();
    }),
  );
}

async function importChild(
  parts: LayerParts,
  { entries, signal }: Import,
  parents: readonly LayerPath[],
  root: string,
): Promise<void> {
  const source = `${root}-transport`;
  const spool = `${root}-utility`;
  await during(parts, [source, spool], async () => {
    const sink = new ChildSink(new TransportSink(parts.native, source), new UtilityVmSink(spool));
    await writeEntries(sink, entries, signal);
    const steps = await sink.steps(() => utilityVmParent(root, parents));
    await parts.helpers.run({ task: 'child', root, source, parents: [...parents] }, signal, (session) =>
      sendSteps(session, async () => {
        for (const step of steps) {
          await session.helper.send(step);
          const error = session.failed();
          if (error !== undefined) throw error;
        }
      }),
    );
  });
}

/** Runs `work` with new empty folders, which go with it. */
async function during(parts: LayerParts, folders: readonly string[], work: () => Promise<void>): Promise<void> {
  const [folder, ...rest] = folders;
  if (folder === undefined) return work();
  await parts.leftovers.during(folder, async () => {
    await mkdir(folder);
    try {
      await during(parts, rest, work);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function writeEntries(
  sink: ChildSink,
  entries: AsyncIterable<LayerEntry>,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const writer = new LayerWriter(sink, false);
    await eachEntry(entries, signal, (entry) => writer.write(entry));
    await sink.finish();
  } finally {
    sink.close();
  }
}

/** The nearest layer below that has a utility VM: a whole one, whichever layers changed it. */
async function utilityVmParent(root: string, parents: readonly LayerPath[]): Promise<string> {
  for (const { path } of parents) if (await isThere(join(path, 'UtilityVM', 'Files'))) return path;
  throw fault('InvalidArgument', 'The layer changes a utility VM, and no layer below it has one.', { target: root });
}

/** A virus scanner may look at the new files for a moment. */
async function takeName(temporary: string, folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    if (await isThere(folder)) throw exists(folder);
    try {
      return await rename(temporary, folder);
    } catch (error) {
      if (attempt === RENAME_TRIES || !['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error;
    }
    await delay(RENAME_PAUSE_MS);
  }
}

function exists(folder: string): Error {
  return fault('AlreadyExists', `There is already a layer '${folder}'.`, { target: folder });
}
