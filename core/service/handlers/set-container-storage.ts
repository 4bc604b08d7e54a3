import { fault } from '../../base/fault.ts';
import type { CmdletHandler } from '../context.ts';
import type { SetContainerStorageParameters } from '../generated/contract.gen.ts';
import { limitsFrom } from './limit-parameters.ts';
import { setNamedContainers } from './set-each-container.ts';

/** Set-ContainerStorage: what is not given stays as it is. */
export const handler: CmdletHandler<SetContainerStorageParameters> = (parameters, context) => {
  const { MaximumIOPS: StorageMaximumIOPS, MaximumBandwidth: StorageMaximumBandwidth } = parameters;
  const limits = limitsFrom({
    ...(StorageMaximumIOPS === undefined ? {} : { StorageMaximumIOPS }),
    ...(StorageMaximumBandwidth === undefined ? {} : { StorageMaximumBandwidth }),
  });
  if (Object.keys(limits).length === 0) throw noLimit();
  return setNamedContainers(parameters, context, limits);
};

function noLimit(): Error {
  return fault('InvalidArgument', 'There is no limit to set. Nothing was changed.', {
    target: 'MaximumIOPS',
    hint: 'Give -MaximumIOPS, -MaximumBandwidth or both',
  });
}
