import type { RuntimeFault } from '../base/fault.ts';

/** An image as the rest of the core sees it. Sorted lists of these are by Name, then Version, then Digest. */
export interface Image {
  /** The manifest's digest: `sha256:<64 hex>`. The identity. */
  digest: string;
  /** `Windows`, `web`. Unique together with publisher and version, without regard to case. */
  name: string;
  /** `CN=Microsoft`; `Demo` becomes `CN=Demo`. */
  publisher: string;
  /** Four parts: `1.0.0.0`; `1.0` becomes `1.0.0.0`. */
  version: string;
  /** The OCI reference: `web:1.0.0.0`, lower case; or what an imported archive called it. */
  reference: string;
  isOsImage: boolean;
  /** Digest of the image it was captured from. */
  parentDigest?: string;
  /** Bytes of its blobs as stored, parents included. */
  sizeBytes: number;
  created?: Date;
  /** OCI `os`: `windows`, `linux`. */
  os: string;
  osVersion?: string;
  osFeatures: string[];
  architecture: string;
  /** What a container made from it runs unless told otherwise (OCI config). */
  /** Arguments; one alone is a whole command line. */
  command?: string[];
  environment: Record<string, string>;
  workingDirectory?: string;
  /** Who runs it: `ContainerUser`, or one that the image has. */
  user?: string;
  /** How a container made from it is probed, unless told otherwise; what is absent is the default's. */
  healthCheck?: { command: string; intervalMs?: number; timeoutMs?: number; startPeriodMs?: number; retries?: number };
  /** Why its documents in the store cannot be read; it can be removed, and nothing else. Most fields are guesses then. */
  damage?: RuntimeFault;
}

/** How a user names an image; each field that is given must agree. `name` may also be a reference, a digest or a digest prefix. */
export interface ImageSelector {
  name?: string;
  publisher?: string;
  version?: string;
}
