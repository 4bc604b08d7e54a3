import type { Host } from '../host/port.ts';

/** What handlers work with: made once per service by `main.ts`. */
export interface Services {
  readonly host: Host;
  /** The state root, absolute. */
  readonly root: string;
}
