import { availableParallelism } from 'node:os';
import { expect } from 'chai';
import type { SystemChange } from '../../../../core/host/controls.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';
import { probe, run } from '../../kit/run.ts';
import { ALL_PROCESSORS, BURN_MS, usesOf } from '../../kit/use-resources.ts';
import { hasControl } from './need.ts';

const MB = 1024 * 1024;

type Limit = Extract<SystemChange, { kind: 'processor' }>['limit'];

/** Memory and processors of a running system. */
export function changeCases(bed: Bed): void {
  scopeEachCase(bed);
  const limitMemory = (system: TestSystem, memoryBytes: number): Promise<void> =>
    bed.host.controls.change(system.id, { kind: 'memory', memoryBytes });
  const limitProcessor = (system: TestSystem, limit: Limit): Promise<void> =>
    bed.host.controls.change(system.id, { kind: 'processor', limit });
  const { holds, burnTwoMs } = usesOf(bed);

  it('a memory limit holds at once, and what is below it is still given', async () => {
    if (!(await hasControl(bed, 'memory'))) return;
    const system = await bed.running();
    expect(await holds(system, 600), 'without a limit').to.equal(true);
    await limitMemory(system, 512 * MB);
    expect(await holds(system, 600), 'beyond the limit').to.equal(false);
    expect(await holds(system, 64), 'below the limit').to.equal(true);
    await limitMemory(system, 4096 * MB);
    expect(await holds(system, 600), 'below the new limit').to.equal(true);
  });

  it('a memory limit that is no number of bytes is InvalidArgument', async () => {
    if (!(await hasControl(bed, 'memory'))) return;
    const system = await bed.shared();
    for (const memoryBytes of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      await expectFault('InvalidArgument', () => limitMemory(system, memoryBytes));
  });

  it('one processor: two busy threads get no more than that together', async () => {
    if (!(await hasControl(bed, 'processor'))) return;
    const system = await bed.running();
    await limitProcessor(system, { count: 1 });
    expect(await burnTwoMs(system)).to.be.at.least(BURN_MS * 0.8);
  });

  it('a share of the processors: no more than that is used', async () => {
    if (!(await hasControl(bed, 'processor'))) return;
    const system = await bed.running();
    await limitProcessor(system, { maximum: Math.floor(ALL_PROCESSORS / 4 / availableParallelism()) });
    expect(await burnTwoMs(system)).to.be.at.least(4 * BURN_MS * 0.7);
    await limitProcessor(system, { maximum: ALL_PROCESSORS });
  });

  it('a weight of the processors is taken', async () => {
    if (!(await hasControl(bed, 'processor'))) return;
    const system = await bed.running();
    for (const weight of [1, 500, 10_000]) await limitProcessor(system, { weight });
    expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
  });

  it('a processor limit out of its range is InvalidArgument', async () => {
    if (!(await hasControl(bed, 'processor'))) return;
    const system = await bed.shared();
    const wrong: Limit[] = [
      { count: 0 },
      { count: 1.5 },
      { maximum: 0 },
      { maximum: 10_001 },
      { weight: 0 },
      { weight: 10_001 },
    ];
    for (const limit of wrong) await expectFault('InvalidArgument', () => limitProcessor(system, limit));
  });
}
