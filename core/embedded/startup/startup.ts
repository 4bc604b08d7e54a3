import { userInfo } from 'node:os';
import { shortHash } from '../../base/digest.ts';
import { isThere } from '../../base/is-there.ts';
import { stateRoot } from '../../base/state-root.ts';
import type { HostStartup } from '../../host/startup.ts';
import { runProgram } from '../run-program.ts';
import { crontabStartup } from './crontab.ts';
import { systemdStartup } from './systemd-unit.ts';

/** Is there while systemd is the machine's first process. @see sd_booted(3) */
const SYSTEMD_RUNS = '/run/systemd/system';

/** By systemd for root, where it runs; else by cron, which needs no session of the user either. */
export function openStartup(stateFolder: string): HostStartup {
  const name = `HcsContainers-startup-${shortHash(stateFolder, 8)}`;
  const choose = async (): Promise<HostStartup> => {
    const isRoot = process.getuid?.() === 0;
    if (isRoot && (await isThere(SYSTEMD_RUNS))) return systemdStartup({ name, run: runProgram });
    const { username: userName, homedir } = userInfo();
    return crontabStartup({ name, run: runProgram, folder: stateFolder, userName, lockPath: lockOf(homedir) });
  };
  return {
    describe: async (program) => (await choose()).describe(program),
    register: async (program) => (await choose()).register(program),
    unregister: async () => (await choose()).unregister(),
  };
}

/** Beside the folder that is this user's state root unless another one is chosen: the same for all of them. */
function lockOf(homeFolder: string): string {
  const { platform } = process;
  return `${stateRoot({ environment: {}, platform, userId: process.getuid?.(), homeFolder })}-crontab.lock`;
}
