import type { Log, Runtime } from '../base/runtime.ts';
import { type Containers, openContainers } from '../container/containers.ts';
import type { ContainerImages, OnProgress } from '../container/world.ts';
import type { BaseSource, Host } from '../host/port.ts';
import type { Image } from '../image/image.ts';

/** What handlers work with: made once per service by `main.ts`. */
export interface Services {
  readonly host: Host;
  /** The state root, absolute. */
  readonly root: string;
  readonly containers: Containers;
  readonly images: ServiceImages;
  readonly info: ServiceInfo;
}

/** What the service says of itself. */
export interface ServiceInfo {
  version: string;
  build: string;
  processId: number;
  /** The machine's name. */
  hostName: string;
}

/** An image that the store could not read; the others work. */
export interface DamagedImage {
  reference: string;
  reason: Error;
}

interface LongWork {
  progress?: OnProgress;
  signal?: AbortSignal;
}

/** What handlers need of the image store. */
export interface ServiceImages extends ContainerImages {
  /** Sorted by name, then version, then digest. */
  list(): Promise<{ images: Image[]; damaged: DamagedImage[] }>;
  /** `changed` is false when the same image was there already. */
  installBase(
    source: BaseSource,
    options: LongWork & { name?: string; force?: boolean },
  ): Promise<{ image: Image; changed: boolean }>;
  /** `usersOf` gives the names of containers made from an image. @throws `InvalidState` while it is in use. */
  remove(image: Image, options: { usersOf(digest: string): Promise<string[]>; signal?: AbortSignal }): Promise<void>;
  /** Writes an OCI archive. @throws `AlreadyExists` without `force`. @returns the file's path. */
  export(image: Image, path: string, options: LongWork & { force?: boolean }): Promise<string>;
  import(path: string, options: LongWork): Promise<Image[]>;
}

export interface ServicesOptions {
  root: string;
  host: Host;
  images: ServiceImages;
  runtime: Runtime;
  log: Log;
  info: ServiceInfo;
}

/** Opens the containers on a host, and puts in order what a service before left. */
export async function openServices(options: ServicesOptions): Promise<Services> {
  const { root, host, images, runtime, log, info } = options;
  const containers = await openContainers({ root, host, images, runtime, log });
  return { host, root, containers, images, info };
}

/** Lets go of everything; containers go on. Idempotent. */
export async function closeServices(services: Services): Promise<void> {
  await services.containers.close();
  await services.host.close();
}

/** Whether a container runs, whose end somebody must see: then the service does not go when it is idle. */
export function isWatching(services: Services): boolean {
  return services.containers.isWatching;
}
