import type { Readable, Writable } from 'node:stream';
import { fault, isFault, type RuntimeFault } from '../base/fault.ts';
import type { ComputeHost, HostProcess } from './port.ts';

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

/** What Windows says of a program that is not there: ERROR_FILE_NOT_FOUND, ERROR_PATH_NOT_FOUND. */
const NOT_THERE = new Set([0x80070002, 0x80070003]);
const PROGRAMS = ['pwsh.exe', 'powershell.exe'];

/** Shells that are the container's own programs: the first of `pwsh.exe` and `powershell.exe` that Windows finds. */
export function programShells(compute: Pick<ComputeHost, 'createProcess'>): ShellHost {
  return {
    async open(systemId, key, options) {
      for (const program of PROGRAMS) {
        try {
          return shellOf(await startProgram(compute, { systemId, key, program }, options));
        } catch (error) {
          if (!isFault(error, 'CommandFailed') || !NOT_THERE.has(error.hresult ?? 0)) throw error;
        }
      }
      throw noPowerShell(`compute system '${systemId}' has neither pwsh.exe nor powershell.exe on its PATH`);
    },
  };
}

/** @param why Goes behind `There is no PowerShell here:`. */
export function noPowerShell(why: string, hint = 'Invoke-ContainerCommand <name> <command>'): RuntimeFault {
  return fault('NotInstalled', `There is no PowerShell: ${why}.`, { hint });
}

function startProgram(
  compute: Pick<ComputeHost, 'createProcess'>,
  { systemId, key, program }: { systemId: string; key: string; program: string },
  { environment, workingDirectory, user, isRestricted, script }: ShellOptions,
): Promise<HostProcess> {
  const words = script === undefined ? '-s' : `-NonInteractive -EncodedCommand ${encodeCommand(script)}`;
  return compute.createProcess(
    systemId,
    key,
    {
      CommandLine: `${program} -NoLogo -NoProfile ${words}`,
      Environment: environment,
      CreateStdInPipe: true,
      CreateStdOutPipe: true,
      CreateStdErrPipe: true,
      RestrictedToken: isRestricted,
      ...(user === undefined ? {} : { User: user }),
      ...(workingDirectory === undefined ? {} : { WorkingDirectory: workingDirectory }),
    },
    { kind: 'spool' },
  );
}

/** As `-EncodedCommand` takes it: UTF-16, little end first, in base64. */
export function encodeCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}

function shellOf(process: HostProcess): Shell {
  const { stdin, stdout, stderr, exited } = process;
  if (stdin === undefined) throw fault('Internal', 'A shell was started without input.');
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    stdin.destroy();
    await process.terminate();
    await exited;
    stdout.destroy();
    stderr.destroy();
    // Gone with its system.
    await process.close().catch((error: unknown) => {
      if (!isFault(error, 'NotFound')) throw error;
    });
  };
  return {
    input: stdin,
    output: stdout,
    problems: stderr,
    exited,
    end: () => {
      ending ??= end();
      return ending;
    },
  };
}
