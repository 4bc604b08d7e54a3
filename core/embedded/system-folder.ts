import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeJson } from '../base/atomic-file.ts';
import { errnoOf, fault } from '../base/fault.ts';
import { startTicksOf } from '../base/process-start.ts';
import type { ExitType, LimitsReached } from '../host/port.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import type { GroupFolders } from './control-groups/find-parents.ts';
import { holderOf } from './fifo-holder.ts';

/** What a system's `system.json` holds: written by the host, never by the sandbox. */
export interface SystemRecord {
  document: ComputeSystemDocument;
  phase: 'created' | 'started' | 'ended';
  startedAt?: string;
  exitedAt?: string;
  exitType?: ExitType;
  /** Asked for at its creation. */
  threadCount?: number;
  /** The kernel's groups that it runs in. */
  groups?: GroupFolders;
  /** Kept when it has ended. */
  limitsReached?: LimitsReached;
}

/** A sandbox's first process, which no other is: process ids are used again, and so are start times after a boot. */
interface InitProcess {
  pid: number;
  /** In clock ticks since boot. */
  startTime: string;
  boot: string;
}

/** Where a system's files are. Only `io` is seen from inside the sandbox. */
export class SystemFolder {
  readonly id: string;
  readonly path: string;

  constructor(systemsPath: string, id: string) {
    this.id = id;
    this.path = join(systemsPath, id);
  }

  get recordPath(): string {
    return join(this.path, 'system.json');
  }
  /** `<pid> <start time> <boot id>` of the sandbox's first process. */
  get initPath(): string {
    return join(this.path, 'init');
  }
  /** A FIFO whose only writer is the sandbox's first process: it reads as ended when that has died. */
  get alivePath(): string {
    return join(this.path, 'alive');
  }
  /** There when `terminate` was asked for, or it was given up before it came up: a first process that finds it goes. */
  get forcedPath(): string {
    return join(this.path, 'forced');
  }
  /** The tag, apart from the record, so that a system whose record is lost is still somebody's. */
  get ownerPath(): string {
    return join(this.path, 'owner');
  }
  /** There while it is paused. */
  get pausedPath(): string {
    return join(this.path, 'paused');
  }
  get logPath(): string {
    return join(this.path, 'sandbox.log');
  }
  get ioPath(): string {
    return join(this.path, 'io');
  }
  get controlPath(): string {
    return join(this.path, 'io', 'control');
  }
  get statusPath(): string {
    return join(this.path, 'io', 'status');
  }
  get processesPath(): string {
    return join(this.path, 'processes');
  }

  /** @throws NotFound when there is no such system; Corrupt. */
  async read(): Promise<SystemRecord> {
    const record = await readJson(this.recordPath);
    if (record === undefined) throw fault('NotFound', `There is no compute system '${this.id}'.`, { target: this.id });
    if (isSystemRecord(record)) return record;
    throw fault('Corrupt', `'${this.recordPath}' lacks what such a record has.`, { target: this.recordPath });
  }

  async write(record: SystemRecord): Promise<void> {
    await writeJson(this.recordPath, record);
  }

  /** The host's process id of the sandbox's first process while it lives, else undefined. */
  liveProcessId(): number | undefined {
    const init = this.readInit();
    return init !== undefined && init.boot === bootId() && startTicksOf(init.pid) === init.startTime
      ? init.pid
      : undefined;
  }

  /** When its first process came up; undefined when it never did. */
  async cameUpAt(): Promise<Date | undefined> {
    return (await stat(this.initPath).catch(() => undefined))?.mtime;
  }

  /** The moment, not before its first process came up and not after `now`: programs inside can set the times of files. */
  within(moment: Date, now: Date): Date {
    const from = statSync(this.initPath, { throwIfNoEntry: false })?.mtime ?? now;
    return new Date(Math.min(now.getTime(), Math.max(from.getTime(), moment.getTime())));
  }

  /** Whether the machine was started anew since the system was. */
  isFromEarlierBoot(): boolean {
    const init = this.readInit();
    return init !== undefined && init.boot !== bootId();
  }

  private readInit(): InitProcess | undefined {
    let text: string;
    try {
      text = readFileSync(this.initPath, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    const [, pid, startTime, boot] = /^(\d+) (\d+) ([0-9a-f-]{36})\n$/.exec(text) ?? [];
    if (pid === undefined || startTime === undefined || boot === undefined) return this.findInit();
    return { pid: Number(pid), startTime, boot };
  }

  /** The file is damaged: a sandbox that lives must not be taken for one that has ended. The file is written again. */
  private findInit(): InitProcess | undefined {
    const pid = holderOf(this.alivePath);
    const startTime = pid === undefined ? undefined : startTicksOf(pid);
    if (pid === undefined || startTime === undefined) return undefined;
    const found = { pid, startTime, boot: bootId() };
    try {
      writeFileSync(`${this.initPath}.new`, `${pid} ${startTime} ${found.boot}\n`);
      renameSync(`${this.initPath}.new`, this.initPath);
    } catch {
      // looked for again the next time
    }
    return found;
  }

  /** The sandbox script's last words, for an error message. */
  async lastWords(): Promise<string> {
    let handle: FileHandle;
    try {
      handle = await open(this.logPath);
    } catch {
      return ''; // no log: nothing was said
    }
    try {
      // Programs inside can reach this file through their first process: it may be of any size.
      const { size } = await handle.stat();
      const { buffer, bytesRead } = await handle.read({
        buffer: Buffer.alloc(4096),
        position: Math.max(0, size - 4096),
      });
      return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-3).join('; ').slice(-500);
    } finally {
      await handle.close();
    }
  }
}

/** As far as the host could not go on without it: `write` wrote it, outside the sandbox's reach. */
function isSystemRecord(value: Record<string, unknown>): value is Record<string, unknown> & SystemRecord {
  const { document, phase } = value as Partial<SystemRecord>;
  return (
    (phase === 'created' || phase === 'started' || phase === 'ended') &&
    typeof document?.Owner === 'string' &&
    typeof document.Container?.Storage?.Path === 'string' &&
    Array.isArray(document.Container.Storage.Layers)
  );
}

/** The systems in whose folder something lives; their records are not looked at. */
export function liveSystems(systemsPath: string): SystemFolder[] {
  let ids: string[];
  try {
    ids = readdirSync(systemsPath);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []; // nothing was made yet
    throw error;
  }
  const folders = ids.map((id) => new SystemFolder(systemsPath, id));
  return folders.filter((folder) => folder.liveProcessId() !== undefined);
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}
