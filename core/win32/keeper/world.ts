import type { Log } from '../../base/runtime.ts';
import type { Hcs } from '../hcs.ts';
import type { KeeperNotice } from './protocol.ts';
import type { Records } from './records.ts';

/** What the parts of the keeper share. */
export interface KeeperWorld {
  hcs: Hcs;
  records: Records;
  log: Log;
  now(): Date;
  /** To whoever watches or listens. */
  tell(notice: KeeperNotice): void;
  /** vmcompute went away: every handle is dead. */
  disconnected(): void;
}
