import { type FSWatcher, statSync, watch } from 'node:fs';
import { LogTimes } from '../host/log-times.ts';

/** Notes when a log grows. The program writes to the file itself; this hears of it by inotify. */
export class LogWatch {
  readonly #path: string;
  readonly #times: LogTimes;
  readonly #watcher: FSWatcher;
  readonly #now: () => number;
  #size: number;

  /** The log must be there. @throws as `statSync`, `openSync`. */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
    this.#size = statSync(path).size;
    this.#times = new LogTimes(path);
    this.#watcher = watch(path, { persistent: false }, () => this.#look());
    this.#watcher.on('error', () => undefined); // its folder was removed: nothing grows there any more
    this.#look();
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
    } catch {
      // It was removed with its container.
    }
  }
}
