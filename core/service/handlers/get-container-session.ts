import type { CmdletHandler } from '../context.ts';
import type { GetContainerSessionParameters } from '../generated/contract.gen.ts';
import { eachContainer } from './each-container.ts';
import { emitSession } from './session-object.ts';

/** Get-ContainerSession: the terminal sessions whose programs run, entered or left. */
export const handler: CmdletHandler<GetContainerSessionParameters> = async (parameters, context) => {
  const { Name = ['*'], Container, Id } = parameters;
  const choice = Container === undefined && Id === undefined ? { Name } : parameters;
  await eachContainer(choice, context, 'get the sessions of container', async (view) => {
    for (const session of await context.services.containers.listSessions(view.record.id)) {
      await emitSession(context, view, session);
    }
  });
};
