import { fault, isFault, toFault } from '../../base/fault.ts';
import { programShells } from '../../host/program-shells.ts';
import type { Shell } from '../../host/shells.ts';
import { notRunning, whyNotRunning } from '../not-running.ts';
import { environmentOf } from '../settings/secrets.ts';
import { type ContainerWorld, readRecord } from '../world.ts';

const KEY_PREFIX = 'shell-';

/** Whether it is the key of a shell's process in its compute system. */
export function isShellKey(key: string): boolean {
  return key.startsWith(KEY_PREFIX);
}

export interface ShellRequest {
  /** With all the rights of an administrator, where the host knows others. */
  asAdministrator: boolean;
  /** See `ShellOptions.script`. */
  script?: string;
}

/**
 * Starts the container's PowerShell, with the container's variables in its working directory.
 *
 * @throws {RuntimeFault} `InvalidState` when the container does not run; `NotInstalled` when it has no PowerShell.
 */
export async function openShell(world: ContainerWorld, id: string, request: ShellRequest): Promise<Shell> {
  const record = await readRecord(world, id);
  const what = `open a session in container '${record.name}'`;
  if (record.run === undefined) throw notRunning(record.name, what);
  const { asAdministrator, script } = request;
  const { user, workingDirectory } = record;
  const shells = world.host.shells ?? programShells(world.host.compute);
  try {
    return await shells.open(id, `${KEY_PREFIX}${world.runtime.newId()}`, {
      environment: await environmentOf(world, record),
      isRestricted: !asAdministrator,
      ...(asAdministrator ? { user: 'ContainerAdministrator' } : user === undefined ? {} : { user }),
      ...(workingDirectory === undefined ? {} : { workingDirectory }),
      ...(script === undefined ? {} : { script }),
    });
  } catch (error) {
    if (isFault(error, 'NotInstalled'))
      throw fault('NotInstalled', `Cannot ${what}: ${lowerFirst(error.message)}`, {
        target: record.name,
        ...(error.hint === undefined ? {} : { hint: error.hint.replace('<name>', record.name) }),
        cause: error,
      });
    const why = await whyNotRunning(world, record, what, error);
    throw why ?? toFault(error, what, record.name);
  }
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
