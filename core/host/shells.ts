import type { Readable, Writable } from 'node:stream';
import { fault, type RuntimeFault } from '../base/fault.ts';

/**
 * A PowerShell that runs in a system: as a server that speaks the PowerShell remoting protocol over its streams, a line
 * of XML a packet, or for one script. It ends with its input, with the system and with whoever opened it; what it says
 * is kept nowhere.
 */
export interface Shell {
  readonly input: Writable;
  readonly output: Readable;
  /** What it says beside the protocol, as when it cannot start. */
  readonly problems: Readable;
  /** The exit code, where it is known. Never rejects; the output has ended by then, or is about to. */
  readonly exited: Promise<number | undefined>;
  /** Ends it now, and what it has started. Idempotent; resolves when it is gone. */
  end(): Promise<void>;
}

export interface ShellOptions {
  environment: Record<string, string>;
  /** A Windows path. Default, and where it is not there: the shell's own. */
  workingDirectory?: string;
  user?: string;
  /** With the rights of an ordinary program where the host can tell the two apart. */
  isRestricted: boolean;
  /** Runs this text, which reads `input`, instead of being a server. */
  script?: string;
}

/** Where a host's PowerShell is none of the container's own programs. */
export interface ShellHost {
  /**
   * @param key The caller's name for it, as of a process (`ComputeHost.createProcess`).
   * @throws NotFound; InvalidState when the system is not Running; NotInstalled where there is no PowerShell.
   */
  open(systemId: string, key: string, options: ShellOptions): Promise<Shell>;
}

/** @param why Goes behind `There is no PowerShell here:`. */
export function noPowerShell(why: string, hint = 'Invoke-ContainerCommand <name> <command>'): RuntimeFault {
  return fault('NotInstalled', `There is no PowerShell: ${why}.`, { hint });
}

/** As `-EncodedCommand` takes it: UTF-16, little end first, in base64. */
export function encodeCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
