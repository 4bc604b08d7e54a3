import type { RestartOptions } from '../../container/restart/restart.ts';
import type { CmdletHandler } from '../context.ts';
import type { RestartContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Restart-Container: a stop and a start with nobody in between. One that is off is started. */
export const handler: CmdletHandler<RestartContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const { TimeoutSec } = parameters;
  const options: RestartOptions = {
    stop: {
      turnOff: parameters.TurnOff === true,
      onStep: (text) => context.verbose(text),
      ...(TimeoutSec === undefined ? {} : { timeoutMs: TimeoutSec * 1000 }),
    },
    signal: context.signal,
  };
  await eachContainer(parameters, context, 'restart container', async ({ record: { id, name }, state }) => {
    if (state === 'Off') await containers.foresee.start(id);
    if (!(await context.shouldProcess(`container '${name}'`, 'Restart'))) return;
    await withProgress(context, `Restarting container '${name}'`, () => containers.restart(id, options));
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
