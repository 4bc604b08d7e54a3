import {
  closeSync,
  constants,
  linkSync,
  lstatSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { errnoOf } from '../base/fault.ts';
import { makeFifo, openBeneath } from './bind.ts';

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/**
 * One process's folder in a system's `io`, which programs inside can write to as well, at any moment: every step goes
 * by a descriptor of the folder, so that a link they plant in its place, or in a file's place, leads nowhere.
 */
export class IoFolder {
  private readonly fd: number;

  private constructor(fd: number) {
    this.fd = fd;
  }

  /** Makes `<ioPath>/<key>`; what programs inside may have put there is set aside as `<key>.<aside>`. */
  static async make(ioPath: string, key: string, aside: string): Promise<IoFolder> {
    const ioFd = openSync(ioPath, FOLDER);
    try {
      const place = `/proc/self/fd/${ioFd}/${key}`;
      try {
        await mkdir(place, { mode: 0o700 });
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
        renameSync(place, `/proc/self/fd/${ioFd}/${key}.${aside}`);
        await mkdir(place, { mode: 0o700 });
      }
      return new IoFolder(openBeneath(ioFd, key, FOLDER));
    } finally {
      closeSync(ioFd);
    }
  }

  static open(ioPath: string, key: string): IoFolder {
    const ioFd = openSync(ioPath, FOLDER);
    try {
      return new IoFolder(openBeneath(ioFd, key, FOLDER));
    } finally {
      closeSync(ioFd);
    }
  }

  close(): void {
    closeSync(this.fd);
  }

  /** A new file with this content. */
  write(name: string, content: string): void {
    const fd = openBeneath(this.fd, name, NEW_FILE, 0o600);
    try {
      writeFileSync(fd, content);
    } finally {
      closeSync(fd);
    }
  }

  makeFifo(name: string): void {
    makeFifo(this.path(name), 0o600);
  }

  /** A second name for a file of the host's. @throws EXDEV on another volume. */
  link(file: string, name: string): void {
    linkSync(file, this.path(name));
  }

  /** Removes a file of ours; one that is not there: success. */
  remove(name: string): void {
    try {
      unlinkSync(this.path(name));
    } catch (error) {
      if (!isAway(error)) throw error;
    }
  }

  /** Opens what is there; no link is followed, and no FIFO or device blocks. The caller closes the descriptor. */
  openFile(name: string, flags: number): number {
    return openBeneath(this.fd, name, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  }

  /** For a watch only: it may lead elsewhere by the time it is used. */
  get watchPath(): string {
    return `/proc/self/fd/${this.fd}/.`;
  }

  private path(name: string): string {
    return `/proc/self/fd/${this.fd}/${name}`;
  }

  /** Removes a process's folder with the files we made; what programs put beside them stays until the system is closed. */
  static remove(ioPath: string, key: string): void {
    let folder: IoFolder;
    try {
      folder = IoFolder.open(ioPath, key);
    } catch (error) {
      if (isAway(error)) return;
      throw error;
    }
    try {
      for (const name of ['request', 'stdin', 'stdout', 'stderr', 'list']) {
        try {
          unlinkSync(folder.path(name));
        } catch (error) {
          if (!isAway(error) && !isTheirs(error)) throw error;
        }
      }
      rmdirSync(`${ioPath}/${key}`);
    } catch (error) {
      if (!isAway(error) && !isTheirs(error)) throw error;
    } finally {
      folder.close();
    }
  }
}

/** A file's size if it is one, else 0. */
export function plainSize(path: string): number {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}

function isAway(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}

function isTheirs(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'EISDIR' || code === 'EPERM' || code === 'ENOTEMPTY' || code === 'EEXIST';
}
