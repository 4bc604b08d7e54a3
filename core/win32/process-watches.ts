import { isFault } from '../base/fault.ts';
import type { HostEvent } from '../host/port.ts';
import type { KeeperNotice, ProcessState } from './keeper/protocol.ts';
import type { KeeperConnection } from './keeper-connection.ts';

/** Who looks at one process: its sizes as they grow, then its end. */
export interface ProcessWatcher {
  grew(stdout: number, stderr: number): void;
  /** Once. */
  exited(state: ProcessState): void;
}

/**
 * What this core knows of living systems and processes by the keeper's notices, and whom it tells. After a keeper was
 * lost it asks the next one and tells what happened meanwhile: nothing twice.
 */
export class ProcessWatches {
  private readonly watchers = new Map<string, { state: ProcessState; those: Set<ProcessWatcher> }>();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  /** What may still be told about: `<system>` and `<system>/<key>`. */
  private readonly living = new Set<string>();
  /** Notices of processes that somebody is about to watch: they may overtake the answer that says so. */
  private readonly early: KeeperNotice[] = [];
  private expected = 0;
  private isSubscribed = false;
  private readonly onBusy: (isBusy: boolean) => void;

  /** @param onBusy Told when the first process is watched and when none is any more. */
  constructor(onBusy: (isBusy: boolean) => void) {
    this.onBusy = onBusy;
  }

  get isNeeded(): boolean {
    return this.watchers.size > 0 || this.listeners.size > 0;
  }

  /** Runs `ask`, which asks the keeper for a process and calls `watch`: no notice is lost in between. */
  async expect<T>(ask: () => Promise<T>): Promise<T> {
    this.expected++;
    try {
      return await ask();
    } finally {
      this.expected--;
      if (this.expected === 0) this.early.length = 0;
    }
  }

  /** @param state As the keeper gave it. One that has exited is told at once. */
  watch(given: ProcessState, watcher: ProcessWatcher): void {
    const state = this.withEarly(given);
    if (state.exit !== undefined) {
      watcher.exited(state);
      return;
    }
    const id = idOf(state.systemId, state.key);
    const known = this.watchers.get(id) ?? { state, those: new Set() };
    known.those.add(watcher);
    this.watchers.set(id, known);
    if (this.watchers.size === 1) this.onBusy(true);
    watcher.grew(state.stdout.size, state.stderr.size);
  }

  private withEarly(state: ProcessState): ProcessState {
    let newest = state;
    for (const notice of this.early) {
      if (notice.notice === 'processExited' && isOf(notice.process, state)) return notice.process;
      if (notice.notice !== 'output' || !isOf(notice, state)) continue;
      const { stdout, stderr } = newest;
      newest = {
        ...newest,
        stdout: { ...stdout, size: Math.max(stdout.size, notice.stdout) },
        stderr: { ...stderr, size: Math.max(stderr.size, notice.stderr) },
      };
    }
    return newest;
  }

  /** @returns unsubscribe. */
  subscribe(listener: (event: HostEvent) => void): () => void {
    const own = (event: HostEvent): void => listener(event);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  take(notice: KeeperNotice): void {
    if (this.expected > 0) this.early.push(notice);
    switch (notice.notice) {
      case 'output': {
        const known = this.watchers.get(idOf(notice.systemId, notice.key));
        for (const watcher of known?.those ?? []) watcher.grew(notice.stdout, notice.stderr);
        return;
      }
      case 'started':
        this.living.add(notice.key === undefined ? notice.systemId : idOf(notice.systemId, notice.key));
        return;
      case 'processExited':
        this.endProcess(notice.process);
        return;
      case 'systemExited':
        this.living.delete(notice.systemId);
        this.tell({ type: 'systemExited', systemId: notice.systemId, exitType: notice.exitType });
    }
  }

  /** A connection stands: asks for what must be heard on it. */
  async resume(connection: KeeperConnection): Promise<void> {
    if (this.listeners.size > 0) await this.listen(connection);
    for (const { state } of [...this.watchers.values()]) await this.watchAgain(connection, state);
  }

  /** Asks for all exits on this connection; the first time, what was before is not told. */
  async listen(connection: KeeperConnection): Promise<void> {
    const now = await connection.call('subscribe', {});
    const living = new Set([
      ...now.systems.map((system) => system.id),
      ...now.processes.map((process) => idOf(process.systemId, process.key)),
    ]);
    const missed = this.isSubscribed ? [...this.living].filter((id) => !living.has(id)) : [];
    this.isSubscribed = true;
    this.living.clear();
    for (const id of living) this.living.add(id);
    for (const id of missed.sort().reverse()) await this.tellMissed(connection, id);
  }

  /** An exit that was told to nobody, because its keeper had died. Processes come before their systems. */
  private async tellMissed(connection: KeeperConnection, id: string): Promise<void> {
    const [systemId = '', key] = id.split('/');
    try {
      if (key === undefined) {
        const { exitType } = await connection.call('querySystem', { id: systemId });
        this.tell({ type: 'systemExited', systemId, exitType: exitType ?? 'Unknown' });
      } else {
        const { exit } = await connection.call('watchProcess', { id: systemId, key });
        this.tell({ type: 'processExited', systemId, processKey: key, exitCode: exit?.code ?? undefined });
      }
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error; // closed meanwhile: who closed it knows
    }
  }

  private async watchAgain(connection: KeeperConnection, last: ProcessState): Promise<void> {
    let state: ProcessState;
    try {
      state = await connection.call('watchProcess', { id: last.systemId, key: last.key });
    } catch (error) {
      if (!isFault(error, 'NotFound')) throw error;
      state = { ...last, exit: { code: null } }; // it was closed, or the keeper died before it was written down
    }
    if (state.exit !== undefined) this.settle(state);
    else {
      const known = this.watchers.get(idOf(state.systemId, state.key));
      for (const watcher of known?.those ?? []) watcher.grew(state.stdout.size, state.stderr.size);
    }
  }

  private endProcess(state: ProcessState): void {
    const { systemId, key: processKey, exit } = state;
    this.settle(state);
    this.living.delete(idOf(systemId, processKey));
    this.tell({ type: 'processExited', systemId, processKey, exitCode: exit?.code ?? undefined });
  }

  private settle(state: ProcessState): void {
    const id = idOf(state.systemId, state.key);
    const known = this.watchers.get(id);
    this.watchers.delete(id);
    for (const watcher of known?.those ?? []) watcher.exited(state);
    if (known !== undefined && this.watchers.size === 0) this.onBusy(false);
  }

  private tell(event: HostEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }
}

type Named = Pick<ProcessState, 'systemId' | 'key' | 'processId'>;

/** A key can be used again: its process id tells the processes apart. */
function isOf(one: Named, other: Named): boolean {
  return one.systemId === other.systemId && one.key === other.key && one.processId === other.processId;
}

function idOf(systemId: string, key: string): string {
  return `${systemId}/${key}`;
}
