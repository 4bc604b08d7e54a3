import type { CmdletHandler } from '../context.ts';
import type { GetContainerHostStartupParameters } from '../generated/contract.gen.ts';
import { emitStartupNow } from './startup-object.ts';

/** Get-ContainerHostStartup: whether the machine starts containers with it, and how. */
export const handler: CmdletHandler<GetContainerHostStartupParameters> = (_parameters, context) =>
  emitStartupNow(context);
