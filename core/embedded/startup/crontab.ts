import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf, fault } from '../../base/fault.ts';
import { whileLocked } from '../../base/while-locked.ts';
import type { HostStartup, StartupProgram } from '../../host/startup.ts';
import type { RunProgram } from '../run-program.ts';

export interface CrontabOptions {
  /** Marks our line; one for each state root. */
  name: string;
  run: RunProgram;
  /** Where a file may be written for a moment. */
  folder: string;
  /** Whose crontab it is. */
  userName: string;
  /** A lock's file, one for each user: made where it is missing. */
  lockPath: string;
}

/** Of one change; `crontab` takes some milliseconds. */
const PATIENCE_MS = 30_000;

/** A line of the user's crontab that begins with `@reboot`. All other lines stay as they are, byte for byte. */
export function crontabStartup({ name, run, folder, userName, lockPath }: CrontabOptions): HostStartup {
  const mark = `# ${name}`;
  const crontab = async (...args: string[]): Promise<{ exitCode: number; output: string }> => {
    try {
      return await run('crontab', args);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      throw fault('NotInstalled', 'Nothing on this machine can start the containers with it: there is no crontab.', {
        target: 'crontab',
        hint: 'apt-get install -y cron; as root on a machine with systemd nothing more is needed',
        cause: error,
      });
    }
  };
  const read = async (): Promise<string[]> => {
    const { exitCode, output } = await crontab('-l');
    if (exitCode === 0) return output.split('\n');
    // A user who has none is told so, in words, with an exit code as for any failure.
    if (/no crontab for/i.test(output)) return [''];
    throw failed('crontab -l', exitCode, output);
  };
  const write = async (lines: readonly string[]): Promise<void> => {
    const file = join(folder, `crontab-${process.pid}.tmp`);
    try {
      await writeFile(file, lines.join('\n'), { mode: 0o600 });
      const { exitCode, output } = await crontab(file);
      if (exitCode !== 0) throw failed('crontab', exitCode, output);
    } finally {
      await rm(file, { force: true });
    }
  };
  /** A table is read and then written as a whole: one change at a time, whichever service of the user makes it. */
  const change = async <T>(work: () => Promise<T>): Promise<T> => {
    await mkdir(dirname(lockPath), { recursive: true, mode: 0o700 });
    return whileLocked(lockPath, work, {
      patienceMs: PATIENCE_MS,
      whenLate: () =>
        fault('Timeout', `Another service of this user is changing the crontab of ${userName}.`, {
          target: lockPath,
          hint: 'crontab -l, then try again',
        }),
    });
  };
  const isOurs = (line: string) => line.endsWith(mark);
  return {
    async describe(program) {
      const wanted = crontabLine(program, mark);
      const ours = (await read()).filter(isOurs);
      return {
        kind: 'Crontab',
        target: userName,
        state: ours.length === 0 ? 'NotRegistered' : ours.join('\n') === wanted ? 'Registered' : 'Different',
        command: shellLine(program),
        registerCommand: `(crontab -l; echo ${shellWord(wanted)}) | crontab -`,
        unregisterCommand: `crontab -l | grep -v '${mark}$' | crontab -`,
      };
    },
    register: (program) =>
      change(async () => {
        const line = crontabLine(program, mark);
        const others = (await read()).filter((one) => !isOurs(one));
        const [last] = others.splice(-1);
        // A crontab ends with a line end: what follows the last one is empty, or a line without one.
        await write([...others, ...(last === undefined || last === '' ? [] : [last]), line, '']);
      }),
    unregister: () =>
      change(async () => {
        const lines = await read();
        const others = lines.filter((line) => !isOurs(line));
        if (others.length === lines.length) return false;
        await write(others);
        return true;
      }),
  };
}

/**
 * In a crontab a line is a command, and `%` ends it unless it is escaped.
 *
 * @throws {RuntimeFault} `InvalidArgument` for a path that holds a line end.
 * @see https://man7.org/linux/man-pages/man5/crontab.5.html
 */
export function crontabLine(program: StartupProgram, mark: string): string {
  const line = shellLine(program);
  if (/[\r\n]/.test(line))
    throw fault('InvalidArgument', 'A path with a line end cannot be put into a crontab.', { target: line });
  return `@reboot ${line.replaceAll('%', '\\%')} >/dev/null 2>&1 ${mark}`;
}

function shellLine({ program, arguments: args }: StartupProgram): string {
  return [program, ...args].map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function failed(command: string, exitCode: number, output: string): Error {
  return fault('CommandFailed', `'${command}' ended with ${exitCode}: ${output.trim().split('\n').at(-1) ?? ''}`, {
    target: 'crontab',
    hint: 'crontab -l',
  });
}
