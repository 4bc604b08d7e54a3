import type { ContainerRecord } from '../store/container-record.ts';
import type { EventDetails, EventLog, RecordedEvent } from '../store/event-log.ts';
import type { LastAct } from '../store/last-act.ts';

/** What happens to containers, in the words of the history. Past events may have others, of a newer version. */
export const EVENT_ACTIONS = [
  'Created',
  'Started',
  /** A run has ended, by itself or not; `exitType`, and `exitCode` where the main command told one. */
  'Exited',
  /** Its stop command was run: `exitCode`, or the `reason` why it failed. */
  'StopCommand',
  /**
   * It was stopped by somebody: after its `Exited`. `how`: TurnedOff; Exited, by itself when it was asked; Late, when it
   * had not ended in time; Unasked, when nothing could be asked; Unknown, where the service died meanwhile.
   */
  'Stopped',
  /** After its `Stopped`, where it ran, and its `Started`; by its restart policy, with that and the `count`. */
  'Restarted',
  /** Its restart policy could not start it: `reason`. */
  'StartFailed',
  /** Its restart policy has started it `count` times, and leaves it off now. */
  'GivenUp',
  /** Its health check says so, after `failures`. */
  'Healthy',
  'Unhealthy',
  'Paused',
  'Resumed',
  /** Its settings were changed: `settings` names the parameters. */
  'Changed',
  'Renamed',
  'Captured',
  'Removed',
] as const;
export type EventAction = (typeof EVENT_ACTIONS)[number];

/** Whom an event is about: a record has both. */
export type EventSubject = Pick<ContainerRecord, 'id' | 'name'>;

/** As a record's `lastAct`, of any action. */
export type PastAct = Pick<LastAct, 'at'> & { action: EventAction; details: EventDetails };

/** Which events to give. */
export interface EventFilter {
  /** Only of containers for which this holds, by the id and by each name the event tells. */
  isWanted?: (id: string, names: readonly string[]) => boolean;
  isAction?: (action: string) => boolean;
  since?: Date;
  /** Those before it. Whoever follows is done then. */
  until?: Date;
  /** Only so many of those that are there, the newest. */
  last?: number;
}

export interface FollowEventsOptions extends EventFilter {
  signal: AbortSignal;
}

/**
 * The history of a state root's containers, removed ones too. Bounded: the oldest events go. An event is recorded once
 * it has happened; one whose recording a crash prevented is recorded by the next service, some with `isLate`.
 */
export class ContainerEvents {
  readonly #log: EventLog;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();

  constructor(log: EventLog, now: () => Date) {
    this.#log = log;
    this.#now = now;
  }

  /** Tries once more to write what could not be written. */
  close(): Promise<void> {
    return this.#log.close();
  }

  /** Records an event: it has happened now. Resolves when it is in the file; never rejects, since nothing depends on it. */
  add(action: EventAction, { id, name }: EventSubject, details: EventDetails = {}): Promise<void> {
    const written = this.#log.append({ time: this.#now().toISOString(), action, id, name, details });
    for (const listener of [...this.#listeners]) listener();
    return written;
  }

  /** Records what a record says was done last, as of then. */
  addAct({ id, name }: EventSubject, { action, at, details }: PastAct, more: EventDetails = {}): Promise<void> {
    const written = this.#log.append({ time: at, action, id, name, details: { ...details, ...more } });
    for (const listener of [...this.#listeners]) listener();
    return written;
  }

  /** As `addAct`, unless this container has such an event since then; marked `isLate`. */
  async addLate(subject: EventSubject, act: PastAct): Promise<void> {
    for await (const { id, action, time } of this.#log.read())
      if (id === subject.id && action === act.action && time >= act.at) return;
    await this.addAct(subject, act, { isLate: true });
  }

  /**
   * As `add`, unless this container has such an event already: for what is finished after a crash.
   * @param key The details by which two such events are the same: `run`.
   */
  addOnce(
    action: EventAction,
    subject: EventSubject,
    key: EventDetails = {},
    details: EventDetails = {},
  ): Promise<void> {
    return this.addActOnce(subject, { action, at: this.#now().toISOString(), details }, key);
  }

  /** As `addOnce`, as of when it happened. */
  async addActOnce(subject: EventSubject, act: PastAct, key: EventDetails): Promise<void> {
    const isSame = (event: RecordedEvent): boolean =>
      event.id === subject.id &&
      event.action === act.action &&
      Object.entries(key).every(([name, value]) => event.details[name] === value);
    for await (const event of this.#log.read()) if (isSame(event)) return;
    await this.addAct(subject, act, key);
  }

  /** The events that are there, oldest first. */
  async *history(filter: EventFilter = {}): AsyncGenerator<RecordedEvent> {
    yield* (await this.#collect(filter)).events;
  }

  /**
   * As `history`, and then each as it happens, until `until`. Without loss, at the pace of who reads, as long as the files
   * hold them.
   * @throws the signal's reason when it is aborted.
   */
  async *follow(options: FollowEventsOptions): AsyncGenerator<RecordedEvent> {
    const { signal, until } = options;
    const { events, newest } = await this.#collect(options);
    yield* events;
    for (let last = newest; until === undefined || this.#now() < until; ) {
      signal.throwIfAborted();
      for await (const event of this.#log.read(last)) {
        last = event.number;
        if (isWanted(event, options)) yield event;
      }
      if (this.#log.newest === last) await this.#news(signal, until);
    }
  }

  async #collect(filter: EventFilter): Promise<{ events: RecordedEvent[]; newest: number }> {
    const events: RecordedEvent[] = [];
    const most = filter.last ?? Number.POSITIVE_INFINITY;
    let newest = 0;
    for await (const event of this.#log.read()) {
      newest = event.number;
      if (!isWanted(event, filter)) continue;
      events.push(event);
      if (events.length > most) events.shift();
    }
    return { events, newest };
  }

  /** Resolves at the next event, at `until` or at an abort. */
  async #news(signal: AbortSignal, until: Date | undefined): Promise<void> {
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer =
      until === undefined
        ? undefined
        : setTimeout(wake, Math.min(LONGEST_TIMER_MS, until.getTime() - this.#now().getTime()));
    this.#listeners.add(wake);
    signal.addEventListener('abort', wake);
    try {
      if (!signal.aborted) await woken;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      this.#listeners.delete(wake);
    }
  }
}

/** More than that, and a timer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

function isWanted(event: RecordedEvent, filter: EventFilter): boolean {
  const time = new Date(event.time);
  if (filter.since !== undefined && time < filter.since) return false;
  if (filter.until !== undefined && time >= filter.until) return false;
  if (filter.isAction?.(event.action) === false) return false;
  const { oldName } = event.details;
  const names = typeof oldName === 'string' ? [event.name, oldName] : [event.name];
  return filter.isWanted?.(event.id, names) !== false;
}
