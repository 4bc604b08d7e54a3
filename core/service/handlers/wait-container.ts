import { fault } from '../../base/fault.ts';
import type { WaitOptions } from '../../container/wait.ts';
import type { CmdletHandler } from '../context.ts';
import type { WaitContainerParameters } from '../generated/contract.gen.ts';
import { emitContainer, emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';

/** Wait-Container: for the end, for readiness, or for a line of the log; one deadline for all. */
export const handler: CmdletHandler<WaitContainerParameters> = async (parameters, context) => {
  const { For, LogLike, TimeoutSec } = parameters;
  const { containers } = context.services;
  if (For !== undefined && LogLike !== undefined) {
    throw fault('InvalidArgument', 'Cannot wait for both -For and -LogLike.', { hint: 'Give one of them' });
  }
  const begunMs = context.runtime.now().getTime();
  const options = (): WaitOptions => {
    if (TimeoutSec === undefined) return { signal: context.signal };
    const goneMs = context.runtime.now().getTime() - begunMs;
    return { signal: context.signal, timeoutMs: Math.max(0, TimeoutSec * 1000 - goneMs) };
  };
  await eachContainer(parameters, context, 'wait for container', async ({ record: { id } }) => {
    if (LogLike !== undefined) {
      context.verbose(`Found: ${await containers.waitForLine(id, LogLike, options())}`);
      await emitContainerNow(context, id);
      return;
    }
    if (For?.toLowerCase() === 'healthy') {
      await emitContainer(context, await containers.waitForHealth(id, options()));
      return;
    }
    const state = For?.toLowerCase() === 'ready' ? 'Running' : 'Off';
    await emitContainer(context, await containers.waitForState(id, state, options()));
  });
};
