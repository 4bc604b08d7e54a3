import { expect } from 'chai';
import { isFault } from '../../../../core/base/fault.ts';
import type { Control, Isolation } from '../../../../core/host/capabilities.ts';
import type { SystemControls } from '../../../../core/host/controls.ts';
import { skip } from '../../../skip.ts';
import type { Bed } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';

type Call = (controls: SystemControls, id: string) => Promise<unknown>;

/** Each control with arguments that nothing is wrong with, for a system that has a process `key`. */
export const callsOf = (hostPath: string, key: string): Record<Control, Call> => ({
  statistics: (controls, id) => controls.statistics(id),
  guestProcesses: (controls, id) => controls.guestProcesses(id),
  memory: (controls, id) => controls.change(id, { kind: 'memory', memoryBytes: 1024 ** 3 }),
  processor: (controls, id) => controls.change(id, { kind: 'processor', limit: { count: 1 } }),
  directory: (controls, id) =>
    controls.change(id, { kind: 'addDirectory', hostPath, containerPath: 'C:\\shared', isReadOnly: true }),
  console: (controls, id) => controls.resizeConsole(id, key, { height: 30, width: 90 }),
});

/**
 * Whether this host has the control and this machine can show it. Where it has not, that a running system refuses it;
 * where only the machine cannot show it, that it is taken.
 */
export async function hasControl(bed: Bed, control: Control): Promise<boolean> {
  const { controls } = await bed.trusted.capabilities();
  const isLacking = bed.fixture.lacks?.has(control) === true;
  if (controls.includes(control) && !isLacking) return true;
  const { id } = await bed.running();
  const attempt = callsOf(bed.fixture.root, 'no-such-process')[control](bed.host.controls, id);
  if (controls.includes(control)) {
    const error = await attempt.catch((caught: unknown) => caught);
    if (isFault(error)) expect(error.kind).to.be.oneOf(['NotSupported', 'NotFound']);
  } else await expectFault('NotSupported', () => attempt);
  return false;
}

/** Whether this host grants it; where not, that a document with it is refused, and makes no system. */
export async function hasDirectories(bed: Bed): Promise<boolean> {
  const { grants } = await bed.trusted.capabilities();
  if (grants.includes('directory')) return true;
  const id = bed.newId();
  const directories = [{ HostPath: bed.fixture.root, ContainerPath: 'C:\\shared' }];
  await expectFault('NotSupported', () => bed.created({ id, directories }));
  await expectFault('NotFound', () => bed.host.compute.query(id));
  return false;
}

/** Skips the case on a host that has not this control: the case of refusals looks at those. */
export async function needControl(context: Mocha.Context, bed: Bed, control: Control): Promise<void> {
  const { controls } = await bed.trusted.capabilities();
  if (!controls.includes(control)) skip(context, `this host has no control '${control}'`);
  const lack = bed.fixture.lacks?.get(control);
  if (lack !== undefined) skip(context, lack);
}

/** The isolation of systems that can be paused here. */
export async function needPausable(context: Mocha.Context, bed: Bed): Promise<Isolation> {
  const { pausable } = await bed.trusted.capabilities();
  const [isolation] = pausable;
  return isolation ?? skip(context, 'no system can be paused on this host');
}
