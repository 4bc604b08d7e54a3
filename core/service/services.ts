import type { Log, Runtime } from '../base/runtime.ts';
import { type Containers, openContainers } from '../container/containers.ts';
import type { Host } from '../host/port.ts';
import type { Images } from '../image/images.ts';

/** What handlers work with: made once per service by `main.ts`. */
export interface Services {
  readonly host: Host;
  /** The state root, absolute. */
  readonly root: string;
  readonly containers: Containers;
  readonly images: Images;
  readonly info: ServiceInfo;
}

/** What the service says of itself. */
export interface ServiceInfo {
  version: string;
  build: string;
  processId: number;
  /** The machine's name. */
  hostName: string;
  /** Program and arguments that the command line `hcs` starts with: for what is run later, without this service. */
  commandLine: readonly string[];
}

export interface ServicesOptions {
  root: string;
  host: Host;
  images: Images;
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
