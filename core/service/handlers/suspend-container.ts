import type { CmdletHandler } from '../context.ts';
import type { SuspendContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';

/** Suspend-Container: its programs stop where they are. One that is paused already: nothing to do. */
export const handler: CmdletHandler<SuspendContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  await eachContainer(parameters, context, 'suspend container', async ({ record: { id, name }, state }) => {
    if (state === 'Paused') {
      context.verbose(`Container '${name}' is paused already.`);
    } else {
      await containers.foresee.suspend(id);
      if (!(await context.shouldProcess(`container '${name}'`, 'Suspend'))) return;
      await containers.suspend(id, context.signal);
    }
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
