import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { leaveSessionKeyring } from './bind.ts';
import type { GroupFolders } from './control-groups/find-parents.ts';
import { pathsOf } from './control-groups/system-groups.ts';
import type { PowerShell } from './powershell.ts';
import type { Wine } from './wine.ts';

/** What the sandbox script is told; see `sandbox.sh`. */
export interface SandboxPlan {
  /** Holds lower/, root/, io/; the script writes `init` there. */
  systemPath: string;
  scratchPath: string;
  /** Layer folders, topmost first; empty: the scratch's own `upper` is all there is. */
  layers: readonly string[];
  hostName: string;
  wine: Wine;
  /** Shown inside as /pwsh, and its runtime as /dotnet; absent: this machine has none. */
  powerShell?: PowerShell;
  bootScript: string;
  agentFolder: string;
  sandboxScript: string;
  logPath: string;
  /** The kernel's groups it is put into before anything else; absent: those we are in. */
  groups?: GroupFolders;
  /** What `encodeSecretFiles` gave, and how many there are. */
  secrets?: { count: number; bytes: Buffer };
  /** How to enter this state root's user namespace first; empty for root. */
  enter: readonly string[];
}

/** Makes the folders and links the script works with. */
export async function prepareSandbox(plan: SandboxPlan): Promise<void> {
  const lower = join(plan.systemPath, 'lower');
  await rm(lower, { recursive: true, force: true });
  await mkdir(lower, { recursive: true });
  await mkdir(join(plan.systemPath, 'root'), { recursive: true });
  await mkdir(join(plan.systemPath, 'io'), { recursive: true });
  await Promise.all(plan.layers.map((layer, index) => symlink(layer, join(lower, String(index)))));
}

/**
 * Starts the sandbox's first process, detached: it lives on when we die.
 *
 * @returns `exited` resolves with the exit code when it has ended, rejects when it could not be started at all; until
 *   `release` it keeps this process alive.
 */
export function launchSandbox(plan: SandboxPlan): {
  exited: Promise<number | null>;
  release: () => void;
  /** Kills it while it is still being made: before it has said which process is its first. */
  abandon: () => void;
} {
  leaveSessionKeyring();
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', ...(HAS_GROUP_NAMESPACES ? ['--cgroup'] : [])];
  const unshare = ['unshare', ...namespaces, '--fork', 'sh', plan.sandboxScript];
  const words = [...enterGroups(pathsOf(plan.groups ?? {})), ...plan.wine.starter, ...plan.enter, ...unshare];
  const [command = 'unshare', ...args] = words;
  const log = openSync(plan.logPath, 'w', 0o600);
  try {
    const child = spawn(command, args, {
      detached: true,
      stdio: [plan.secrets === undefined ? 'ignore' : 'pipe', log, log],
      cwd: '/',
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        HCS_SYSTEM: plan.systemPath,
        HCS_SCRATCH: plan.scratchPath,
        HCS_LOWER: plan.layers.map((_, index) => index).join(':'),
        HCS_HOSTNAME: plan.hostName,
        HCS_WINE: plan.wine.loader,
        HCS_WINESERVER: plan.wine.server,
        HCS_OPT: plan.wine.programFolder ?? '',
        HCS_SHOWN: shown(plan),
        HCS_SESSIONS: plan.powerShell === undefined ? '' : shownForSessions(plan.powerShell),
        HCS_SECRETS: String(plan.secrets?.count ?? 0),
      },
    });
    child.stdin?.on('error', () => undefined); // it has ended before it read them: that is told by its end
    child.stdin?.end(plan.secrets?.bytes);
    const exited = new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => resolve(code));
    });
    const abandon = (): void => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid, 'SIGKILL'); // the group: `unshare`, and the shell that it has become or waits for
    };
    return { exited, release: () => child.unref(), abandon };
  } finally {
    closeSync(log);
  }
}

function shown({ agentFolder, systemPath, bootScript }: SandboxPlan): string {
  return [
    mountLine(agentFolder, 'hcs', 'ro,nosuid,nodev'),
    mountLine(join(systemPath, 'io'), 'io', 'nosuid,nodev,noexec'),
    mountLine(bootScript, 'boot.sh', 'ro,nosuid,nodev,noexec'),
  ].join('\n');
}

function shownForSessions({ programFolder, runtimeFolder }: PowerShell): string {
  const programs = mountLine(programFolder, 'pwsh', 'ro,nosuid,nodev');
  return runtimeFolder === undefined
    ? programs
    : `${programs}\n${mountLine(runtimeFolder, 'dotnet', 'ro,nosuid,nodev')}`;
}

/** Binds a path of the host to a name below the current folder of who mounts. @see fstab(5) for what is escaped. */
function mountLine(path: string, name: string, options: string): string {
  const escaped = path.replace(/[\s\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `${escaped} /proc/self/cwd/${name} none bind,${options}`;
}

/** Inside, the kernel's groups begin with those of the sandbox: nothing of the machine's is told by their names. */
const HAS_GROUP_NAMESPACES = existsSync('/proc/self/ns/cgroup');

/** What to put before a command so that it runs in these groups: a shell that enters them and becomes the command. */
export function enterGroups(groups: readonly string[]): string[] {
  if (groups.length === 0) return [];
  const script =
    'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1/cgroup.procs"; shift; n=$((n - 1)); done; exec "$@"';
  return ['sh', '-ec', script, 'sh', String(groups.length), ...groups];
}
