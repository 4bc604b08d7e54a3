import { fault } from '../base/fault.ts';

/**
 * What some hosts can do with a running system beyond its life.
 *
 * Every method: @throws NotSupported where this host, or this system's isolation, cannot; NotFound for an unknown
 * system; InvalidState when it is not running.
 */
export interface SystemControls {
  /** Stops all of its programs where they are, until `resume`. Only systems with a virtual machine of their own. */
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  statistics(id: string): Promise<SystemStatistics>;
  /** Every program that runs in it, not only those that the port started; by process id. */
  guestProcesses(id: string): Promise<GuestProcess[]>;
  /** Takes effect at once, whole or not at all; not kept for the next start. */
  change(id: string, change: SystemChange): Promise<void>;
  /** Gives a process with a terminal (`EmulateConsole`) another size, in characters. An exited process: success. */
  resizeConsole(id: string, processKey: string, size: { height: number; width: number }): Promise<void>;
}

/** Counted from the start of the system. What the host does not tell is 0. */
export interface SystemStatistics {
  takenAt: Date;
  uptimeMs: number;
  /** Of all processors together. */
  processorMs: number;
  processorUserMs: number;
  processorKernelMs: number;
  memoryCommitBytes: number;
  memoryPeakBytes: number;
  memoryPrivateBytes: number;
  readBytes: number;
  writtenBytes: number;
}

export interface GuestProcess {
  processId: number;
  /** `cmd.exe`. */
  imageName: string;
  createdAt?: Date;
  processorMs: number;
  memoryCommitBytes: number;
  memoryPrivateBytes: number;
}

export type SystemChange =
  | { kind: 'memory'; memoryBytes: number }
  /** One of: processors, hundredths of a percent of all of them, or a weight from 1 to 10,000. */
  | { kind: 'processor'; limit: { count: number } | { maximum: number } | { weight: number } }
  | { kind: 'addDirectory' | 'removeDirectory'; hostPath: string; containerPath: string; isReadOnly: boolean };

/** The controls of a host that has none. @param host As it names itself: `The embedded host`. */
export function noControls(host: string): SystemControls {
  const refuse = (what: string) => async (): Promise<never> => {
    throw fault('NotSupported', `${host} cannot ${what}.`, { op: what, hint: 'Get-ContainerHost' });
  };
  return {
    pause: refuse('pause a container'),
    resume: refuse('resume a container'),
    statistics: refuse('measure a container'),
    guestProcesses: refuse('list what runs in a container'),
    change: refuse('change a running container'),
    resizeConsole: refuse('change the size of a terminal'),
  };
}
