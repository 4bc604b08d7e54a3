import { resolveOne } from '../../container/resolve.ts';
import type { ContainerView } from '../../container/view.ts';
import type { CmdletContext } from '../context.ts';
import { foundOrExplained } from './each-container.ts';

/** How the parameter sets of a cmdlet for one container name it. */
export interface OneContainer {
  Name?: string;
  Container?: string;
  Id?: string;
}

/** The one container that the parameters name. @throws {RuntimeFault} `NotFound`, `Ambiguous`. */
export async function oneContainer(choice: OneContainer, context: CmdletContext): Promise<ContainerView> {
  const listing = await context.services.containers.list();
  const text = choice.Name ?? choice.Container ?? choice.Id ?? '';
  return foundOrExplained(context, text, () => resolveOne(listing, text));
}
