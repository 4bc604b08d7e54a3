import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { handDownNothing } from './bind.ts';
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
  handDownNothing();
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', ...(HAS_GROUP_NAMESPACES ? ['--cgroup'] : [])];
  const unshare = ['unshare', ...namespaces, '--fork', 'sh', plan.sandboxScript];
  const words = [...enterBounds(pathsOf(plan.groups ?? {})), ...plan.wine.starter, ...plan.enter, ...unshare];
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
        HCS_SHOWN: mountLine(join(plan.systemPath, 'io'), 'io', 'nosuid,nodev,noexec'),
        HCS_AGENT: join(plan.agentFolder, 'agent.exe'),
        HCS_BOOT: plan.bootScript,
        HCS_PWSH: plan.powerShell?.programFolder ?? '',
        HCS_DOTNET: plan.powerShell?.runtimeFolder ?? '',
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

/** Binds a path of the host to a name below the current folder of who mounts. @see fstab(5) for what is escaped. */
function mountLine(path: string, name: string, options: string): string {
  const escaped = path.replace(/[\s\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `${escaped} /proc/self/cwd/${name} none bind,${options}`;
}

/** Inside, the kernel's groups begin with those of the sandbox: nothing of the machine's is told by their names. */
const HAS_GROUP_NAMESPACES = existsSync('/proc/self/ns/cgroup');

/**
 * What to put before a command so that it runs in these groups, and within what a user's programs are given by the kernel
 * without groups: a shell that enters them and becomes the command.
 *
 * Before the user namespace, as root: what is set there nobody inside takes back. When memory is short the kernel ends
 * programs of sandboxes before the machine's own. Of what it counts by user for all namespaces together, they get a part.
 */
export function enterBounds(groups: readonly string[]): string[] {
  const script = [
    '{ echo 500 > /proc/self/oom_score_adj; } 2> /dev/null || :',
    'n=$1; shift; while [ "$n" -gt 0 ]; do echo 0 > "$1/cgroup.procs"; shift; n=$((n - 1)); done; exec "$@"',
  ].join('\n');
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const part = (name: string): number =>
    Math.floor(Number(new RegExp(`^${name} +(\\d+)`, 'm').exec(limits)?.[1] ?? 65_536) / 4);
  const bounds = [`--sigpending=${part('Max pending signals')}`, `--msgqueue=${part('Max msgqueue size')}`];
  return ['sh', '-ec', script, 'sh', String(groups.length), ...groups, 'prlimit', ...bounds];
}
