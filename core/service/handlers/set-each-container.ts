import type { ContainerSettings } from '../../container/settings/set.ts';
import type { CmdletContext } from '../context.ts';
import { emitContainerNow } from './container-object.ts';
import { type ContainerChoice, eachContainer } from './each-container.ts';

/** Sets the same of each container that was named: all that is given, or nothing. */
export function setEachContainer(
  choice: ContainerChoice,
  context: CmdletContext,
  settings: ContainerSettings,
  passThru: boolean | undefined,
): Promise<void> {
  const given = Object.keys(settings).length > 0;
  return eachContainer(choice, context, 'set container', async ({ record: { id, name, run } }) => {
    if (given) {
      await context.services.containers.foresee.set(id, settings);
      if (!(await context.shouldProcess(`container '${name}'`, 'Set'))) return;
      const changed = await context.services.containers.set(id, settings, context.signal);
      context.verbose(`Container '${name}': ${changed.length === 0 ? 'all is so already' : changed.join(', ')}.`);
      if (run !== undefined && changed.some((parameter) => parameter.startsWith('Secret')))
        context.warning(`Container '${name}' runs: its command has the new secrets from its next start on.`);
    }
    if (passThru === true) await emitContainerNow(context, id);
  });
}

/** How the cmdlets that set one thing of containers name them, and answer. */
export interface NamedContainers {
  ContainerName?: string[];
  Container?: string[];
  ContainerId?: string[];
  PassThru?: boolean;
}

/** The same for those cmdlets. */
export function setNamedContainers(
  { ContainerName, Container, ContainerId, PassThru }: NamedContainers,
  context: CmdletContext,
  settings: ContainerSettings,
): Promise<void> {
  const choice: ContainerChoice = {};
  if (ContainerName !== undefined) choice.Name = ContainerName;
  if (Container !== undefined) choice.Container = Container;
  if (ContainerId !== undefined) choice.Id = ContainerId;
  return setEachContainer(choice, context, settings, PassThru);
}
