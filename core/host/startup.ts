/** Has this machine run a program at each of its starts, before anybody signs in. */
export interface HostStartup {
  /** How it is done here, and whether it is done already. Changes nothing. */
  describe(program: StartupProgram): Promise<StartupEntry>;
  /**
   * From the next start of the machine on the program is run; one that this state root has registered before is replaced.
   * Idempotent.
   * @throws AccessDenied, with the command for who may; NotInstalled where nothing here can do it; CommandFailed.
   */
  register(program: StartupProgram): Promise<void>;
  /** Takes back what was registered for this state root, whatever program it was. @returns false when there was nothing. */
  unregister(): Promise<boolean>;
}

export interface StartupProgram {
  /** Absolute. */
  program: string;
  arguments: readonly string[];
}

export interface StartupEntry {
  kind: 'ScheduledTask' | 'SystemdUnit' | 'Crontab';
  /** The task's name, the unit's file, or whose crontab it is. */
  target: string;
  /** `Different`: another program is registered for this state root, as by an older version. */
  state: 'Registered' | 'Different' | 'NotRegistered';
  /** What is run at the start of the machine, as one line. */
  command: string;
  /** What a person would type to register it. */
  registerCommand: string;
  /** What a person would type to take it back. */
  unregisterCommand: string;
}
