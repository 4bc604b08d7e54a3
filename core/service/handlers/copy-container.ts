import type { CloneOptions } from '../../container/clone.ts';
import type { CmdletHandler } from '../context.ts';
import type { CopyContainerParameters } from '../generated/contract.gen.ts';
import { emitContainerNow } from './container-object.ts';
import { eachContainer } from './each-container.ts';
import { withProgress } from './progress-of.ts';

/** Copy-Container: files, registry and settings of one that is off. */
export const handler: CmdletHandler<CopyContainerParameters> = async (parameters, context) => {
  const { Name, Container, Id, NewName } = parameters;
  // One exact name: the copies of several cannot have one name.
  const chosen = { Id: [Name, Container, Id].filter((text) => text !== undefined) };
  await eachContainer(chosen, context, 'copy container', async ({ record: { id, name } }) => {
    const options: CloneOptions = { signal: context.signal };
    if (NewName !== undefined) options.name = NewName;
    await context.services.containers.foresee.clone(id, options);
    const action = NewName === undefined ? 'Copy' : `Copy to '${NewName}'`;
    if (!(await context.shouldProcess(`container '${name}'`, action))) return;
    const work = () => context.services.containers.clone(id, options);
    await emitContainerNow(context, (await withProgress(context, `Copying container '${name}'`, work)).id);
  });
};
