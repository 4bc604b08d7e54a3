import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fault, toFault } from '../../base/fault.ts';
import { hasHresult, isNotFound } from '../../base/hresult.ts';
import { isThere } from '../../base/is-there.ts';
import type { Isolation } from '../../host/capabilities.ts';
import { checkScratchSize } from '../../host/check-limits.ts';
import { WINDOWS_LIMITS } from '../check-document.ts';
import type { Attachment } from '../win32-world.ts';
import { checkVolume } from './check-volume.ts';
import type { LayerParts } from './layer-parts.ts';
import { checkLayer, checkLayerPath, checkScratch } from './layer-paths.ts';
import { makeNewFolder, removeLayer } from './remove-layer.ts';
import { diagnosed, removalWorld } from './who-holds.ts';

/** GetLayerMountPath of a scratch whose disk is not attached: ERROR_INVALID_PARAMETER, ERROR_NOT_READY. */
const NOT_ATTACHED = [0x80070057, 0x80070015, 0x8007048f] as const;

/** See `LayerHost.createScratch`. */
export async function createScratch(
  parts: LayerParts,
  folder: string,
  parents: readonly string[],
  sizeBytes?: number,
): Promise<void> {
  checkLayerPath(folder);
  checkScratchSize(sizeBytes, WINDOWS_LIMITS);
  for (const parent of parents) await checkLayer(parent);
  if (parents.length === 0)
    throw fault('InvalidArgument', 'A scratch needs a base layer below it.', { target: folder });
  if (await isThere(folder))
    throw fault('AlreadyExists', `There is already a scratch '${folder}'.`, { target: folder });
  const known = await parts.ids.ofAll(parents);
  await mkdir(dirname(folder), { recursive: true });
  await checkVolume(parts.native, folder);
  await makeNewFolder(folder);
  try {
    await parts.calls.createSandbox(folder, known);
    if (sizeBytes !== undefined) await parts.calls.expand(folder, sizeBytes);
  } catch (error) {
    // Nothing is attached yet: a folder with a file in it.
    await rm(folder, { recursive: true, force: true });
    throw toFault(error, 'create scratch', folder);
  }
}

/** See `LayerHost.attachScratch`. */
export async function attachScratch(
  parts: LayerParts,
  folder: string,
  parents: readonly string[],
  isolation: Isolation = 'process',
): Promise<string> {
  await checkScratch(folder);
  for (const parent of parents) await checkLayer(parent);
  const known = await parts.ids.ofAll(parents);
  return held(parts, folder, async () => {
    if ((await liveAttachment(parts, folder)) !== undefined) throw attached(folder, 'attach');
    if (isolation === 'hyperv') {
      await parts.attachments.add({ scratch: folder, parents: [...parents], volumePath: folder, isForMachine: true });
      return folder;
    }
    const volumePath = await diagnosed(parts, folder, () => parts.calls.attach(folder, known));
    try {
      await parts.attachments.add({ scratch: folder, parents: [...parents], volumePath });
    } catch (error) {
      await parts.calls.detach(folder);
      throw error;
    }
    return volumePath;
  });
}

/** See `LayerHost.detachScratch`. */
export async function detachScratch(parts: LayerParts, folder: string): Promise<void> {
  checkLayerPath(folder);
  await held(parts, folder, async () => {
    const attachment = await parts.attachments.byScratch(folder);
    if (attachment === undefined) return;
    const { systemId } = attachment;
    if (systemId !== undefined && (await parts.systems.isRunning(systemId))) {
      throw fault('Busy', `Cannot detach scratch '${folder}': system '${systemId}' runs on it.`, {
        target: folder,
        hint: 'Stop-Container',
      });
    }
    try {
      if (attachment.isForMachine !== true) await diagnosed(parts, folder, () => parts.calls.detach(folder));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    await parts.attachments.remove(folder);
  });
}

/** See `LayerHost.destroyScratch`. */
export async function destroyScratch(parts: LayerParts, folder: string): Promise<void> {
  checkLayerPath(folder);
  await held(parts, folder, async () => {
    if ((await liveAttachment(parts, folder)) !== undefined) throw attached(folder, 'remove');
    await parts.leftovers.during(`${folder}-removing`, () => removeLayer(removalWorld(parts), folder));
  });
}

/** The record of an attachment that Windows knows too: a restart of the machine lets go of all of them. */
export async function liveAttachment(parts: LayerParts, folder: string): Promise<Attachment | undefined> {
  const attachment = await parts.attachments.byScratch(folder);
  if (attachment === undefined || attachment.isForMachine === true) return attachment;
  try {
    await parts.calls.mountPath(folder);
    return attachment;
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  parts.log.info('a scratch is no longer attached', { scratch: folder });
  await parts.attachments.remove(folder);
  return undefined;
}

function isGone(error: unknown): boolean {
  return isNotFound(error) || hasHresult(error, ...NOT_ATTACHED);
}

/** Alone on the scratch: in this process in turn, among processes at once or not at all. */
export function held<T>(parts: LayerParts, folder: string, work: () => Promise<T>): Promise<T> {
  return parts.locks.exclusive(folder.toLowerCase(), async () => {
    const hold = await parts.attachments.tryHold(folder);
    if (hold === undefined)
      throw fault('Busy', `Another process works on scratch '${folder}'.`, { target: folder, hint: 'Try again' });
    try {
      return await work();
    } finally {
      hold.release();
    }
  });
}

export function attached(folder: string, verb: string): Error {
  return fault('Busy', `Cannot ${verb} scratch '${folder}': it is attached.`, {
    target: folder,
    hint: 'Stop-Container; Remove-Container',
  });
}
