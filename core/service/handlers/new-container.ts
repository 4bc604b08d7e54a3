import type { CmdletHandler } from '../context.ts';
import type { NewContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { createRequest, newTarget } from './create-request.ts';
import { withProgress } from './progress-of.ts';

/** New-Container: makes a container from an image, Off. */
export const handler: CmdletHandler<NewContainerParameters> = async (parameters, context) => {
  const request = await createRequest(parameters, context);
  await context.services.containers.foresee.create(request);
  const target = newTarget(request);
  if (!(await context.shouldProcess(target, 'Create'))) return;
  const activity = `Creating ${target}`;
  const record = await withProgress(context, activity, () => context.services.containers.create(request));
  await emitContainerNow(context, record.id);
};
