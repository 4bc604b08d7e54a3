// needs the stand-in service
import { join } from 'node:path';
import { expect } from 'chai';
import type { FaultKind } from '../../core/base/fault.ts';
import type { HostEvent } from '../../core/host/port.ts';
import { machineIdOf } from '../../core/win32/hyperv/machine-plan.ts';
import { readKeeperFile } from '../../core/win32/keeper/handshake.ts';
import { isolationCases } from '../contract/cases/isolation.ts';
import { lostSystemCases } from '../contract/cases/lost-systems.ts';
import { survivalCases } from '../contract/cases/survival.ts';
import { systemCases } from '../contract/cases/systems.ts';
import { askService, hyperVFixture, machinesLeft } from '../contract/hyperv-fixture.ts';
import { Bed, OWNER, scopeEachCase, systemDocument, type TestScratch } from '../contract/kit/bed.ts';
import { expectFault } from '../contract/kit/expect-fault.ts';
import { launch, probe, run } from '../contract/kit/run.ts';
import { eventually, within } from '../contract/kit/within.ts';
import { isAlive } from '../is-alive.ts';
import { hyperVCases } from './kit/hyperv-cases.ts';

/** Before and behind every id that is made by chance. */
const [FIRST_ID, LAST_ID] = ['00000000-0000-4000-8000-000000000001', 'ffffffff-ffff-4fff-bfff-fffffffffffe'];
const NOTHING = { machines: [], granted: [], disks: 0 };

