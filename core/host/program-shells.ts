import { fault, isFault } from '../base/fault.ts';
import type { ComputeHost, HostProcess } from './compute.ts';
import { encodeCommand, noPowerShell, type Shell, type ShellHost, type ShellOptions } from './shells.ts';

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
