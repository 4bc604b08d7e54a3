import type { CmdletHandler } from '../context.ts';
import type { RegisterContainerHostStartupParameters } from '../generated/contract.gen.ts';
import { describeStartup, emitStartupNow, startupProgram } from './startup-object.ts';

/** Register-ContainerHostStartup: the machine starts the service at its own start. Registered already: nothing to do. */
export const handler: CmdletHandler<RegisterContainerHostStartupParameters> = async (_parameters, context) => {
  const { services } = context;
  const { state, kind, target, command, registerCommand } = await describeStartup(context);
  if (state === 'Registered') {
    context.verbose(`${kind} '${target}' is registered already.`);
  } else {
    const action = state === 'Different' ? 'Register anew' : 'Register';
    context.verbose(`To be run at the start of the machine: ${command}`);
    if (!(await context.shouldProcess(`${kind} '${target}'`, `${action} (${registerCommand})`))) return;
    await services.host.preparation.startup.register(startupProgram(services));
  }
  await emitStartupNow(context);
};
