import { fault } from '../base/fault.ts';

/**
 * What some hosts can do with a running system beyond its life.
 *
 * Every method: @throws NotSupported where this host, or this system's isolation, cannot (`HostCapabilities.controls`
 * and `pausable` say so before); NotFound for an unknown system; InvalidState when it is not running.
 */
export interface SystemControls {
  /**
   * Stops all of its programs where they are, until `resume`: it is `Paused`, and stays so whatever becomes of the
   * caller. @throws InvalidState when it is paused already.
   */
  pause(id: string): Promise<void>;
  /** @throws InvalidState when it is not paused. */
  resume(id: string): Promise<void>;
  statistics(id: string): Promise<SystemStatistics>;
  /** Every program that runs in it, not only those that the port started; by process id. */
  guestProcesses(id: string): Promise<GuestProcess[]>;
  /**
   * Takes effect at once, whole or not at all; not kept for the next start.
   * @throws InvalidArgument for a number that is none or out of its range, or a container path that is not below `C:\`;
   *   NotFound for a folder of the machine that is not there, or a shared one that was not added; AlreadyExists where one is shown.
   */
  change(id: string, change: SystemChange): Promise<void>;
  /**
   * Gives a process with a terminal (`EmulateConsole`) another size, in characters, each from 1 to 32,767. An exited
   * process: success. @throws InvalidArgument; NotFound for an unknown process; InvalidState for one without a terminal.
   */
  resizeConsole(id: string, processKey: string, size: { height: number; width: number }): Promise<void>;
}

/** Counted from the start of the system, also of programs that are gone. */
export interface SystemStatistics {
  takenAt: Date;
  uptimeMs: number;
  /** Of all processors together. */
  processorMs: number;
  processorUserMs: number;
  processorKernelMs: number;
  memoryCommitBytes: number;
  /** Absent where the host does not tell it. */
  memoryPeakBytes?: number;
  memoryPrivateBytes: number;
  readBytes: number;
  writtenBytes: number;
  /** What came in and went out over its network. Absent where the host does not tell it. */
  network?: { receivedBytes: number; sentBytes: number };
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
  /** The most that all its programs together can have; a whole number of MB is enough. */
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