describe('Hyper-V isolation where the machine is ours', function () {
  this.timeout(120_000);
  this.slow(5_000);
  const bed = new Bed(() => hyperVFixture('26100'));
  before(async () => {
    await bed.open();
    await bed.layers();
  });
  after(async () => {
    await bed.dispose();
    expect(await machinesLeft()).to.deep.equal(NOTHING);
  });

  systemCases(bed);
  survivalCases(bed);
  isolationCases(bed);
  lostSystemCases(bed);
  hyperVCases(bed);

  describe('its machine', () => {
    const endAll = async (): Promise<void> => {
      for (const { id } of await bed.host.compute.list()) await bed.host.compute.terminate(id);
    };
    before(endAll); // the one that the cases above share
    scopeEachCase(bed);
    afterEach(async () => {
      await clearFaults();
      await endAll();
      expect(await machinesLeft()).to.deep.equal(NOTHING);
    });

    const crash = (id: string): Promise<unknown> => askService((client) => client.must('system.crash', { system: id }));

    const setFault = (fault: object): Promise<unknown> => askService((client) => client.must('fault.set', fault));
    const clearFaults = (): Promise<unknown> => askService((client) => client.must('fault.clear'));
    const faultsLeft = (): Promise<unknown> => askService((client) => client.must('fault.left'));

    /** The next call of this operation fails. */
    const refuse = (target: string, hr: number): Promise<unknown> => setFault({ target, times: 1, hr });

    const isThere = async (id: string): Promise<boolean> => (await machinesLeft()).machines.includes(machineIdOf(id));

    /**
     * Kills the keeper in the middle of a creation.
     * @param held The operation that it has asked for by then, and that gets no answer. @returns the container's id.
     */
    async function cutCreation(held: string, scratch: TestScratch): Promise<string> {
      const keeper = (await readKeeperFile(join(bed.fixture.root, 'state')))?.processId ?? 0;
      await setFault({ target: held, times: 1, drop: true });
      const id = bed.newId();
      const creating = bed.host.compute.create(id, systemDocument(scratch)).catch((error: unknown) => error);
      await eventually(20_000, `${held} was asked for`, async () => (await faultsLeft()) === 0);
      expect(await isThere(id)).to.equal(true);
      process.kill(keeper, 'SIGKILL');
      await eventually(20_000, 'the keeper is gone', () => !isAlive(keeper));
      await creating;
      return id;
    }

    it('is there from the container’s making to its end', async () => {
      const system = await bed.created();
      expect((await machinesLeft()).machines).to.deep.equal([machineIdOf(system.id)]);
      await bed.host.compute.start(system.id);
      expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
      await bed.host.compute.shutdown(system.id);
      expect(await machinesLeft()).to.deep.equal(NOTHING);
    });

    it('takes the container with it when it dies: that is told as an end nobody asked for', async () => {
      const system = await bed.running();
      const program = await launch(bed, system, probe('sleep:600000'));
      const heard: HostEvent[] = [];
      const stop = bed.host.compute.subscribe((event) => heard.push(event));
      await crash(machineIdOf(system.id));
      await within(20_000, 'exited', program.exited);
      await eventually(20_000, 'the end of the container', () => heard.some((event) => event.type === 'systemExited'));
      stop();
      const found = await bed.host.compute.query(system.id);
      expect([found.state, found.exitType]).to.deep.equal(['Stopped', 'UnexpectedExit']);
      await bed.host.layers.detachScratch(system.scratch.folder);
    });

    const REFUSED: [string, string, number, FaultKind | 'any'][] = [
      ['that cannot be made', 'system.create', 0x80370102, 'any'],
      ['that cannot start', 'system.start', 0x800705aa, 'any'],
      ['whose guest does not answer', 'system.start', 0x80370109, 'Timeout'],
      ['that cannot have the layer', 'system.modify', 0x80070005, 'AccessDenied'],
    ];
    for (const [what, target, hr, kind] of REFUSED) {
      it(`${what} leaves nothing: the same scratch serves the next`, async () => {
        const scratch = await bed.scratch();
        await refuse(target, hr);
        const id = bed.newId();
        if (kind === 'any') {
          const refusal = await bed.host.compute.create(id, systemDocument(scratch)).catch((error: unknown) => error);
          expect(refusal).to.have.property('hresult', hr);
        } else {
          await expectFault(kind, () => bed.host.compute.create(id, systemDocument(scratch)));
        }
        expect(await machinesLeft()).to.deep.equal(NOTHING);
        const next = await bed.running({ scratch });
        expect((await run(bed, next, probe('exit:6'))).code).to.equal(6);
      });
    }

    it('that is refused something in the middle is taken apart again', async () => {
      const scratch = await bed.scratch();
      const fault = { target: 'system.modify', times: 1, skip: 1 + scratch.parents.length, hr: 0x80070020 };
      await setFault(fault);
      const refusal = await expectFault('Busy', () => bed.host.compute.create(bed.newId(), systemDocument(scratch)));
      expect(refusal.message).to.contain('put the layers below the scratch');
      expect(await machinesLeft()).to.deep.equal(NOTHING);
      await bed.host.layers.detachScratch(scratch.folder);
    });

    it('of a creation whose keeper dies in the middle is ended by the next keeper', async () => {
      const scratch = await bed.scratch();
      await bed.running(); // so that there is a keeper
      const id = await cutCreation('system.modify', scratch);
      await bed.reopen();
      expect((await bed.host.compute.list()).map((one) => one.id)).not.to.include(id);
      await eventually(20_000, 'the machine is gone', async () => !(await isThere(id)));
      await bed.host.layers.detachScratch(scratch.folder);
    });

    it('of such a creation holds up nobody while it answers nothing, and is ended when it does', async () => {
      const scratch = await bed.scratch();
      // The keeper takes its systems up in this order.
      const others = [await bed.running({ id: FIRST_ID }), await bed.running({ id: LAST_ID })];
      const id = await cutCreation('system.start', scratch);
      await setFault({ target: 'system.modify', times: 1_000, drop: true });
      await setFault({ target: 'system.terminate', times: 1_000, drop: true });
      await bed.reopen();
      for (const other of others) expect((await run(bed, other, probe('exit:7'))).code).to.equal(7);
      expect(await isThere(id)).to.equal(true);
      await clearFaults();
      await eventually(30_000, 'the machine is gone', async () => !(await isThere(id)));
      await bed.host.layers.detachScratch(scratch.folder);
    });

    it('of a container whose record is lost goes with it all the same', async () => {
      const system = await bed.running();
      await bed.closeHost();
      await bed.fixture.loseRecord?.(system.id);
      await bed.openAgain();
      await bed.host.compute.takeUpLost(OWNER);
      expect((await machinesLeft()).machines).to.deep.equal([machineIdOf(system.id)]);
      await bed.host.compute.shutdown(system.id);
      expect(await machinesLeft()).to.deep.equal(NOTHING);
    });

    it('that has lost its record and its container is ended by who looks for lost ones', async () => {
      const system = await bed.running();
      await bed.closeHost();
      await bed.fixture.loseRecord?.(system.id);
      await askService((client) => client.must('system.terminate', { system: system.id }));
      await bed.openAgain();
      expect((await machinesLeft()).machines).to.deep.equal([machineIdOf(system.id)]);
      expect(await bed.host.compute.takeUpLost(OWNER)).to.deep.equal([]);
      expect((await machinesLeft()).machines).to.deep.equal([]);
      await bed.host.layers.detachScratch(system.scratch.folder);
    });
  });
});
