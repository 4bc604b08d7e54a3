import { type FSWatcher, statSync, watch } from 'node:fs';
import { LogTimes } from '../host/log-times.ts';
import { LogTrim } from './log-trim.ts';

/** Notes when a log grows, and keeps it to a size. The program writes to the file itself; this hears of it by inotify. */
export class LogWatch {
  readonly #path: string;
  readonly #times: LogTimes;
  readonly #trim: LogTrim | undefined;
  readonly #watcher: FSWatcher;
  readonly #now: () => number;
  #size: number;

  /** The log must be there. @throws as `statSync`, `openSync`. */
  constructor(path: string, now: () => number, maximumBytes?: number) {
    this.#path = path;
    this.#now = now;
    this.#size = statSync(path).size;
    this.#times = new LogTimes(path, maximumBytes);
    const onTrouble = (error: unknown): void => console.error(`the front of '${path}' cannot go: ${String(error)}`);
    if (maximumBytes !== undefined) this.#trim = new LogTrim(path, { maximumBytes, times: this.#times, onTrouble });
    this.#watcher = watch(path, { persistent: false }, () => this.#look());
    this.#watcher.on('error', () => undefined); // its folder was removed: nothing grows there any more
    this.#look();
    this.#trim?.grown(this.#size); // while nobody was there
  }

  close(): void {
    this.#watcher.close();
    this.#look();
    this.#times.close();
  }

  #look(): void {
    try {
      const { size } = statSync(this.#path);
      if (size === this.#size) return;
      this.#times.grows(this.#size, this.#now());
      this.#size = size;
      this.#trim?.grown(size);
    } catch {
      // It was removed with its container.
    }
  }
}
