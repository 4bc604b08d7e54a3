import { expect } from 'chai';
import { skip } from '../../skip.ts';
import { type Bed, OWNER, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { probe, run } from '../kit/run.ts';

const NO_LOSS = 'records cannot be taken from this host';

/** A host whose record of a system is lost finds the system by its tag. */
export function lostSystemCases(bed: Bed): void {
  describe('a lost record', () => {
    scopeEachCase(bed);

    /** Undefined where the suite cannot take records away. */
    async function lost(make: () => Promise<TestSystem>): Promise<TestSystem | undefined> {
      if (bed.fixture.loseRecord === undefined) return undefined;
      const system = await make();
      await bed.closeHost();
      await bed.fixture.loseRecord(system.id);
      await bed.openAgain();
      return system;
    }

    it('nothing is taken up while no record is lost', async () => {
      const system = await bed.running();
      expect(await bed.host.compute.takeUpLost(OWNER)).to.deep.equal([]);
      expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
    });

    it('a running system is taken up by its tag, once, and then is one like any other', async function () {
      this.timeout(90_000);
      const begun = Date.now();
      const system = await lost(() => bed.running({ owner: OWNER }));
      if (system === undefined) skip(this, NO_LOSS);
      const { compute, layers } = bed.host;
      await expectFault('NotFound', () => compute.query(system.id));
      await expectFault('Busy', () => layers.detachScratch(system.scratch.folder));
      const [found, ...more] = await compute.takeUpLost(OWNER);
      expect(more).to.deep.equal([]);
      expect(found).to.deep.include({ id: system.id, owner: OWNER, state: 'Running' });
      expect(found?.startedAt?.getTime()).to.be.greaterThan(begun - 2000);
      expect(await compute.takeUpLost(OWNER)).to.deep.equal([]);
      expect(await compute.list({ owner: OWNER })).to.deep.include(found);
      expect((await run(bed, system, probe('exit:8'))).code).to.equal(8);
      await bed.reopen();
      expect(await bed.host.compute.query(system.id)).to.deep.equal(found);
      await bed.host.compute.shutdown(system.id);
      expect((await bed.host.compute.query(system.id)).exitType).to.equal('GracefulExit');
      await bed.host.compute.close(system.id);
      await bed.host.layers.detachScratch(system.scratch.folder);
    });

    it("another one's system is left alone, and runs on", async function () {
      this.timeout(90_000);
      const system = await lost(() => bed.running({ owner: `${OWNER}-other` }));
      if (system === undefined) skip(this, NO_LOSS);
      expect(await bed.host.compute.takeUpLost(OWNER)).to.deep.equal([]);
      await expectFault('NotFound', () => bed.host.compute.query(system.id));
      const [found] = await bed.host.compute.takeUpLost(`${OWNER}-other`);
      expect(found).to.deep.include({ id: system.id, owner: `${OWNER}-other`, state: 'Running' });
      await bed.host.compute.terminate(system.id);
      expect((await bed.host.compute.query(system.id)).exitType).to.equal('ForcedExit');
    });
  });
}
