import type { StartupEntry, StartupProgram } from '../../host/startup.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerHostStartupObject } from '../generated/contract.gen.ts';
import type { Services } from '../services.ts';

/** What a machine runs at its start for this state root. */
export function startupProgram({ info, root }: Services): StartupProgram {
  const [program = '', ...entry] = info.commandLine;
  return { program, arguments: [...entry, 'service', 'start', '--with-machine', '--root', root] };
}

/** How it stands now. */
export function describeStartup({ services }: CmdletContext): Promise<StartupEntry> {
  return services.host.preparation.startup.describe(startupProgram(services));
}

/** Puts how it stands now on the pipeline. */
export async function emitStartupNow(context: CmdletContext): Promise<void> {
  const entry = await describeStartup(context);
  const object: ContainerHostStartupObject = {
    State: entry.state,
    Kind: entry.kind,
    Target: entry.target,
    Command: entry.command,
    RegisterCommand: entry.registerCommand,
    UnregisterCommand: entry.unregisterCommand,
  };
  await context.emit('ContainerHostStartup', object);
}
