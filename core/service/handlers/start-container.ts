import type { StartOptions } from '../../container/start.ts';
import type { CmdletHandler } from '../context.ts';
import type { StartContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Start-Container: returns when commands work. One that runs already: nothing to do. */
export const handler: CmdletHandler<StartContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const options: StartOptions = { signal: context.signal };
  if (parameters.TimeoutSec !== undefined) options.timeoutMs = parameters.TimeoutSec * 1000;
  await eachContainer(parameters, context, 'start container', async ({ record, state }) => {
    const { id, name } = record;
    if (state === 'Running') {
      context.verbose(`Container '${name}' is running already.`);
    } else {
      await containers.foresee.start(id);
      if (!(await context.shouldProcess(`container '${name}'`, 'Start'))) return;
      await withProgress(context, `Starting container '${name}'`, () => containers.start(id, options));
    }
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
