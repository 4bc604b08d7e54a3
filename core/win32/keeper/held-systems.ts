import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import { isServiceGone } from '../../base/hresult.ts';
import { HeldSystem } from './held-system.ts';
import type { SystemFacts } from './protocol.ts';
import type { KeeperWorld } from './world.ts';

/** How often vmcompute is asked whether it is back. */
const RETRY_MS = 500;
/** Who asks for one system does not wait longer for the others to be taken up. */
const PATIENCE_MS = 5_000;

/** All systems of the state folder. */
export class HeldSystems {
  private readonly world: KeeperWorld;
  private readonly systems = new Map<string, HeldSystem>();
  private adopting: Promise<void> | undefined;
  private isClosed = false;

  /** @param world Its `disconnected` must lead to `reconnect` here. */
  constructor(world: KeeperWorld) {
    this.world = world;
  }

  /**
   * Takes up what an earlier keeper left. Resolves when each system was asked about once, or when HCS does not answer
   * for a while: then the others are taken up behind it.
   */
  async load(): Promise<void> {
    const { records } = this.world;
    await records.sweep();
    for (const id of await records.systemIds()) {
      const record = await records.readSystem(id);
      if (record === undefined) {
        await records.removeSystem(id); // a creation that was cut short before HCS was asked
        continue;
      }
      const system = new HeldSystem(this.world, id, record, { wasHalfMade: record.phase === 'creating' });
      system.processes.restore(await records.readProcesses(id));
      this.systems.set(id, system);
    }
    const adopted = this.adoptAll().then((isBack) => {
      if (!isBack) this.reconnect();
    });
    await Promise.race([adopted, delay(PATIENCE_MS, undefined, { ref: false })]);
  }

  /** All at once: one that HCS does not answer for holds up no other. @returns whether vmcompute answered for all. */
  private async adoptAll(): Promise<boolean> {
    return (await Promise.all(this.all.map((system) => this.adopt(system)))).every(Boolean);
  }

  /** @returns whether vmcompute answered. */
  private async adopt(system: HeldSystem): Promise<boolean> {
    try {
      if (!system.isOver) await system.adopt();
      await this.finish(system);
      return true;
    } catch (error) {
      this.world.log.warn('a system could not be taken up again', { systemId: system.id, error: String(error) });
      return !isServiceGone(error);
    }
  }

  /** What is left to do for one that has ended: its machine, if that did not, and half a creation is forgotten. */
  private async finish(system: HeldSystem): Promise<void> {
    if (!system.isOver) return;
    await system.endMachine();
    if (system.wasHalfMade && !system.hasMachine) await this.forget(system);
  }

  private async forget(system: HeldSystem): Promise<void> {
    this.systems.delete(system.id);
    await this.world.records.removeSystem(system.id);
  }

  /** vmcompute went away: when it answers again, what still lives is taken up and the rest has ended. */
  reconnect(): void {
    if (this.isClosed) return;
    this.adopting ??= this.reconnectWhenBack().finally(() => {
      this.adopting = undefined;
    });
  }

  private async reconnectWhenBack(): Promise<void> {
    this.world.log.warn('the Host Compute Service went away');
    do await delay(RETRY_MS);
    while (!this.isClosed && !(await this.adoptAll()));
    this.world.log.info('the Host Compute Service is back');
  }

  /** Finds exits whose events were lost, and tries again what did not end. */
  async look(): Promise<void> {
    if (this.adopting !== undefined) return;
    for (const system of this.all) {
      await system.look();
      await system.processes.look();
      await this.finish(system);
    }
  }

  get holdsAny(): boolean {
    return [...this.systems.values()].some((system) => !system.isOver || system.hasMachine);
  }

  get all(): HeldSystem[] {
    return [...this.systems.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** @throws NotFound. */
  get(id: string): HeldSystem {
    const found = this.systems.get(id);
    if (found === undefined || !found.isMade) {
      throw fault('NotFound', `There is no compute system '${id}'.`, { target: id });
    }
    return found;
  }

  /** @param document What HCS gets. */
  async create(id: string, document: object, about: SystemFacts): Promise<void> {
    if (this.systems.has(id)) {
      throw fault('AlreadyExists', `There is already a compute system '${id}'.`, { target: id });
    }
    const system = new HeldSystem(this.world, id, { ...about, phase: 'creating' });
    this.systems.set(id, system);
    try {
      await system.create(document);
    } catch (error) {
      this.systems.delete(id);
      // With a machine that does not end, the next keeper finds half a creation.
      if (system.record.machine === undefined) await this.world.records.removeSystem(id);
      throw error;
    }
  }

  /** A system that HCS has and of which no record is left. Written down first: a keeper that dies now finds it again. */
  async takeUp(id: string, { about, startedAt }: { about: SystemFacts; startedAt?: string }): Promise<HeldSystem> {
    const known = this.systems.get(id);
    if (known !== undefined) return known;
    const phase = startedAt === undefined ? { phase: 'created' as const } : { phase: 'running' as const, startedAt };
    const system = new HeldSystem(this.world, id, { ...about, ...phase });
    this.systems.set(id, system);
    try {
      await this.world.records.writeSystem(id, system.record);
      await system.adopt();
    } catch (error) {
      await this.forget(system);
      throw error;
    }
    this.world.log.warn('a system whose record was lost was taken up', { systemId: id });
    return system;
  }

  async close(id: string): Promise<SystemFacts> {
    const system = this.get(id);
    if (system.record.phase === 'running' || system.record.phase === 'starting') {
      throw fault('InvalidState', `Cannot close compute system '${id}': it is running.`, { target: id });
    }
    await system.terminate();
    await this.forget(system);
    return system.facts();
  }

  /** Lets go of everything; what runs, runs on. */
  async dispose(): Promise<void> {
    this.isClosed = true;
    for (const system of this.systems.values()) await system.letGo();
  }
}
