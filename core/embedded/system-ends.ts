import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { errnoOf, isDiskFull } from '../base/fault.ts';
import { KeyedLock } from '../base/keyed-lock.ts';
import type { ExitType } from '../host/port.ts';
import { limitsReached, removeGroups } from './control-groups/system-groups.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import type { SystemFolder, SystemRecord } from './system-folder.ts';
import type { SystemTrackers } from './system-trackers.ts';

/** Ends compute systems, and writes down how they ended. */
export class SystemEnds {
  private readonly world: EmbeddedWorld;
  private readonly trackers: SystemTrackers;
  private readonly settling = new KeyedLock();

  constructor(world: EmbeddedWorld, trackers: SystemTrackers) {
    this.world = world;
    this.trackers = trackers;
  }

  /** Ends it whatever state it is in, and writes that down. */
  async kill(folder: SystemFolder): Promise<void> {
    await forbid(folder);
    const pid = folder.liveProcessId();
    if (pid !== undefined) {
      await writeFile(folder.forcedPath, '');
      const tracker = this.trackers.track(folder);
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (errnoOf(error) !== 'ESRCH') throw error;
      }
      await tracker.until(() => (tracker.hasEnded ? true : undefined));
    }
    await this.settle(folder, true);
  }

  /**
   * Writes down the end of a system that has ended, and takes away what it had of this machine. One at a time: who finds
   * it done by another finds all of it done. @returns its record as it is now.
   */
  settle(folder: SystemFolder, force = false): Promise<SystemRecord> {
    return this.settling.exclusive(folder.id, () => this.settleAlone(folder, force));
  }

  private async settleAlone(folder: SystemFolder, force: boolean): Promise<SystemRecord> {
    const record = await folder.read();
    if (record.phase === 'ended') return record;
    if (record.phase === 'created' && !force) return record;
    if (record.phase === 'started' && folder.liveProcessId() !== undefined) return record;
    // A start that is under way in this process has no first process yet.
    if (record.phase === 'started' && !force && !existsSync(folder.initPath) && this.startedJustNow(record))
      return record;
    const exitType = await this.exitType(folder);
    await forbid(folder);
    if (!force && folder.liveProcessId() !== undefined) return record; // it has come up after all
    const groups = record.groups ?? {};
    const reached = limitsReached(groups);
    const ended: SystemRecord = {
      ...record,
      phase: 'ended',
      exitType,
      exitedAt: (await this.endedAt(folder)).toISOString(),
      ...(Object.keys(reached).length === 0 ? {} : { limitsReached: reached }),
    };
    try {
      await folder.write(ended);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      // It is told all the same, and from the same facts again, until there is room: they stay.
      this.world.log.warn('the end of a system could not be written down: the disk is full', { systemId: folder.id });
      return ended;
    }
    await removeGroups(groups);
    await this.world.releaseScratch(record.document.Container.Storage.Path, folder.id);
    return ended;
  }

  private startedJustNow(record: SystemRecord): boolean {
    return this.world.runtime.now().getTime() - Date.parse(record.startedAt ?? '') < 10_000;
  }

  private async exitType(folder: SystemFolder): Promise<ExitType> {
    if (folder.isFromEarlierBoot()) return 'Unknown';
    if (existsSync(folder.forcedPath)) return 'ForcedExit';
    const tracker = this.trackers.track(folder);
    await tracker.refresh();
    return tracker.down?.code === 0 ? 'GracefulExit' : 'UnexpectedExit';
  }

  /** When it said that it is down; of one that a power cut has ended, when it was last heard of. */
  private async endedAt(folder: SystemFolder): Promise<Date> {
    const now = this.world.runtime.now();
    if (!folder.isFromEarlierBoot()) return this.trackers.track(folder).down?.at ?? now;
    const last = await stat(folder.statusPath).catch(() => undefined);
    return last === undefined ? now : folder.within(last.mtime, now);
  }
}

/**
 * Nothing may come up any more in a system without a first process, as it still could when the host that started it was
 * killed. The first process says that it is there, then looks for this file; we write the file, then look for the
 * process: one of us sees the other.
 */
async function forbid(folder: SystemFolder): Promise<void> {
  if (!existsSync(folder.initPath)) await writeFile(folder.forcedPath, '');
}
