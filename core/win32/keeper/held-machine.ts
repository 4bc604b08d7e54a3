import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFault } from '../../base/fault.ts';
import {
  hasHresult,
  isAlreadyStopped,
  isNotFound,
  isServiceGone,
  isSystemThere,
  isTimeout,
} from '../../base/hresult.ts';
import type { Log } from '../../base/runtime.ts';
import { type ComputeEvent, watchSystem } from '../events.ts';
import type { HcsSystem } from '../handle.ts';
import type { Hcs, SystemHandle } from '../hcs.ts';
import { guestIsSilent, stepFailed } from '../hyperv/machine-faults.ts';
import type { LostMachinePlan, MachinePlan, MachineStep } from '../hyperv/machine-plan.ts';
import { makeMachineDisk } from '../hyperv/make-machine-disk.ts';
import { type EndingSystem, killSystem } from './end-system.ts';
import { WatchedHandle } from './watched-handle.ts';

/** HCS_E_CONNECT_FAILED, HCS_E_CONNECTION_TIMEOUT, HCS_E_CONNECTION_CLOSED. */
const NO_ANSWER = [0x80370108, 0x80370109, 0x8037010a] as const;

export interface MachineWorld {
  hcs: Hcs;
  log: Log;
}

/**
 * The virtual machine of one container, in the keeper: made before the container and taken apart after its end. It never
 * stays without it.
 */
export class HeldMachine implements EndingSystem {
  readonly id: string;
  readonly ended: Promise<void>;
  private readonly world: MachineWorld;
  private readonly plan: LostMachinePlan;
  private readonly lost: (reason: string) => void;
  private readonly watched: WatchedHandle<HcsSystem>;
  /** What there is to take back: all of it in a machine that was taken up. */
  private done: readonly MachineStep[];
  private hasExited = false;
  private removing: Promise<void> | undefined;
  private resolveEnded: () => void = () => undefined;

