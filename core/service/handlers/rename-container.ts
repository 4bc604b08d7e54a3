import type { CmdletHandler } from '../context.ts';
import type { RenameContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';

/** Rename-Container: the name alone; id, files and computer name stay. */
export const handler: CmdletHandler<RenameContainerParameters> = async (parameters, context) => {
  const { Name, Container, Id, NewName } = parameters;
  // One exact name: a wildcard would give several containers one name.
  const chosen = { Id: [Name, Container, Id].filter((text) => text !== undefined) };
  await eachContainer(chosen, context, 'rename container', async ({ record: { id, name } }) => {
    if (name === NewName) {
      context.verbose(`Container '${name}' is called so already.`);
    } else {
      await context.services.containers.foresee.rename(id, NewName);
      if (!(await context.shouldProcess(`container '${name}'`, `Rename to '${NewName}'`))) return;
      await context.services.containers.rename(id, NewName, context.signal);
    }
    if (parameters.PassThru === true) await emitContainerNow(context, id);
  });
};
