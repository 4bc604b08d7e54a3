import type { StopOptions } from '../../container/stop.ts';
import type { CmdletHandler } from '../context.ts';
import type { StopContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Stop-Container: in good order, or at once with -TurnOff. One that is off already: nothing to do. */
export const handler: CmdletHandler<StopContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const options: StopOptions = {
    turnOff: parameters.TurnOff === true,
    signal: context.signal,
    onStep: (text) => context.verbose(text),
  };
  if (parameters.TimeoutSec !== undefined) options.timeoutMs = parameters.TimeoutSec * 1000;
  await eachContainer(parameters, context, 'stop container', async ({ record, state }) => {
    const { id, name } = record;
    if (state === 'Off') {
      context.verbose(`Container '${name}' is off already.`);
    } else {
      const action = parameters.TurnOff === true ? 'Turn off' : 'Stop';
      if (!(await context.shouldProcess(`container '${name}'`, action))) return;
      await withProgress(context, `Stopping container '${name}'`, () => containers.stop(id, options));
    }
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
