import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../base/fault.ts';
import { readIfThere } from '../base/read-if-there.ts';
import type { Log } from '../base/runtime.ts';
import { whileShared } from '../base/while-shared.ts';

/** One thing that happened, as a line of `events.log`. */
export interface RecordedEvent {
  /** Grows by one with each event of a state root. */
  number: number;
  /** ISO 8601. */
  time: string;
  action: string;
  /** The container's id, and its name at that time. */
  id: string;
  name: string;
  details: EventDetails;
}

export type EventDetails = Readonly<Record<string, string | number | boolean>>;

export interface EventLogOptions {
  /** The state root. Events are in `<root>/events/events.log`, older ones in `events.1.log`. */
  root: string;
  log: Log;
  /** How much one file holds before it becomes the older one. Default 4 MiB, some 20,000 events. */
  limitBytes?: number;
}

const LIMIT_BYTES = 4 * 1024 * 1024;
/** How many of the newest events are kept in memory: for those who follow, and until they can be written. */
const RECENT = 1000;

/**
 * What happened, on disk: lines of JSON that are only ever added, in two files of bounded size. One process is the only
 * writer. A line is in the file when `append` has resolved: it outlives the process, and a machine that loses power at
 * once may lose the newest. A line cut short, or that is none, is left out by readers.
 */
export class EventLog {
  readonly #paths: { newer: string; older: string };
  readonly #log: Log;
  readonly #limitBytes: number;
  readonly #recent: RecordedEvent[] = [];
  /** The newest events, as lines, that are in no file yet. */
  readonly #waiting: string[] = [];
  /** Writes and openings for reading, one after the other. */
  #queue: Promise<void> = Promise.resolve();
  #isCut = false;
  #newest = 0;

  private constructor(options: EventLogOptions) {
    const folder = join(options.root, 'events');
    this.#paths = { newer: join(folder, 'events.log'), older: join(folder, 'events.1.log') };
    this.#log = options.log;
    this.#limitBytes = options.limitBytes ?? LIMIT_BYTES;
  }

  /** Opens the events of a state root. Files that cannot be read are begun anew behind what is in them. */
  static async open(options: EventLogOptions): Promise<EventLog> {
    const events = new EventLog(options);
    await mkdir(join(options.root, 'events'), { recursive: true, mode: 0o700 });
    for (const path of [events.#paths.older, events.#paths.newer]) {
      const text = await readText(path);
      events.#isCut = text !== '' && !text.endsWith('\n');
      events.#newest = Math.max(events.#newest, lastNumber(text));
    }
    return events;
  }

  /** The number of the newest event; 0 when there is none. */
  get newest(): number {
    return this.#newest;
  }

  /** Adds an event. Never rejects: one that cannot be written is told to the log, kept, and written with the next that can. */
  append(event: Omit<RecordedEvent, 'number'>): Promise<void> {
    const numbered = { number: ++this.#newest, ...event };
    this.#recent.push(numbered);
    if (this.#recent.length > RECENT) this.#recent.shift();
    this.#waiting.push(`${JSON.stringify(numbered)}\n`);
    return this.#next(() => this.#write());
  }

  /** The events with a number over `after`, oldest first: those of the files, as they are now, and the newest. */
  async *read(after = 0): AsyncGenerator<RecordedEvent> {
    let last = after;
    if (!this.#hasRecent(last)) {
      for (const text of await this.#readFiles()) {
        for (const event of parseLines(text)) {
          if (event.number <= last) continue;
          last = event.number;
          yield event;
        }
      }
    }
    // Those that could not be written too.
    for (const event of [...this.#recent]) if (event.number > last) yield event;
  }

  /** Whether all events with a number over `after` are in memory. */
  #hasRecent(after: number): boolean {
    return after >= this.#newest || (this.#recent[0]?.number ?? Number.POSITIVE_INFINITY) <= after + 1;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Tries once more to write what could not be written. */
  close(): Promise<void> {
    return this.#next(() => this.#write());
  }

  /** Writes all that wait, at once. What is written twice after a failure has one number, and is read once. */
  async #write(): Promise<void> {
    const count = this.#waiting.length;
    if (count === 0) return;
    try {
      await this.#makeRoom();
      // A line that was cut short gets its end, so that the next is one of its own.
      const text = (this.#isCut ? '\n' : '') + this.#waiting.slice(0, count).join('');
      this.#isCut = true;
      await appendFile(this.#paths.newer, text, { mode: 0o600 });
      this.#isCut = false;
      this.#waiting.splice(0, count);
    } catch (error) {
      this.#log.warn('events could not be written', { count, reason: String(error) });
      const lost = this.#waiting.splice(0, Math.max(0, count - RECENT)).length;
      if (lost > 0) this.#log.warn('events are lost', { count: lost });
    }
  }

  async #makeRoom(): Promise<void> {
    const { newer, older } = this.#paths;
    const size = await stat(newer).then(
      (found) => found.size,
      (error: unknown) => {
        if (errnoOf(error) === 'ENOENT') return 0;
        throw error;
      },
    );
    if (size < this.#limitBytes) return;
    await whileShared(() => rename(newer, older));
    this.#isCut = false;
  }

  /** The texts of both files, the older first; no file is replaced between the two. */
  #readFiles(): Promise<string[]> {
    const { older, newer } = this.#paths;
    return this.#next(async () => [await readText(older), await readText(newer)]);
  }
}

async function readText(path: string): Promise<string> {
  return (await readIfThere(path))?.toString('utf8') ?? '';
}

function* parseLines(text: string): Generator<RecordedEvent> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const event = parseEvent(text.slice(start, end < 0 ? text.length : end));
    if (event !== undefined) yield event;
    if (end < 0) return;
    start = end + 1;
  }
}

function lastNumber(text: string): number {
  for (let end = text.length; end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1);
    const event = parseEvent(text.slice(start + 1, end));
    if (event !== undefined) return event.number;
    end = start;
  }
  return 0;
}

/** Undefined for what is no event, or half of one. */
function parseEvent(line: string): RecordedEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { number, time, action, id, name, details } = value as Record<string, unknown>; // its members are checked now
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined;
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) return undefined;
  if (typeof action !== 'string' || typeof id !== 'string' || typeof name !== 'string') return undefined;
  return { number, time, action, id, name, details: plainDetails(details) };
}

function plainDetails(value: unknown): EventDetails {
  if (typeof value !== 'object' || value === null) return {};
  const plain = Object.entries(value).filter(([, detail]) => ['string', 'number', 'boolean'].includes(typeof detail));
  return Object.fromEntries(plain);
}
