import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../base/fault.ts';
import type { ProcessOutput } from '../../host/port.ts';
import type { ProcessParameters } from '../../spec/compute-document.ts';
import type { SystemHandle } from '../hcs.ts';
import { HeldProcess } from './held-process.ts';
import { processFault } from './process-fault.ts';
import type { ProcessRecord } from './records.ts';
import type { KeeperWorld } from './world.ts';

/** A process that is being made in a system that ends has failed within this. */
const BIRTH_MS = 5_000;

/** The system that processes are in, as they see it. */
export interface HostingSystem {
  readonly id: string;
  /** Whether it takes processes. */
  readonly isRunning: boolean;
  /** Undefined while HCS has lost it, and when it has ended. */
  readonly handle: SystemHandle | undefined;
  /** @throws InvalidState when it has ended; Busy when HCS has lost it for now. */
  living(): SystemHandle;
  notRunning(): Error;
}

/** The processes of one system, by key: made, being made, and ended but not closed. */
export class HeldProcesses {
  private readonly world: KeeperWorld;
  private readonly system: HostingSystem;
  private readonly byKey = new Map<string, HeldProcess>();
  /** Processes that are being made. */
  private readonly births = new Set<Promise<unknown>>();

  constructor(world: KeeperWorld, system: HostingSystem) {
    this.world = world;
    this.system = system;
  }

  /** Those of an earlier keeper; `adopt` takes them up. */
  restore(records: readonly ProcessRecord[]): void {
    for (const record of records) this.byKey.set(record.key, new HeldProcess(this.world, this.system.id, record));
  }

  async adopt(handle: SystemHandle): Promise<void> {
    await Promise.all([...this.byKey.values()].map((one) => one.adopt(handle)));
  }

  async create(key: string, parameters: ProcessParameters, output: ProcessOutput): Promise<HeldProcess> {
    const { world, system } = this;
    if (!system.isRunning) throw system.notRunning();
    if (this.byKey.has(key)) {
      throw fault('AlreadyExists', `Compute system '${system.id}' already has a process '${key}'.`, { target: key });
    }
    const on = { systemId: system.id, system: system.living() };
    this.byKey.set(key, new HeldProcess(world, system.id, placeholderRecord(key, output)));
    const birth = HeldProcess.start(world, on, { key, parameters, output });
    this.births.add(birth);
    try {
      const made = await birth;
      this.byKey.set(key, made);
      return made;
    } catch (error) {
      this.byKey.delete(key);
      throw processFault(parameters, error, () => system.notRunning());
    } finally {
      this.births.delete(birth);
    }
  }

  /** @throws NotFound. One that is being made is not there yet. */
  get(key: string): HeldProcess {
    const found = this.byKey.get(key);
    if (found === undefined || !found.isMade) {
      throw fault('NotFound', `Compute system '${this.system.id}' has no process '${key}'.`, { target: key });
    }
    return found;
  }

  /** Those that were made and not closed, by key. */
  get all(): HeldProcess[] {
    const made = [...this.byKey.values()].filter((one) => one.isMade);
    return made.sort((a, b) => (a.record.key < b.record.key ? -1 : 1));
  }

  /** Ends it with its children. @throws Timeout when it does not end. */
  async terminate(key: string): Promise<void> {
    const found = this.get(key);
    const { handle } = this.system;
    if (found.hasExited || handle === undefined) return found.ended;
    await found.terminate(handle);
  }

  async close(key: string): Promise<void> {
    if (!this.get(key).hasExited) {
      throw fault('InvalidState', `Cannot close process '${key}': it is running.`, { target: key });
    }
    await this.world.records.removeProcess(this.system.id, key);
    this.byKey.delete(key);
  }

  /** Finds exits whose events were lost. */
  async look(): Promise<void> {
    for (const process of this.byKey.values()) await process.look();
  }

  /** Their system has ended. Resolves when each of them has, and has said so. */
  async systemEnded(): Promise<void> {
    await Promise.race([Promise.allSettled(this.births), delay(BIRTH_MS, undefined, { ref: false })]);
    await Promise.all([...this.byKey.values()].map((one) => one.systemEnded()));
  }
}

/** Holds the key while the process is made. */
function placeholderRecord(key: string, output: ProcessOutput): ProcessRecord {
  return { key, processId: 0, kind: output.kind, stdout: { path: '', start: 0 }, stderr: { path: '', start: 0 } };
}
