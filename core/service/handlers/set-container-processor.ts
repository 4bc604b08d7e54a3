import { fault } from '../../base/fault.ts';
import type { CmdletHandler } from '../context.ts';
import type { SetContainerProcessorParameters } from '../generated/contract.gen.ts';
import { setNamedContainers } from './set-each-container.ts';

const FIELDS = [
  ['Maximum', 'processorPercent'],
  ['RelativeWeight', 'processorWeight'],
  ['Count', 'processorCount'],
] as const;

/** Set-ContainerProcessor: a container has one such limit, so the one given takes the place of another. */
export const handler: CmdletHandler<SetContainerProcessorParameters> = (parameters, context) => {
  const given = FIELDS.filter(([parameter]) => parameters[parameter] !== undefined);
  if (given.length !== 1) throw notOne();
  const limits = Object.fromEntries(given.map(([parameter, field]) => [field, parameters[parameter]]));
  const clear = FIELDS.map(([, field]) => field).filter((field) => !(field in limits));
  return setNamedContainers(parameters, context, { ...limits, clear });
};

function notOne(): Error {
  return fault('InvalidArgument', 'A container has one limit of its processors. Nothing was changed.', {
    target: 'Maximum',
    hint: 'Give one of -Maximum, -RelativeWeight and -Count',
  });
}
