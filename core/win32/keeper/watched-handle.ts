import type { EventWatch } from '../events.ts';
import type { Handle } from '../handle.ts';
import type { OwnedHandle } from '../owned-handle.ts';

/** A handle of HCS and what listens to it: they come one after the other, and go together. */
export class WatchedHandle<Kind extends Handle<string>> {
  private owned: OwnedHandle<Kind> | undefined;
  private watch: EventWatch | undefined;
  private readonly onTrouble: (error: unknown) => void;

  /** @param onTrouble Told when the handle could not be closed. */
  constructor(onTrouble: (error: unknown) => void) {
    this.onTrouble = onTrouble;
  }

  /** Undefined before `take` and after `letGo`. */
  get now(): OwnedHandle<Kind> | undefined {
    return this.owned;
  }

  take(handle: OwnedHandle<Kind>): OwnedHandle<Kind> {
    this.owned = handle;
    return handle;
  }

  /** Listens to the handle that was taken. */
  async listen(watch: (bare: Kind) => Promise<EventWatch>): Promise<void> {
    this.watch = await this.owned?.use(watch);
  }

  /** Closes the handle; the watch goes when nothing can be told any more. Idempotent. */
  async letGo(): Promise<void> {
    const { owned, watch } = this;
    this.owned = undefined;
    this.watch = undefined;
    await owned?.close().catch(this.onTrouble);
    watch?.stop();
  }
}
