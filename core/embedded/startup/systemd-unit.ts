import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFileAtomic } from '../../base/atomic-file.ts';
import { fault, toFault } from '../../base/fault.ts';
import { readIfThere } from '../../base/read-if-there.ts';
import type { HostStartup, StartupEntry, StartupProgram } from '../../host/startup.ts';
import type { RunProgram } from '../run-program.ts';

export interface SystemdOptions {
  /** Of the unit, without `.service`; one for each state root. */
  name: string;
  run: RunProgram;
  /** Where the machine's files begin. Default `/`; tests have their own. */
  root?: string;
}

/** A unit of the system's systemd: a file, and its being enabled. */
export function systemdStartup({ name, run, root = '/' }: SystemdOptions): HostStartup {
  const unit = `${name}.service`;
  const path = join('/etc/systemd/system', unit);
  const file = join(root, path);
  const systemctl = async (...args: string[]): Promise<void> => {
    const elsewhere = root === '/' ? [] : [`--root=${root}`];
    const { exitCode, output } = await run('systemctl', [...elsewhere, ...args]);
    if (exitCode === 0) return;
    const why = output.trim().split('\n').at(-1) ?? '';
    throw fault('CommandFailed', `'systemctl ${args.join(' ')}' ended with ${exitCode}: ${why}`, {
      target: unit,
      hint: `systemctl status ${unit}`,
    });
  };
  /** systemd reads unit files when it is told to; one that is not running reads them when it starts. */
  const reload = () => (root === '/' ? systemctl('daemon-reload') : Promise.resolve());
  const read = async (): Promise<string | undefined> => {
    const bytes = await readIfThere(file).catch((error: unknown) => {
      throw toFault(error, 'read', file);
    });
    return bytes?.toString('utf8');
  };
  const describe = async (program: StartupProgram): Promise<StartupEntry> => {
    const there = await read();
    return {
      kind: 'SystemdUnit',
      target: path,
      state: there === undefined ? 'NotRegistered' : there === unitText(program) ? 'Registered' : 'Different',
      command: execLine(program),
      registerCommand: `Write ${path}; systemctl enable ${unit}`,
      unregisterCommand: `systemctl disable ${unit}; rm ${path}`,
    };
  };
  return {
    describe,
    async register(program) {
      const before = await read();
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeFileAtomic(file, unitText(program));
        await reload();
        await systemctl('enable', unit);
      } catch (error) {
        if (before === undefined) await rm(file, { force: true });
        else await writeFileAtomic(file, before);
        throw toFault(error, 'register the start with this machine in', path);
      }
    },
    async unregister() {
      if ((await read()) === undefined) return false;
      try {
        await systemctl('disable', unit);
        await rm(file, { force: true });
        await reload();
      } catch (error) {
        throw toFault(error, 'take back the start with this machine in', path);
      }
      return true;
    },
  };
}

/**
 * The unit is done when the service runs. What it has started, containers too, is not ended with it (`KillMode`), and may
 * have control groups of its own (`Delegate`).
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html
 */
export function unitText(program: StartupProgram): string {
  const lines = [
    '# Made by Register-ContainerHostStartup; Unregister-ContainerHostStartup removes it.',
    '[Unit]',
    'Description=Containers of HcsContainers that start with this machine',
    'After=local-fs.target network.target',
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    'KillMode=process',
    'Delegate=yes',
    `ExecStart=${execLine(program)}`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  return `${lines.join('\n')}\n`;
}

/** Each word in quotes; `%` and `$` mean something to systemd, and stand for themselves when doubled. */
function execLine({ program, arguments: args }: StartupProgram): string {
  const quote = (word: string) =>
    `"${word.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
  return [program, ...args].map(quote).join(' ');
}
