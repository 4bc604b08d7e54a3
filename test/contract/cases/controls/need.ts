import type { Control, Grant, Isolation } from '../../../../core/host/capabilities.ts';
import { skip } from '../../../skip.ts';
import type { Bed } from '../../kit/bed.ts';

/** Skips the case on a host that has not this control: the case of refusals looks at those. */
export async function needControl(context: Mocha.Context, bed: Bed, control: Control): Promise<void> {
  const { controls } = await bed.trusted.capabilities();
  if (!controls.includes(control)) skip(context, `this host has no control '${control}'`);
  const lack = bed.fixture.lacks?.get(control);
  if (lack !== undefined) skip(context, lack);
}

export async function needGrant(context: Mocha.Context, bed: Bed, grant: Grant): Promise<void> {
  const { grants } = await bed.trusted.capabilities();
  if (!grants.includes(grant)) skip(context, `this host grants no '${grant}'`);
  const lack = grant === 'directory' ? bed.fixture.lacks?.get(grant) : undefined;
  if (lack !== undefined) skip(context, lack);
}

/** The isolation of systems that can be paused here. */
export async function needPausable(context: Mocha.Context, bed: Bed): Promise<Isolation> {
  const { pausable } = await bed.trusted.capabilities();
  const [isolation] = pausable;
  return isolation ?? skip(context, 'no system can be paused on this host');
}
