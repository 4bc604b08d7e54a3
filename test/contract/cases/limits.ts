import { availableParallelism } from 'node:os';
import { expect } from 'chai';
import { isFault } from '../../../core/base/fault.ts';
import type { Limit } from '../../../core/host/capabilities.ts';
import type { HostProcess } from '../../../core/host/port.ts';
import { type Bed, type SystemOptions, scopeEachCase } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { launch, probe, run } from '../kit/run.ts';
import { ALL_PROCESSORS, BURN_MS, usesOf } from '../kit/use-resources.ts';

/** More than a system needs for itself, much less than the programs here would start. */
const THREADS = 100;
const MANY_PROGRAMS = 60;

/** Limits that a system is made with: they hold before its first program runs. */
export function limitCases(bed: Bed): void {
  describe('limits', () => {
    scopeEachCase(bed);
    const { holds, burnTwoMs } = usesOf(bed);
    /**
     * Where the host has not this limit: that it says so, and that nothing is made. Where only this machine cannot show
     * it: that a system with it runs, or is refused. @returns whether it can be shown.
     */
    const has = async (limit: Exclude<Limit, 'scratch' | 'log'>, options: SystemOptions): Promise<boolean> => {
      const { limits } = await bed.host.capabilities();
      const isLacking = limit !== 'threads' && limit !== 'storage' && bed.fixture.lacks?.has(limit) === true;
      if (limits.includes(limit) && !isLacking) return true;
      if (limits.includes(limit)) {
        const error = await bed.running(options).then(
          () => undefined,
          (caught: unknown) => caught,
        );
        if (error !== undefined) expect(error).to.include({ kind: 'NotSupported' });
        return false;
      }
      const before = await bed.host.compute.list();
      await expectFault('NotSupported', () => bed.created(options));
      expect(await bed.host.compute.list()).to.deep.equal(before);
      return false;
    };

    it('memory: a program that wants more gets none, the next one runs; or NotSupported', async function () {
      this.timeout(90_000);
      const options = { memory: { SizeInMB: 512 } };
      if (!(await has('memory', options))) return;
      const system = await bed.running(options);
      expect(await holds(system, 600), 'beyond the limit').to.equal(false);
      expect(await holds(system, 64), 'below the limit').to.equal(true);
      await bed.reopen();
      expect(await holds(system, 600), 'beyond the limit, when another process looks after it').to.equal(false);
    });

    it('a limit of memory that was reached is told, and still when the system has ended', async () => {
      const options = { memory: { SizeInMB: 512 } };
      if (!(await has('memory', options))) return;
      const system = await bed.running(options);
      expect((await bed.host.compute.query(system.id)).limitsReached).to.equal(undefined);
      await holds(system, 600);
      const { limitsReached } = await bed.host.compute.query(system.id);
      // Where memory is refused to a program, and no program ended for it, no host can tell.
      if (limitsReached !== undefined) expect(limitsReached.memory).to.be.at.least(1);
      await bed.host.compute.terminate(system.id);
      expect((await bed.host.compute.query(system.id)).limitsReached).to.deep.equal(limitsReached);
    });

    it('processors: two busy threads get no more than one; or NotSupported', async () => {
      const options = { processor: { Count: 1 } };
      if (!(await has('processor', options))) return;
      expect(await burnTwoMs(await bed.running(options))).to.be.at.least(BURN_MS * 0.8);
    });

    it('the capabilities say how many processors a system can have: it runs with all of them; or NotSupported', async () => {
      const { processorCount } = await bed.host.capabilities();
      expect(processorCount).to.satisfy(Number.isSafeInteger).and.at.least(availableParallelism());
      const options = { processor: { Count: processorCount } };
      if (!(await has('processor', options))) return;
      expect((await run(bed, await bed.running(options), probe('exit:5'))).code).to.equal(5);
    });

    it('a share of the processors: no more than that is used; or NotSupported', async () => {
      const options = { processor: { Maximum: Math.floor(ALL_PROCESSORS / 4 / availableParallelism()) } };
      if (!(await has('processor', options))) return;
      expect(await burnTwoMs(await bed.running(options))).to.be.at.least(4 * BURN_MS * 0.7);
    });

    it('a weight of the processors is taken; or NotSupported', async () => {
      const options = { processor: { Weight: 10 } };
      if (!(await has('processor', options))) return;
      expect((await run(bed, await bed.running(options), probe('exit:5'))).code).to.equal(5);
    });

    it('several limits of the processors at once are InvalidArgument, as is one out of its range', async () => {
      const count = (await bed.host.compute.list()).length;
      const several = [
        { Count: 1, Maximum: 5000 },
        { Count: 1, Weight: 100 },
        { Maximum: 5000, Weight: 100 },
      ];
      const wrong = [{ Count: 0 }, { Maximum: 0 }, { Maximum: 10_001 }, { Weight: 0 }, { Weight: 10_001 }];
      for (const processor of [...several, ...wrong])
        await expectFault('InvalidArgument', () => bed.created({ processor }));
      expect((await bed.host.compute.list()).length).to.equal(count);
    });

    it('a limit of the storage is taken; or NotSupported', async () => {
      const options = { storage: { IopsMaximum: 500, BandwidthMaximum: 50_000_000 } };
      if (!(await has('storage', options))) return;
      expect((await run(bed, await bed.running(options), probe('exit:5'))).code).to.equal(5);
    });

    it('a limit of the storage that is none is InvalidArgument', async () => {
      for (const storage of [
        { IopsMaximum: 0 },
        { BandwidthMaximum: 0 },
        { IopsMaximum: 1.5 },
        { BandwidthMaximum: -1 },
      ])
        await expectFault('InvalidArgument', () => bed.created({ storage }));
    });

    it('threads: a program that starts others is refused more, and what is there goes on; or NotSupported', async function () {
      this.timeout(90_000);
      const options = { threadCount: THREADS };
      if (!(await has('threads', options))) return;
      const system = await bed.running(options);
      const started: HostProcess[] = [];
      const startMany = async (): Promise<void> => {
        while (started.length < MANY_PROGRAMS) started.push(await launch(bed, system, probe('sleep:600000')));
      };
      const refusal = await startMany().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(isFault(refusal, 'CommandFailed'), String(refusal)).to.equal(true);
      expect((await bed.host.compute.query(system.id)).limitsReached?.threads).to.be.at.least(1);
      for (const process of started) await process.terminate();
      for (const process of started) await process.exited;
      expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
    });

    it('a number of threads that is none is InvalidArgument', async () => {
      for (const threadCount of [0, -1, 1.5, Number.NaN])
        await expectFault('InvalidArgument', () => bed.created({ threadCount }));
    });
  });
}
