import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isThere } from '../../core/base/is-there.ts';
import { runProgram } from '../../core/embedded/run-program.ts';
import { crontabStartup } from '../../core/embedded/startup/crontab.ts';
import { systemdStartup } from '../../core/embedded/startup/systemd-unit.ts';
import type { HostStartup } from '../../core/host/startup.ts';
import { makeCrontab } from '../doubles/crontab.ts';

const NAME = 'HcsContainers-startup-0123abcd';

/** Whether systemd's own programs are here: they work on another root as well. */
export function hasSystemctl(): boolean {
  return spawnSync('systemctl', ['--version']).status === 0;
}

/** The systemd of a machine whose files are below a folder. */
export function systemdBelow(folder: string): HostStartup {
  return systemdStartup({ name: NAME, run: runProgram, root: folder });
}

/** The cron of a machine whose only crontab is below a folder. */
export async function cronBelow(folder: string): Promise<HostStartup> {
  const crontab = (await isThere(join(folder, 'bin'))) ? join(folder, 'bin') : (await makeCrontab(folder)).folder;
  return crontabStartup({
    name: NAME,
    folder,
    userName: 'me',
    lockPath: join(folder, 'crontab.lock'),
    run: (name, args) => runProgram(join(crontab, name), args),
  });
}

/** A machine with neither. */
export function withoutCron(): HostStartup {
  const run = () => runProgram('/no/such/crontab', []);
  return crontabStartup({ name: NAME, folder: '/', userName: 'me', lockPath: join(tmpdir(), 'no-crontab.lock'), run });
}
