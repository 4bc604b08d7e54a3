import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { errnoOf, fault } from '../base/fault.ts';
import { encodeCommand, noPowerShell, type Shell, type ShellHost } from '../host/shells.ts';
import { handDownNothing } from './bind.ts';
import type { EmbeddedCompute, UpSystem } from './compute.ts';
import { pathsOf } from './control-groups/system-groups.ts';
import { enterBounds } from './launch.ts';
import { findPowerShell, POWERSHELL_FIX } from './powershell.ts';
import { pausedFault } from './sandbox-pause.ts';

/** Where `sandbox.sh` shows PowerShell and .NET. */
const INSIDE = '/pwsh';
const RUNTIME_INSIDE = '/dotnet';

/** What a program of Windows finds in its environment, spelled as the folders in a sandbox are: case counts here. */
const WINDOWS_VARIABLES = {
  SystemDrive: 'C:',
  SystemRoot: 'C:\\windows',
  windir: 'C:\\windows',
  ProgramData: 'C:\\ProgramData',
  ProgramFiles: 'C:\\Program Files',
  USERNAME: 'ContainerAdministrator',
  USERPROFILE: 'C:\\users\\ContainerAdministrator',
};

/**
 * The machine's own PowerShell inside a sandbox: in its namespaces, its root and its limits, as its user, without
 * capabilities. Its streams are pipes of ours: it ends when we do.
 */
export function embeddedShells(compute: Pick<EmbeddedCompute, 'up'>): ShellHost {
  return {
    async open(systemId, _key, { environment, workingDirectory = '', script }) {
      const system = await compute.up(systemId);
      if (system.isPaused) throw pausedFault(systemId, 'open a session in');
      if (!existsSync(`/proc/${system.processId}/root${INSIDE}/pwsh`)) throw notThere(systemId);
      const hasWishes = workingDirectory !== '' || Object.keys(environment).length > 0;
      const [command = 'nsenter', ...args] = [
        ...enterBounds(pathsOf(system.record.groups ?? {})),
        ...enterSandbox(system.processId),
        ...shellWords(system, hasWishes, script),
      ];
      handDownNothing();
      // A group of its own: what it starts ends with it. Variables go by the fourth pipe, as some are secret.
      const child = spawn(command, args, {
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe', ...(hasWishes ? ['pipe' as const] : [])],
        cwd: '/',
        env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      });
      if (hasWishes) {
        const given = child.stdio[3] as Writable; // a pipe, as asked for
        given.on('error', () => undefined); // it ended before it read them: that is told by its end
        given.end([workingDirectory, ...Object.entries(environment).map((pair) => pair.join('='))].join('\0'));
      }
      return shellOf(child);
    },
  };
}

function notThere(systemId: string): Error {
  const found = findPowerShell();
  if ('missing' in found) return noPowerShell(found.missing, POWERSHELL_FIX);
  return noPowerShell(
    `compute system '${systemId}' was started before PowerShell was installed, and does not see it`,
    'Restart-Container <name>',
  );
}

/** Into all namespaces of the sandbox with this first process, its root, and its current folder: none of ours stays. */
function enterSandbox(pid: number): string[] {
  const isSame = (name: string): boolean =>
    readlinkSync(`/proc/self/ns/${name}`) === readlinkSync(`/proc/${pid}/ns/${name}`);
  const also = [
    ...(existsSync('/proc/self/ns/cgroup') && !isSame('cgroup') ? ['--cgroup'] : []),
    ...(isSame('user') ? [] : ['--user', '--preserve-credentials']),
  ];
  return ['nsenter', `--target=${pid}`, '--mount', '--pid', '--net', '--uts', '--ipc', ...also, '--root', '--wd'];
}

function shellWords({ record, folder }: UpSystem, hasWishes: boolean, script: string | undefined): string[] {
  const variables = {
    PATH: '/usr/bin:/bin',
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    DOTNET_ROOT: RUNTIME_INSIDE,
    DOTNET_EnableDiagnostics: '0', // no socket for debuggers
    POWERSHELL_TELEMETRY_OPTOUT: '1',
    POWERSHELL_UPDATECHECK: 'Off',
    ...WINDOWS_VARIABLES,
    COMPUTERNAME: record.document.Container.GuestOs?.HostName ?? folder.id.slice(0, 8),
  };
  const prelude = hasWishes ? `${DRIVE}\n${WISHES}` : DRIVE;
  const work =
    script === undefined
      ? ['-s', '-Command', prelude]
      : ['-NonInteractive', '-EncodedCommand', encodeCommand(`${prelude}\n${script}`)];
  return [
    ...['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--ambient-caps=-all', '--no-new-privs'],
    ...['--pdeathsig', 'KILL', 'env', '-i'],
    ...Object.entries(variables).map((pair) => pair.join('=')),
    ...[`${INSIDE}/pwsh`, '-NoLogo', '-NoProfile'],
    ...work,
  ];
}

/**
 * What a session begins with: `C:` is the container's drive. .NET's own calls: a cmdlet would load a module first. Each kind
 * of call that is made costs some 10 ms, its first time.
 */
const DRIVE = `& {
$state = $ExecutionContext.SessionState
$null = $state.Drive.New([Management.Automation.PSDriveInfo]::new('C', $state.Provider.GetOne('FileSystem'), '/c/drive_c', '', $null), 'Global')
$null = $state.Path.SetLocation('C:\\')
}`;

/** And then the folder and the variables that came by the fourth pipe, of a container that has any. */
const WISHES = `& {
$reader = [IO.StreamReader]::new([IO.FileStream]::new([Microsoft.Win32.SafeHandles.SafeFileHandle]::new([IntPtr] 3, $true), 'Read'))
$fields = $reader.ReadToEnd().Split([char] 0)
$reader.Dispose()
if ($fields.Length -gt 1) {
  foreach ($field in $fields[1..$fields.Length]) {
    $at = $field.IndexOf('=')
    if ($at -gt 0 -and $field.Substring(0, $at) -cnotin 'PATH', 'HOME', 'TMPDIR', 'PSModulePath') { [Environment]::SetEnvironmentVariable($field.Substring(0, $at), $field.Substring($at + 1)) }
  }
}
try { if ($fields[0]) { $null = $ExecutionContext.SessionState.Path.SetLocation($fields[0]) } } catch { }
}`;

function shellOf(child: ChildProcess): Shell {
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null)
    throw fault('Internal', 'A shell was started without pipes.');
  stdin.on('error', () => undefined); // it has ended: that is told by `exited`
  const exited = new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
  const end = async (): Promise<void> => {
    stdin.destroy();
    killGroup(child);
    await exited;
    for (const stream of [stdout, stderr] as Readable[]) stream.destroy();
  };
  return { input: stdin, output: stdout, problems: stderr, exited, end };
}

function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}
