import { expect } from 'chai';
import { type Bed, scopeEachCase } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { startupCases } from './startup.ts';

/** What is said of the machine, and what is still to be installed. Nothing here is installed or restarted. */
export function preparationCases(bed: Bed): void {
  describe('preparation', () => {
    scopeEachCase(bed);
    const check = () => bed.host.preparation.check();

    it('check finds nothing failed on a machine that runs containers', async () => {
      const failed = (await check()).filter(({ result }) => result === 'failed');
      expect(failed).to.deep.equal([]);
    });

    it('check gives each finding an id of its own, the same each time', async () => {
      const first = (await check()).map(({ id }) => id);
      expect(first).not.to.deep.equal([]);
      expect(new Set(first).size).to.equal(first.length);
      expect((await check()).map(({ id }) => id)).to.deep.equal(first);
    });

    it('check tells of every capability', async () => {
      const names = (await check()).map(({ name }) => name);
      for (const { name } of (await bed.host.capabilities()).features) expect(names).to.include(name);
    });

    it('what has passed has neither cause nor repair; what has not says why, and what to do', async () => {
      for (const { name, result, cause, fix, repair } of await check()) {
        if (result === 'passed')
          expect({ name, cause, fix, repair }).to.deep.include({ cause: undefined, fix: undefined });
        else expect(cause, name).to.match(/\S.*\.$/);
        if (result === 'failed') expect(fix, name).to.match(/\S/);
      }
    });

    it('plan changes nothing: it is the same twice, and every step has its command', async () => {
      const { preparation } = bed.host;
      const steps = await preparation.plan({ hyperV: false });
      for (const { action, target, command } of steps)
        for (const text of [action, target, command]) expect(text).to.match(/\S/);
      expect(new Set(steps.map(({ id }) => id)).size).to.equal(steps.length);
      expect(await preparation.plan({ hyperV: false })).to.deep.equal(steps);
    });

    it('plan for Hyper-V has its steps, or says that this host never has it', async () => {
      const { preparation, capabilities } = bed.host;
      const planned = await preparation.plan({ hyperV: true }).catch((error: unknown) => error);
      if ((await capabilities()).kind === 'windows') expect(planned).to.be.an('array');
      else expect(planned).to.deep.include({ kind: 'NotSupported', target: 'HyperV', hint: 'Install-ContainerHost' });
    });

    it('perform refuses a step that no plan has', async () => {
      await expectFault('NotFound', () => bed.host.preparation.perform('feature:NoSuchFeature'));
    });

    it('repair refuses an id that no check gives', async () => {
      await expectFault('NotFound', () => bed.host.preparation.repair('NoSuchCheck:x'));
    });

    it('attachedScratches tells of a scratch while it is attached, and only then', async () => {
      const { folder, parents } = await bed.scratch({ attach: false });
      const attached = () => bed.host.preparation.attachedScratches();
      expect(await attached()).not.to.include(folder);
      await bed.host.layers.attachScratch(folder, parents);
      expect(await attached()).to.include(folder);
      await bed.host.layers.detachScratch(folder);
      expect(await attached()).not.to.include(folder);
    });

    startupCases({
      folder: () => bed.fixture.root,
      open: async () => {
        await bed.reopen();
        return bed.host.preparation.startup;
      },
      withoutMeans: () => bed.fixture.startupWithoutMeans(),
    });
  });
}
