import { quoteArgument } from '../../base/command-line.ts';
import { fault } from '../../base/fault.ts';
import type { HostStartup, StartupEntry, StartupProgram } from '../../host/startup.ts';
import type { AskPowerShell } from './powershell.ts';

const TIMEOUT_MS = 60_000;

/** A scheduled task that runs as SYSTEM when Windows has started. */
export function scheduledStartup(task: string, ask: AskPowerShell): HostStartup {
  const find = async (): Promise<{ execute: string; argument: string } | undefined> => {
    const found = await ask({ op: 'findTask', task }, { timeoutMs: TIMEOUT_MS });
    if (found === null || found === undefined) return undefined;
    if (typeof found === 'object' && 'execute' in found && 'argument' in found) {
      const { execute, argument } = found;
      if (typeof execute === 'string' && typeof argument === 'string') return { execute, argument };
    }
    throw fault('Corrupt', `PowerShell does not say what the task '${task}' runs.`, { target: task });
  };
  return {
    async describe(program): Promise<StartupEntry> {
      const there = await find();
      const { execute, argument } = actionOf(program);
      const isSame = there?.execute === execute && there.argument === argument;
      return {
        kind: 'ScheduledTask',
        target: task,
        state: there === undefined ? 'NotRegistered' : isSame ? 'Registered' : 'Different',
        command: `${quoteArgument(execute)} ${argument}`,
        registerCommand: [
          `Register-ScheduledTask -TaskName ${quoted(task)}`,
          `-Action (New-ScheduledTaskAction -Execute ${quoted(execute)} -Argument ${quoted(argument)})`,
          '-Trigger (New-ScheduledTaskTrigger -AtStartup)',
          "-Principal (New-ScheduledTaskPrincipal -UserId 'S-1-5-18' -LogonType ServiceAccount -RunLevel Highest)",
          '-Force',
        ].join(' '),
        unregisterCommand: `Unregister-ScheduledTask -TaskName ${quoted(task)} -Confirm:$false`,
      };
    },
    async register(program) {
      await ask({ op: 'registerTask', task, ...actionOf(program) }, { timeoutMs: TIMEOUT_MS });
    },
    async unregister() {
      if ((await find()) === undefined) return false;
      await ask({ op: 'unregister', task }, { timeoutMs: TIMEOUT_MS });
      return true;
    },
  };
}

function actionOf({ program, arguments: args }: StartupProgram): { execute: string; argument: string } {
  return { execute: program, argument: args.map(quoteArgument).join(' ') };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
