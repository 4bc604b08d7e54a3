import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { embeddedCapabilities } from '../../core/embedded/capabilities.ts';
import type { HostFeature } from '../../core/host/capabilities.ts';

const APT = 'apt-get install -y --no-install-recommends';

/**
 * Looks for what running containers needs. As root, on a machine with apt, it installs what is missing and says so;
 * otherwise it prints the command to type.
 *
 * @returns true when something is still missing, and the user was told what.
 */
export async function ensurePrerequisites(): Promise<boolean> {
  if (process.platform !== 'linux') {
    print(`The demo runs on Linux for now: this version does not drive containers on ${process.platform} yet.`);
    print('What to type: npm run demo, on a Linux machine or in WSL 2');
    return true;
  }
  let missing = await missingFeatures();
  if (missing.length === 0) return false;
  const isRoot = process.getuid?.() === 0;
  for (const { name, disables } of missing) print(`${name} is missing: it is needed for ${disables ?? 'containers'}.`);
  if (isRoot && isOnPath('apt-get')) {
    install(missing);
    missing = await missingFeatures();
    if (missing.length === 0) return false;
    print('That was not enough.');
  }
  print('What to type:');
  for (const { fix } of missing) print(`  ${isRoot ? '' : 'sudo '}${fix ?? ''}`);
  return true;
}

/** What this user lacks and the demo needs: root needs no user namespaces, and nobody what is optional. */
async function missingFeatures(): Promise<HostFeature[]> {
  const nowhere = mkdtempSync(join(tmpdir(), 'hcs-demo-'));
  try {
    const { features } = await embeddedCapabilities(nowhere);
    const isRoot = process.getuid?.() === 0;
    return features.filter(
      ({ name, available, isOptional }) => !available && !isOptional && !(isRoot && name === 'UserNamespaces'),
    );
  } finally {
    rmSync(nowhere, { recursive: true, force: true });
  }
}

function install(missing: readonly HostFeature[]): void {
  const packages = missing.flatMap(({ fix }) => /^apt-get install (.*)$/.exec(fix ?? '')?.[1]?.split(' ') ?? []);
  const names = [...new Set(packages.filter((word) => !word.startsWith('-')))];
  const commands = [['apt-get update -qq'], names.length === 0 ? [] : [`${APT} ${names.join(' ')}`]].flat();
  for (const command of commands) {
    print(`You are root and there is apt: running '${command}' (a minute or two)`);
    const [program = '', ...args] = command.split(' ');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) print(`'${command}' ended with ${status ?? 'a signal'}.`);
  }
}

/** Whether the shell would find a program. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
