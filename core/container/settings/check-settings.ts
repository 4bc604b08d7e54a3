import { fault } from '../../base/fault.ts';
import { checkCommandLength } from '../../host/check-process.ts';

/** @throws {RuntimeFault} `InvalidArgument` for a name or a value that Windows cannot have. */
export function checkEnvironment(environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (name !== '' && !name.includes('=') && !name.includes('\0') && !value.includes('\0')) continue;
    throw fault('InvalidArgument', `Environment variable '${JSON.stringify(name).slice(1, -1)}' cannot be used.`, {
      hint: "-Environment @{ NAME = 'value' }; a name holds no = and no NUL",
    });
  }
}

/**
 * Refuses what could never be started, before anything is kept.
 *
 * @param after What becomes of it: `Nothing was created.`
 * @throws {RuntimeFault} `InvalidArgument`.
 */
export function checkCommands(
  settings: { command?: string; stopCommand?: string; healthCheck?: { command?: string } },
  after: string,
): void {
  const { command, stopCommand, healthCheck } = settings;
  const commands = { Command: command, StopCommand: stopCommand, HealthCommand: healthCheck?.command };
  for (const [name, text = ''] of Object.entries(commands))
    checkCommandLength(text, { after, hint: `-${name} with a shorter one, or with a script in the container` });
}
