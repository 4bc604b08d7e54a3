import { KeyedLock } from '../base/keyed-lock.ts';
import type { KnownSystems } from './known-systems.ts';
import type { Attachments } from './win32-world.ts';

/** Frees the scratches of systems that have ended: once for an end that is heard of and asked for at once. */
export class ScratchRelease {
  private readonly attachments: Attachments;
  private readonly systems: Pick<KnownSystems, 'find' | 'isLost'>;
  private readonly releasing = new KeyedLock();
  private readonly releases = new Map<string, Promise<void>>();

  constructor(attachments: Attachments, systems: Pick<KnownSystems, 'find' | 'isLost'>) {
    this.attachments = attachments;
    this.systems = systems;
  }

  /** One at a time. */
  release(systemId: string): Promise<void> {
    const going = this.releases.get(systemId);
    if (going !== undefined) return going;
    const release = this.releasing.exclusive('attachments', () => this.attachments.release(systemId));
    const tracked = release.finally(() => this.releases.delete(systemId));
    this.releases.set(systemId, tracked);
    return tracked;
  }

  async releaseIfEnded(systemId: string): Promise<void> {
    const going = this.releases.get(systemId);
    if (going !== undefined) return going; // its end was told before the answer
    // One that is not known was closed meanwhile, with its scratch.
    if ((await this.systems.find(systemId))?.state === 'Stopped') await this.release(systemId);
  }

  /** Those of systems that ended while no core was there. */
  async releaseAllEnded(): Promise<void> {
    for (const { systemId } of await this.attachments.list()) {
      if (systemId === undefined) continue;
      const found = await this.systems.find(systemId);
      const hasEnded = found === undefined ? !(await this.systems.isLost(systemId)) : found.state === 'Stopped';
      if (hasEnded) await this.release(systemId);
    }
  }
}
