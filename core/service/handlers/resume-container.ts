import type { CmdletHandler } from '../context.ts';
import type { ResumeContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';

/** Resume-Container: its programs go on. One that runs: nothing to do. */
export const handler: CmdletHandler<ResumeContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  await eachContainer(parameters, context, 'resume container', async ({ record: { id, name }, state }) => {
    if (state === 'Running') {
      context.verbose(`Container '${name}' is running already.`);
    } else {
      await containers.foresee.resume(id);
      if (!(await context.shouldProcess(`container '${name}'`, 'Resume'))) return;
      await containers.resume(id, context.signal);
    }
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