  /** @param lost Told when it ends and nobody asked it to, with what HCS says of it. */
  constructor(world: MachineWorld, plan: LostMachinePlan, lost: (reason: string) => void) {
    this.world = world;
    this.plan = plan;
    this.id = plan.id;
    this.lost = lost;
    this.done = plan.steps;
    this.watched = new WatchedHandle((error) => this.warn('a handle could not be closed', error));
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve;
    });
  }

  get isEnding(): boolean {
    return this.hasExited;
  }

  /** For what is asked of the machine in the container's place: to pause. */
  get handle(): SystemHandle | undefined {
    return this.watched.now;
  }

  /**
   * Makes it by its whole plan, starts it and does the steps. Nothing is left when it fails.
   * @throws Timeout when its guest does not answer in time; of a step, what HCS says, with the step's name.
   */
  async bringUp(plan: MachinePlan): Promise<void> {
    this.done = [];
    try {
      await makeMachineDisk(this.world.hcs, plan);
      const handle = this.watched.take(await this.create(plan.document));
      await this.listen();
      await this.start(handle, plan.startMs);
      for (const step of plan.steps) await this.add(handle, step);
    } catch (error) {
      await this.takeApart().catch((problem: unknown) => this.warn('it is not gone', problem));
      throw error;
    }
  }

  /** An id that is taken is an earlier machine's of this container, whose keeper died: it goes first. */
  private async create(document: object): Promise<SystemHandle> {
    const { hcs } = this.world;
    try {
      return await hcs.createSystem(this.id, document);
    } catch (error) {
      if (!isSystemThere(error)) throw error;
      this.warn('an earlier machine of the container is ended', error);
      const earlier = new HeldMachine(this.world, this.plan, () => undefined);
      await killSystem(hcs, earlier);
      return hcs.createSystem(this.id, document);
    }
  }

  /** HCS answers when it has reached the guest; that it has is looked at: no container could be made without. */
  private async start(handle: SystemHandle, startMs: number): Promise<void> {
    const { hcs } = this.world;
    try {
      await hcs.startSystem(handle, { timeoutMs: startMs });
    } catch (error) {
      if (!isFault(error, 'Timeout') && !hasHresult(error, ...NO_ANSWER)) throw error;
      throw guestIsSilent(this.id, `did not answer within ${startMs / 1000} s`, error);
    }
    const found = await hcs.systemProperties(handle, { PropertyTypes: ['GuestConnection'] });
    if (found['GuestConnectionInfo'] === undefined) throw guestIsSilent(this.id, 'is not connected');
  }

  private async add(handle: SystemHandle, step: MachineStep): Promise<void> {
    try {
      await this.world.hcs.modifySystem(handle, step.add);
    } catch (error) {
      throw stepFailed(this.id, step, error);
    }
    this.done = [...this.done, step];
  }

  /** Takes up what an earlier keeper made, or finds that it is gone. @throws what HCS says when it cannot be asked. */
  async adopt(): Promise<void> {
    if (this.removing !== undefined || this.hasExited) return;
    await this.letGo();
    try {
      this.watched.take(await this.world.hcs.openSystem(this.id));
      await this.listen();
    } catch (error) {
      if (!isAlreadyStopped(error) && !isNotFound(error)) throw error;
      this.hasExited = true; // and the container with it: who takes that up finds out
      this.resolveEnded();
    }
  }

  private listen(): Promise<void> {
    return this.watched.listen((bare) => watchSystem(this.world.hcs.native, bare, (event) => this.hear(event)));
  }

  private hear(event: ComputeEvent): void {
    if (event.name === 'SystemExited') this.exited(event.data ?? '');
    if (event.name !== 'SystemGuestConnectionClosed' || this.removing !== undefined) return;
    // Nobody reaches the container any more: the machine's exit is told next.
    this.warn('the connection to its guest is lost');
    killSystem(this.world.hcs, this).catch((error: unknown) => this.warn('it does not end', error));
  }

  private exited(reason: string): void {
    if (this.hasExited) return;
    this.hasExited = true;
    this.resolveEnded();
    if (this.removing === undefined) this.lost(reason);
  }

  /** Asks HCS whether it has ended, in case the event was lost. */
  async look(): Promise<void> {
    let own: SystemHandle | undefined;
    try {
      if (this.handle === undefined) own = await this.world.hcs.openSystem(this.id);
      const handle = this.handle ?? own;
      if (handle === undefined) return; // let go of meanwhile
      const { State: state, Stopped: stopped } = await this.world.hcs.systemProperties(handle, {});
      if (state === 'Stopped' || stopped === true) this.exited('its end was not told');
    } catch (error) {
      if (isAlreadyStopped(error) || isNotFound(error)) this.exited('its end was not told');
      else if (!isServiceGone(error)) this.warn('it could not be asked', error);
    } finally {
      await own?.close();
    }
  }

  /**
   * Takes the steps back, so that the guest writes out the scratch, and ends it; what was its own is gone then.
   * @param options.isOrderly False where no program has run: then there is nothing to write out, and nothing is taken back.
   * @throws Timeout when it does not end. Can be repeated.
   */
  takeApart({ isOrderly = true }: { isOrderly?: boolean } = {}): Promise<void> {
    this.removing ??= this.remove(isOrderly).catch((error: unknown) => {
      this.removing = undefined; // the next who asks tries again
      throw error;
    });
    return this.removing;
  }

  private async remove(isOrderly: boolean): Promise<void> {
    const { hcs } = this.world;
    if (!this.hasExited) {
      if (isOrderly) await this.undo();
      await killSystem(hcs, this);
    }
    await this.letGo();
    for (const path of this.plan.openedPaths) {
      await hcs.revokeAccess(this.id, path).catch((error: unknown) => {
        if (!isNotFound(error)) this.warn(`'${path}' stays open to it`, error);
      });
    }
    const { diskPath } = this.plan;
    if (diskPath === undefined) return;
    await rm(dirname(diskPath), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  private async undo(): Promise<void> {
    const { handle } = this;
    if (handle === undefined) return;
    for (const { remove, what } of [...this.done].reverse()) {
      if (remove === undefined || this.hasExited) continue;
      try {
        await this.world.hcs.modifySystem(handle, remove);
      } catch (error) {
        if (!isNotFound(error)) this.warn(`not taken back: ${what}`, error);
        if (isTimeout(error) || isAlreadyStopped(error)) return; // it answers nothing more
      }
    }
  }

  /** Closes the handle; the machine goes on. */
  letGo(): Promise<void> {
    return this.watched.letGo();
  }

  private warn(message: string, error?: unknown): void {
    const cause = error === undefined ? {} : { error: String(error) };
    this.world.log.warn(`a virtual machine: ${message}`, { machineId: this.id, ...cause });
  }
}
