import { damagedFault } from '../../container/resolve.ts';
import type { CmdletHandler } from '../context.ts';
import type { GetContainerParameters } from '../generated/contract.gen.ts';
import { emitContainer } from './container-object.ts';
import { eachContainer } from './each-container.ts';
import { getByOwner } from './get-by-owner.ts';

/** Get-Container: all containers, or those that are named; a damaged one is a non-terminating error. */
export const handler: CmdletHandler<GetContainerParameters> = async (parameters, context) => {
  const { Name, Id, Container, State, Owner } = parameters;
  if (Owner !== undefined) return getByOwner({ ...parameters, Owner }, context);
  const isWanted = (state: string) => State === undefined || State.toLowerCase() === state.toLowerCase();
  if (Name !== undefined || Id !== undefined || Container !== undefined) {
    await eachContainer(parameters, context, 'get container', async (view) => {
      if (isWanted(view.state)) await emitContainer(context, view);
    });
    return;
  }
  const { containers, damaged } = await context.services.containers.list();
  for (const view of containers) if (isWanted(view.state)) await emitContainer(context, view);
  for (const one of damaged) context.error(damagedFault(one), 'get container', one.id);
};
