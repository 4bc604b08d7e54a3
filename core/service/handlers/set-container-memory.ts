import type { CmdletHandler } from '../context.ts';
import type { SetContainerMemoryParameters } from '../generated/contract.gen.ts';
import { setNamedContainers } from './set-each-container.ts';

/** Set-ContainerMemory: what the preview era called -MemoryStartupBytes of a container that is there. */
export const handler: CmdletHandler<SetContainerMemoryParameters> = (parameters, context) =>
  setNamedContainers(parameters, context, { memoryBytes: parameters.MaximumBytes });
