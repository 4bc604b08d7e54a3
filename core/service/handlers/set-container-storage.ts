import { fault } from '../../base/fault.ts';
import type { ContainerLimits } from '../../container/settings/limits.ts';
import type { CmdletHandler } from '../context.ts';
import type { SetContainerStorageParameters } from '../generated/contract.gen.ts';
import { setNamedContainers } from './set-each-container.ts';

/** Set-ContainerStorage: what is not given stays as it is. */
export const handler: CmdletHandler<SetContainerStorageParameters> = (parameters, context) => {
  const limits: ContainerLimits = {};
  if (parameters.MaximumIOPS !== undefined) limits.storageIops = parameters.MaximumIOPS;
  if (parameters.MaximumBandwidth !== undefined) limits.storageBandwidth = parameters.MaximumBandwidth;
  if (Object.keys(limits).length === 0) throw noLimit();
  return setNamedContainers(parameters, context, limits);
};

function noLimit(): Error {
  return fault('InvalidArgument', 'There is no limit to set. Nothing was changed.', {
    target: 'MaximumIOPS',
    hint: 'Give -MaximumIOPS, -MaximumBandwidth or both',
  });
}
