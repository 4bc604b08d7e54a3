import { fault } from '../../base/fault.ts';
import { resolveDamaged } from '../../container/resolve.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { RemoveContainerParameters } from '../generated/contract.gen.ts';
import { emitContainer } from './container-object.ts';
import { eachContainer, tryItem } from './each-container.ts';

/** Remove-Container: with its files and logs. A damaged one is removed by its id, with -Force. */
export const handler: CmdletHandler<RemoveContainerParameters> = async (parameters, context) => {
  const { containers } = context.services;
  const isForced = parameters.Force === true;
  const rest = isForced ? await removeDamagedOnes(parameters, context) : parameters;
  await eachContainer(rest, context, 'remove container', async (view) => {
    const { id, name } = view.record;
    if (view.state !== 'Off' && !isForced) {
      // Said before anybody is asked to confirm it.
      throw fault('InvalidState', `Cannot remove container '${name}': it is ${view.state.toLowerCase()}.`, {
        target: name,
        hint: `Stop-Container ${name}; or Remove-Container ${name} -Force`,
      });
    }
    if (!(await context.shouldProcess(`container '${name}'`, 'Remove'))) return;
    await containers.remove(id, { force: isForced, signal: context.signal });
    if (parameters.PassThru === true) await emitContainer(context, { ...view, state: 'Off', uptimeMs: 0 });
  });
};

/** Removes what is named by the id of a damaged record. @returns the parameters without those. */
async function removeDamagedOnes(
  parameters: RemoveContainerParameters,
  context: CmdletContext,
): Promise<RemoveContainerParameters> {
  const { containers } = context.services;
  const listing = await containers.list();
  const keep = async (texts: string[] | undefined): Promise<string[]> => {
    const kept: string[] = [];
    for (const text of texts ?? []) {
      const damaged = resolveDamaged(listing, text);
      if (damaged === undefined) {
        kept.push(text);
        continue;
      }
      await tryItem(context, 'remove container', damaged.id, async () => {
        if (!(await context.shouldProcess(`container '${damaged.id}'`, 'Remove'))) return;
        await containers.removeDamaged(damaged.id, context.signal);
      });
    }
    return kept;
  };
  const Name = await keep(parameters.Name);
  const Container = await keep(parameters.Container);
  return { ...parameters, Name, Container, Id: await keep(parameters.Id) };
}
