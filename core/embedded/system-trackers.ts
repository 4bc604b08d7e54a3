import { isFault } from '../base/fault.ts';
import type { Log, Runtime } from '../base/runtime.ts';
import type { HostEvent } from '../host/port.ts';
import type { SystemFolder, SystemRecord } from './system-folder.ts';
import { SystemTracker } from './system-tracker.ts';

/** One tracker per system that somebody asked about, and the events they make. */
export class SystemTrackers {
  private readonly trackers = new Map<string, SystemTracker>();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  private readonly log: Log;
  private readonly now: () => Date;
  private readonly settle: (folder: SystemFolder) => Promise<SystemRecord>;

  /** @param settle Writes down the end of a system that has ended. */
  constructor(
    { log, runtime }: { log: Log; runtime: Pick<Runtime, 'now'> },
    settle: (folder: SystemFolder) => Promise<SystemRecord>,
  ) {
    this.log = log;
    this.now = runtime.now;
    this.settle = settle;
  }

  track(folder: SystemFolder): SystemTracker {
    const known = this.trackers.get(folder.id);
    // One made before the sandbox was has seen nothing: it is made again.
    if (known !== undefined && !(known.hasEnded && folder.liveProcessId() !== undefined)) return known;
    known?.close();
    const tracker = new SystemTracker(folder, {
      now: this.now,
      onExit: (processKey, exitCode) => this.tell({ type: 'processExited', systemId: folder.id, processKey, exitCode }),
    });
    this.trackers.set(folder.id, tracker);
    if (tracker.foundAlive) this.tellEnd(folder, tracker);
    return tracker;
  }

  forget(id: string): void {
    this.trackers.get(id)?.close();
    this.trackers.delete(id);
  }

  /** @returns unsubscribe. */
  subscribe(listener: (event: HostEvent) => void): () => void {
    const own = (event: HostEvent): void => listener(event);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  dispose(): void {
    for (const tracker of this.trackers.values()) tracker.close();
    this.trackers.clear();
    this.listeners.clear();
  }

  private tellEnd(folder: SystemFolder, tracker: SystemTracker): void {
    tracker.ended
      .then(async () => {
        if (this.trackers.get(folder.id) !== tracker) return;
        for (const [processKey, tracked] of tracker.processes) {
          if (tracked.processId !== undefined && tracked.exit === undefined) {
            this.tell({ type: 'processExited', systemId: folder.id, processKey, exitCode: undefined });
          }
        }
        const record = await this.settle(folder);
        this.tell({ type: 'systemExited', systemId: folder.id, exitType: record.exitType ?? 'Unknown' });
      })
      .catch((error: unknown) => {
        if (!isFault(error, 'NotFound')) this.log.error('an end could not be written down', { error: String(error) });
      });
  }

  private tell(event: HostEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}
