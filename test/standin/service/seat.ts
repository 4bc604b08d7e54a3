import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { Failure, HR } from './failure.ts';
import type { Paths } from './paths.ts';
import { type Json, object, objects, text } from './request.ts';
import type { Scratch, Scratches } from './scratches.ts';
import type { ShadowLayers } from './shadow-layers.ts';
import type { Volumes } from './volumes.ts';

/** Where a container's files are, and what becomes of them as it is made, runs and ends. */
export interface Seat {
  /** What the embedded host makes. */
  embedded: ComputeSystemDocument;
  scratch: Scratch;
  /** The HCN namespace of its document, lower case. */
  namespace?: string;
  /** The HNS endpoints of a document that knows no namespaces, lower case. */
  endpoints: readonly string[];
  /** It is about to be made. */
  take(): Promise<void>;
  /** It is about to start. */
  enter(): Promise<void>;
  /** It runs, with this first process. */
  follow(initProcessId: number): Promise<void>;
  /** It has ended, or never came to be. */
  leave(): Promise<void>;
}

export interface SeatWorld {
  paths: Paths;
  layers: ShadowLayers;
  scratches: Scratches;
  volumes: Volumes;
}

/** A container that shares the host's kernel: its scratch was prepared, and its volume is seen from outside. */
export async function sharedSeat(world: SeatWorld, document: Json): Promise<Seat> {
  const { volumes } = world;
  const container = object(document, 'Container');
  const storage = object(container, 'Storage');
  const scratch = world.scratches.byVolume(text(storage, 'Path'));
  if (scratch?.isPrepared !== true) throw new Failure(HR.pathNotFound, `'${storage['Path']}' is no prepared scratch.`);
  const layers = objects(storage, 'Layers');
  const shadows = await chainOf(
    world,
    layers.map((layer) => text(layer, 'Path')),
    scratch,
  );
  const { guid, shadow } = scratch;
  const namespace = object(container, 'Networking')['Namespace'];
  let isEntered = false;
  return {
    embedded: embeddedDocument(
      document['Owner'],
      object(container, 'GuestOs')['HostName'],
      {
        ids: layers.map((layer) => String(layer['Id'])),
        shadows,
        scratch,
      },
      container,
    ),
    scratch,
    ...(typeof namespace === 'string' ? { namespace: namespace.toLowerCase() } : {}),
    endpoints: [],
    take: async () => undefined,
    enter: async () => {
      await volumes.unmount(guid);
      isEntered = true;
    },
    follow: (initProcessId) => volumes.follow(guid, initProcessId),
    leave: async () => {
      if (!isEntered) return;
      isEntered = false;
      await volumes.mount(guid, shadow, scratch.layers);
    },
  };
}

/** The embedded layers behind these Windows paths. @throws Failure invalidParameter unless the scratch was made on them. */
export async function chainOf(
  world: Pick<SeatWorld, 'paths' | 'layers'>,
  layers: readonly string[],
  scratch: Scratch,
): Promise<string[]> {
  const shadows = await world.layers.chain(layers.map((path) => world.paths.toLinux(path)));
  if (shadows.join('\n') === scratch.layers.join('\n')) return shadows;
  throw new Failure(HR.invalidParameter, 'These are not the layers that the scratch was made on.');
}

export function embeddedDocument(
  owner: unknown,
  hostName: unknown,
  storage: { ids: readonly string[]; shadows: readonly string[]; scratch: Scratch },
  container: Json = {},
): ComputeSystemDocument {
  return {
    Owner: typeof owner === 'string' ? owner : '',
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    Container: {
      ...(typeof hostName === 'string' ? { GuestOs: { HostName: hostName } } : {}),
      Storage: {
        Layers: storage.shadows.map((shadow, index) => ({ Id: storage.ids[index] ?? '', Path: shadow })),
        Path: storage.scratch.shadow,
      },
      // Checked by the DLL's schema.
      ...('Memory' in container ? { Memory: object(container, 'Memory') } : {}),
      ...('Processor' in container ? { Processor: object(container, 'Processor') } : {}),
    },
  };
}
