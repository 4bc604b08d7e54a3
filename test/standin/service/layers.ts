import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../../../core/embedded/remove-tree.ts';
import type { LayerHost } from '../../../core/host/port.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { Failure, HR } from './failure.ts';
import { makeBaseHives, withHives } from './hives.ts';
import type { Paths } from './paths.ts';
import { importTransport } from './read-transport.ts';
import { type Json, text, texts } from './request.ts';
import { SCRATCH_DISK, type Scratch, type Scratches } from './scratches.ts';
import { BASE_DISK, type ShadowLayers } from './shadow-layers.ts';
import type { Side, SideStore } from './side-store.ts';
import type { Volumes } from './volumes.ts';
import { exportTransport } from './write-transport.ts';

/** What the layer operations work on. */
export interface LayerWorld {
  host: LayerHost;
  paths: Paths;
  layers: ShadowLayers;
  scratches: Scratches;
  volumes: Volumes;
  sides: SideStore;
}

type Operation = (world: LayerWorld, request: Json) => Promise<unknown>;

export const LAYER_OPERATIONS: Readonly<Record<string, Operation>> = {
  'layer.createSandbox': createSandbox,
  'layer.activate': activate,
  'layer.prepare': prepare,
  'layer.unprepare': unprepare,
  'layer.deactivate': deactivate,
  'layer.mountPath': mountPath,
  'layer.import': importLayer,
  'layer.export': exportLayer,
  'layer.processBase': processBase,
  'layer.processUtility': processUtility,
  'layer.destroy': destroy,
  'layer.nameToGuid': async (_world, request) => nameToGuid(text(request, 'name')),
};

const folderOf = (world: LayerWorld, request: Json): string => world.paths.toLinux(text(request, 'path'));

function parentsOf(world: LayerWorld, request: Json): string[] {
  return texts(request, 'parents').map((path) => world.paths.toLinux(path));
}

async function createSandbox(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  const parents = parentsOf(world, request);
  if (parents.length === 0) throw new Failure(HR.invalidParameter, 'A sandbox needs parents.');
  const layers = await world.layers.chain(parents);
  await mkdir(folder, { recursive: true });
  if (existsSync(join(folder, SCRATCH_DISK))) throw new Failure(HR.alreadyExists, `'${folder}' holds a sandbox.`);
  const scratch = await world.scratches.add(folder, layers);
  await world.host.createScratch(scratch.shadow, layers);
}

/** Attaches the disk; one that is attached: success, as Windows says. */
async function activate(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  if (world.layers.isLayer(folder)) return;
  const scratch = await world.scratches.at(folder);
  if (!scratch.isActive) await world.scratches.splitCopies(folder);
  // One that is mounted may be activated again; one that a machine has is nobody else's.
  if (!scratch.isActive) checkUnused(scratch);
  scratch.isActive = true;
}

async function prepare(world: LayerWorld, request: Json): Promise<void> {
  const scratch = await world.scratches.at(folderOf(world, request));
  const parents = parentsOf(world, request);
  if (!scratch.isActive) throw new Failure(HR.invalidParameter, 'The scratch is not activated.');
  if (scratch.isPrepared) throw new Failure(HR.invalidParameter, 'The scratch is prepared already.');
  const layers = await world.layers.chain(parents);
  if (layers.join('\n') !== scratch.layers.join('\n')) {
    throw new Failure(HR.invalidParameter, 'These are not the layers that the scratch was made on.');
  }
  await world.host.attachScratch(scratch.shadow, layers);
  try {
    await world.volumes.mount(scratch.guid, scratch.shadow, layers);
  } catch (error) {
    await world.host.detachScratch(scratch.shadow);
    throw error;
  }
  scratch.isPrepared = true;
}

async function unprepare(world: LayerWorld, request: Json): Promise<void> {
  const scratch = await world.scratches.at(folderOf(world, request));
  if (!scratch.isPrepared) throw new Failure(HR.invalidParameter, 'The scratch is not prepared.');
  checkUnused(scratch);
  await world.volumes.unmount(scratch.guid);
  await world.host.detachScratch(scratch.shadow);
  scratch.isPrepared = false;
}

async function deactivate(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  if (world.layers.isLayer(folder)) return;
  const scratch = await world.scratches.at(folder);
  checkUnused(scratch);
  if (scratch.isPrepared) throw new Failure(HR.sharingViolation, 'The scratch is still prepared.');
  scratch.isActive = false;
}

