import type { CmdletHandler } from '../context.ts';
import type { UnregisterContainerHostStartupParameters } from '../generated/contract.gen.ts';
import { describeStartup, emitStartupNow } from './startup-object.ts';

/** Unregister-ContainerHostStartup: takes back the registration of this state root. None: nothing to do. */
export const handler: CmdletHandler<UnregisterContainerHostStartupParameters> = async (_parameters, context) => {
  const { state, kind, target, unregisterCommand } = await describeStartup(context);
  if (state === 'NotRegistered') {
    context.verbose(`${kind} '${target}' is not registered.`);
  } else {
    if (!(await context.shouldProcess(`${kind} '${target}'`, `Unregister (${unregisterCommand})`))) return;
    await context.services.host.preparation.startup.unregister();
  }
  await emitStartupNow(context);
};
