import { join } from 'node:path';
import { readJson, writeFileAtomic } from '../../base/atomic-file.ts';
import { errnoOf } from '../../base/fault.ts';
import type { ContainerRecord, ContainerRun } from '../../store/container-record.ts';
import { type Health, type HealthCheck, parseHealth } from '../../store/health-record.ts';
import { Reader } from '../../store/record-reader.ts';
import { type ContainerHealth, type ContainerWorld, inBackground } from '../world.ts';
import { afterProbe, startingHealth, waitBeforeProbe } from './health-status.ts';
import { probe } from './probe.ts';

interface Watched {
  id: string;
  run: ContainerRun;
  check: HealthCheck;
  health: Health;
  /** Aborted when nobody wants to know any more: a probe under way is ended. */
  end: AbortController;
  /** What the probe under way finds does not count. */
  isDisturbed: boolean;
  cancelTimer(): void;
}

/**
 * Looks after the health of running containers: one probe at a time for each, the next a while after its end. What was
 * found is kept in `health.json`, so that the next service goes on from it.
 */
export class HealthWatch implements ContainerHealth {
  readonly #world: () => ContainerWorld;
  readonly #watched = new Map<string, Watched>();

  constructor(world: () => ContainerWorld) {
    this.#world = world;
  }

  /** Undefined: it has no health check, or does not run. */
  get(id: string): Health | undefined {
    return this.#watched.get(id)?.health;
  }

  /** Probes a container from now on, whose record says that it runs. */
  async follow({ id, run, healthCheck: check }: ContainerRecord): Promise<void> {
    this.forget(id);
    if (run === undefined || check === undefined || this.#world().isClosed) return;
    const kept = await this.#read(id);
    const health = kept?.runId === run.id ? kept : startingHealth(run.id);
    const watched: Watched = {
      id,
      run,
      check,
      health,
      end: new AbortController(),
      isDisturbed: false,
      cancelTimer: () => undefined,
    };
    this.#watched.set(id, watched);
    this.#plan(watched);
  }

  /** The container is being paused: a probe that is stopped in the middle has found out nothing. */
  disturb(id: string): void {
    const watched = this.#watched.get(id);
    if (watched !== undefined) watched.isDisturbed = true;
  }

  forget(id: string): void {
    const watched = this.#watched.get(id);
    watched?.cancelTimer();
    watched?.end.abort();
    this.#watched.delete(id);
  }

  close(): void {
    for (const id of [...this.#watched.keys()]) this.forget(id);
  }

  #plan(watched: Watched): void {
    const world = this.#world();
    const { health, check, run } = watched;
    const sinceStartMs = world.runtime.now().getTime() - Date.parse(run.startedAt);
    watched.cancelTimer = world.schedule(waitBeforeProbe(health, check, sinceStartMs), () => {
      const failed = 'the health of a container could not be found out';
      void inBackground(world, this.#probe(watched), { id: watched.id, failed }).then(() => {
        if (!watched.end.signal.aborted) this.#plan(watched);
      });
    });
  }

  async #probe(watched: Watched): Promise<void> {
    const world = this.#world();
    const { id, check, run, health: before, end } = watched;
    const sinceStartMs = world.runtime.now().getTime() - Date.parse(run.startedAt);
    watched.isDisturbed = false;
    const found = await probe(world, id, check, end.signal);
    if (found === undefined || end.signal.aborted || watched.isDisturbed) return;
    const health = afterProbe(before, check, found, sinceStartMs);
    watched.health = health;
    const isNews = health.status !== before.status;
    // While all is well nothing is written.
    if (isNews || health.failureCount !== before.failureCount) await this.#write(watched);
    if (!isNews) return;
    world.log.info('the health of a container has changed', { id, health: health.status });
    const record = await world.records.read(id);
    if (record !== undefined && health.status !== 'Starting')
      await world.events.add(health.status, record, { failures: health.failureCount });
    world.changes.tell(id);
  }

  #path(id: string): string {
    return join(this.#world().records.folder(id), 'health.json');
  }

  async #read(id: string): Promise<Health | undefined> {
    try {
      const value = await readJson(this.#path(id));
      return value === undefined ? undefined : parseHealth(new Reader(`health of container '${id}'`, value));
    } catch (error) {
      // Damaged: the next probes find it out again.
      this.#world().log.warn('the health of a container is found out anew', { id, reason: String(error) });
      return undefined;
    }
  }

  async #write({ id, health }: Watched): Promise<void> {
    try {
      await writeFileAtomic(this.#path(id), `${JSON.stringify(health)}\n`);
    } catch (error) {
      // A container that is being removed has no folder; without the file only the next service knows less.
      if (errnoOf(error) !== 'ENOENT')
        this.#world().log.warn('health could not be kept', { id, reason: String(error) });
    }
  }
}
