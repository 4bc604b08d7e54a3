import { existsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { LayerHost } from '../../../core/host/port.ts';
import { Failure, HR } from './failure.ts';
import { nameToGuid } from './layers.ts';
import { baseName } from './paths.ts';
import { type Json, object, objects, text, texts } from './request.ts';
import type { Scratch } from './scratches.ts';
import { chainOf, embeddedDocument, type Seat, type SeatWorld } from './seat.ts';

const MB = 1024 * 1024;

export interface MachineWorld extends Pick<SeatWorld, 'paths' | 'layers' | 'scratches'> {
  host: LayerHost;
  /** @throws Failure endpointNotFound. */
  checkEndpoint(id: string): void;
}

/**
 * A container of a schema 1 document with HvPartition: Windows makes a virtual machine of its own for it, which mounts
 * the scratch itself. The machine is bookkeeping here; what it would need is checked.
 */
export async function machineSeat(world: MachineWorld, id: string, document: Json): Promise<Seat> {
  if (document['HvPartition'] !== true) {
    throw new Failure(HR.notSupported, 'A schema 1 document without HvPartition is not served here.');
  }
  if (document['Name'] !== id) throw new Failure(HR.invalidParameter, `Name is not the system's id '${id}'.`);
  const layers = objects(document, 'Layers').map((layer) => ({ id: text(layer, 'ID'), path: text(layer, 'Path') }));
  checkLayerIds(layers);
  checkBootFolder(
    world,
    text(object(document, 'HvRuntime'), 'ImagePath'),
    layers.map(({ path }) => path),
  );
  checkMemory(document['MemoryMaximumInMB']);
  const scratch = await unmountedScratch(world, text(document, 'LayerFolderPath'));
  const shadows = await chainOf(
    world,
    layers.map(({ path }) => path),
    scratch,
  );
  const endpoints = texts(document, 'EndpointList').map((one) => one.toLowerCase());
  for (const endpoint of endpoints) world.checkEndpoint(endpoint);
  return {
    embedded: embeddedDocument(document['Owner'], document['HostName'], {
      ids: layers.map((layer) => layer.id),
      shadows,
      scratch,
    }),
    scratch,
    endpoints,
    ...inMachine(world.host, scratch),
  };
}

/** The disk belongs to a machine from the container's making to its end; nothing of it is seen from outside. */
export function inMachine(host: LayerHost, scratch: Scratch): Pick<Seat, 'take' | 'enter' | 'follow' | 'leave'> {
  return {
    take: async () => {
      await host.attachScratch(scratch.shadow, scratch.layers);
    },
    enter: async () => undefined,
    follow: async () => undefined,
    leave: () => host.detachScratch(scratch.shadow),
  };
}

/** @throws Failure sharingViolation for one that this machine has mounted. */
export async function unmountedScratch(world: Pick<SeatWorld, 'paths' | 'scratches'>, path: string): Promise<Scratch> {
  const scratch = await world.scratches.at(world.paths.toLinux(path));
  if (!scratch.isActive) return scratch;
  throw new Failure(HR.sharingViolation, `'${path}' is mounted on the host: no machine can have it.`);
}

/** @throws Failure invalidParameter for an id that is not the one of the folder's name. */
export function checkLayerIds(layers: readonly { id: string; path: string }[]): void {
  for (const { id, path } of layers) {
    if (id.toLowerCase() === nameToGuid(baseName(path))) continue;
    throw new Failure(HR.invalidParameter, `'${id}' is not the id of the layer '${path}'.`);
  }
}

/** The `UtilityVM` folder of one of the layers, processed. */
function checkBootFolder(world: Pick<SeatWorld, 'paths'>, path: string, layers: readonly string[]): void {
  const folder = world.paths.toLinux(path);
  if (!layers.some((layer) => join(world.paths.toLinux(layer), 'UtilityVM') === folder)) {
    throw new Failure(HR.invalidParameter, `'${path}' is the UtilityVM of none of the layers.`);
  }
  for (const name of ['Files/EFI/Microsoft/Boot/bootmgfw.efi', 'SystemTemplate.vhdx']) {
    if (!existsSync(join(folder, name))) throw new Failure(HR.pathNotFound, `'${path}' has no ${name}.`);
  }
}

export function checkMemory(sizeMb: unknown): void {
  if (typeof sizeMb !== 'number' || sizeMb * MB <= totalmem()) return;
  throw new Failure(HR.outOfMemory, `This machine has no ${sizeMb} MB.`);
}