function checkUnused(scratch: Scratch): void {
  const user = scratch.systemId ?? scratch.machineId;
  if (user !== undefined) throw new Failure(HR.sharingViolation, `Compute system '${user}' runs on the scratch.`);
}

/** Without the trailing backslash. */
async function mountPath(world: LayerWorld, request: Json): Promise<string> {
  const scratch = await world.scratches.at(folderOf(world, request));
  if (!scratch.isActive) throw new Failure(HR.invalidParameter, 'The scratch is not activated.');
  return `\\\\?\\Volume{${scratch.guid}}`;
}

async function importLayer(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  const parents = parentsOf(world, request);
  const source = world.paths.toLinux(text(request, 'source'));
  if (parents.length === 0) throw new Failure(HR.invalidParameter, 'A base layer is not imported by ImportLayer.');
  if (!existsSync(source)) throw new Failure(HR.pathNotFound, `There is no '${source}'.`);
  await world.layers.chain(parents);
  await mkdir(folder, { recursive: true });
  const tombstones = await importTransport(source, folder, world.sides);
  world.layers.add(folder, { tombstones, isBase: false });
}

/** Makes what scratches of this base start from, and the hives that theirs lie over. */
async function processBase(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  for (const name of ['Files', 'Hives']) {
    if (!existsSync(join(folder, name))) throw new Failure(HR.pathNotFound, `'${folder}' has no ${name}.`);
  }
  await makeBaseHives(join(folder, 'Hives'));
  await writeFile(join(folder, BASE_DISK), 'vhdxfile');
  await writeFile(join(folder, 'blank.vhdx'), 'vhdxfile');
  await writeFile(join(folder, 'layout'), 'vhd-with-hives');
  world.layers.add(folder, { tombstones: [], isBase: true });
  await world.layers.chain([folder]);
}

async function processUtility(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  if (!existsSync(join(folder, 'Files'))) throw new Failure(HR.pathNotFound, `'${folder}' has no Files.`);
  for (const name of ['SystemTemplateBase.vhdx', 'SystemTemplate.vhdx'])
    await writeFile(join(folder, name), 'vhdxfile');
}

/** Of an activated scratch whose filter is off. */
async function exportLayer(world: LayerWorld, request: Json): Promise<void> {
  const scratch = await world.scratches.at(folderOf(world, request));
  const target = world.paths.toLinux(text(request, 'target'));
  if (!scratch.isActive) throw new Failure(HR.invalidParameter, 'The scratch is not activated.');
  if (scratch.isPrepared) throw new Failure(HR.sharingViolation, 'The scratch is prepared: its filter is on.');
  if ((await world.layers.chain(parentsOf(world, request))).join('\n') !== scratch.layers.join('\n')) {
    throw new Failure(HR.invalidParameter, 'These are not the layers that the scratch was made on.');
  }
  const entries = withHives(world.host.exportScratch(scratch.shadow, scratch.layers));
  await exportTransport(entries, target, (entry) => sideOf(world, scratch, entry));
}

async function sideOf(world: LayerWorld, scratch: Scratch, entry: LayerEntry): Promise<Side | undefined> {
  if (entry.kind !== 'file' && entry.kind !== 'folder') return undefined;
  return world.sides.read(join(scratch.shadow, 'upper', 'drive_c', entry.name.slice('Files'.length)));
}

async function destroy(world: LayerWorld, request: Json): Promise<void> {
  const folder = folderOf(world, request);
  if (!(await isFolder(folder))) throw new Failure(HR.pathNotFound, `There is no '${folder}'.`);
  const scratch = await world.scratches.find(folder);
  if (scratch !== undefined) {
    if (scratch.isActive) throw new Failure(HR.sharingViolation, `'${folder}' is attached.`);
    await world.host.destroyScratch(scratch.shadow);
    world.scratches.remove(scratch);
  }
  const shadow = (await world.layers.shadowOf(folder)) ?? '';
  const user = world.scratches.all().find((one) => one.isActive && one.layers.includes(shadow));
  if (user !== undefined) throw new Failure(HR.sharingViolation, `Scratch ${user.id} is attached to '${folder}'.`);
  await world.layers.remove(folder);
  await removeTree(folder);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A version 5 GUID of the lower-case name; Windows' own namespace is not public, so any fixed one does. */
export function nameToGuid(name: string): string {
  const namespace = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');
  const hash = createHash('sha1').update(namespace).update(Buffer.from(name, 'utf16le')).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
