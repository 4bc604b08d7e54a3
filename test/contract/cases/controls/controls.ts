import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { CONTROL } from '../../../../core/host/capabilities.ts';
import { skip } from '../../../skip.ts';
import { type Bed, scopeEachCase } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';
import { launch, probe, run } from '../../kit/run.ts';
import { changeCases } from './changes.ts';
import { directoryCases } from './directories.ts';
import { measureCases } from './measures.ts';
import { callsOf, hasControl } from './need.ts';
import { pauseCases } from './pause.ts';
import { terminalCases } from './terminals.ts';

/** What some hosts can do with a running system: each promise of `core/host/controls.ts`. */
export function controlCases(bed: Bed): void {
  describe('controls of running systems', () => {
    measureCases(bed);
    changeCases(bed);
    directoryCases(bed);
    terminalCases(bed);
    pauseCases(bed);
    refusalCases(bed);
  });
}

function refusalCases(bed: Bed): void {
  scopeEachCase(bed);

  it('each control that the host has not is NotSupported, and the system goes on', async function () {
    const { controls, pausable } = await bed.host.capabilities();
    const lacking = CONTROL.filter((control) => !controls.includes(control));
    const pauses = pausable.includes('process');
    if (lacking.length === 0 && pauses) skip(this, 'this host has every control');
    const system = await bed.shared();
    const process = await launch(bed, system, probe('sleep:600000'));
    const calls = callsOf(bed.fixture.root, process.processKey);
    for (const control of lacking)
      await expectFault('NotSupported', () => calls[control](bed.host.controls, system.id));
    if (!pauses) {
      await expectFault('NotSupported', () => bed.host.controls.pause(system.id));
      await expectFault('NotSupported', () => bed.host.controls.resume(system.id));
      expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
    }
    expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
    await process.terminate();
    await process.exited;
    await process.close();
  });

  for (const control of CONTROL) {
    it(`control '${control}' of an unknown system is NotFound, of one that does not run InvalidState`, async () => {
      if (!(await hasControl(bed, control))) return;
      const call = callsOf(bed.fixture.root, 'no-such-process')[control];
      await expectFault('NotFound', () => call(bed.host.controls, randomUUID()));
      const { id } = await bed.created();
      // Neither has a process: of a console that may be said first.
      const kinds = control === 'console' ? (['InvalidState', 'NotFound'] as const) : (['InvalidState'] as const);
      await expectFault(kinds, () => call(bed.host.controls, id));
      await bed.host.compute.terminate(id);
      await expectFault(kinds, () => call(bed.host.controls, id));
    });
  }
}
