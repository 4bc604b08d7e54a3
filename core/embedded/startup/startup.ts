import { userInfo } from 'node:os';
import { shortHash } from '../../base/digest.ts';
import { isThere } from '../../base/is-there.ts';
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
    return crontabStartup({ name, run: runProgram, folder: stateFolder, userName: userInfo().username });
  };
  return {
    describe: async (program) => (await choose()).describe(program),
    register: async (program) => (await choose()).register(program),
    unregister: async () => (await choose()).unregister(),
  };
}
