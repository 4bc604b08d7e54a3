import { expect } from 'chai';
import fc from 'fast-check';
import { fault } from '../../core/base/fault.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';
import {
  checkNothingLeaked,
  OPERATIONS,
  reopenAfterKill,
  stateOf,
  stepsOf,
  useAndRemove,
  web,
} from './kit/operations.ts';

describe('container operations that fail', function () {
  this.timeout(30_000);

  for (const operation of OPERATIONS) {
    it(`${operation.name}: killed at each step, the next service finds all in order`, async () => {
      const { length: steps } = await stepsOf(operation);
      expect(steps).to.be.greaterThan(0);
      for (let step = 1; step <= steps; step++) {
        const kit = await openContainersKit();
        const id = await operation.prepare(kit);
        kit.machine.killAtCall(step);
        const { killed } = kit.machine;
        await Promise.race([killed, operation.run(kit, id)]);
        kit.machine.kill();
        await reopenAfterKill(kit);
        const at = `${operation.name}, killed at step ${step} (${kit.machine.calls.at(-1)})`;
        await checkNothingLeaked(kit, at);
        expect(operation.leavesKilled ?? operation.leaves, at).to.include(await stateOf(kit));
        await useAndRemove(kit);
        await kit.dispose();
      }
    });

    for (const after of [false, true]) {
      it(`${operation.name}: a fault ${after ? 'after' : 'before'} each step leaves nothing behind`, async () => {
        const { length: steps } = await stepsOf(operation);
        for (let step = 1; step <= steps; step++) {
          const kit = await openContainersKit();
          const id = await operation.prepare(kit);
          kit.machine.failAtCall(step, fault('Internal', `injected at ${step}`), after);
          const outcome = await operation.run(kit, id).then(
            () => 'done',
            () => 'failed',
          );
          const at = `${operation.name}, ${outcome} by a fault at step ${step} (${kit.machine.calls.at(-1)})`;
          kit.machine.clearFaults();
          // The next operation puts in order what this one could not, without a new service.
          const [view] = (await kit.containers.list()).containers;
          expect(operation.leaves, at).to.include(view?.state);
          if (view?.state === 'Off') await kit.containers.stop(view.record.id);
          await kit.reopen({ close: true });
          await checkNothingLeaked(kit, at);
          await useAndRemove(kit);
          await kit.dispose();
        }
      });
    }
  }

  it('says that the disk is full and leaves nothing, wherever that shows', async () => {
    const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    for (const point of ['disk.make folder', 'disk.journal.json', 'layers.createScratch', 'disk.container.json']) {
      const kit = await openContainersKit();
      kit.machine.failNext(point, full());
      const error = await faultOf(kit.create('web'));
      expect(error.kind, point).to.equal('DiskFull');
      expect(error.message).to.contain("'web'");
      await checkNothingLeaked(kit, point);
      await kit.dispose();
    }
    for (const point of ['disk.journal.json', 'layers.attachScratch', 'compute.create', 'disk.container.json']) {
      const kit = await openContainersKit();
      const id = await kit.create('web');
      kit.machine.failNext(point, full());
      const error = await faultOf(kit.containers.start(id));
      expect(error.kind, point).to.equal('DiskFull');
      await checkNothingLeaked(kit, point);
      await kit.dispose();
    }
  });
});

const DEEDS = [
  ...(['create', 'start', 'stop', 'turnOff', 'restart', 'rename'] as const),
  ...(['remove', 'force', 'capture', 'exit', 'crash'] as const),
];

type Step =
  | { do: (typeof DEEDS)[number]; name: number }
  | { do: 'fail' | 'failAfter' | 'kill'; calls: number }
  | { do: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(...DEEDS),
      name: fc.integer({ min: 0, max: 2 }),
    }) as fc.Arbitrary<Step>, // fast-check widens the literal
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('fail', 'failAfter', 'kill'),
      calls: fc.integer({ min: 1, max: 12 }),
    }) as fc.Arbitrary<Step>, // as above
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'restart' }) },
);

async function perform(kit: ContainersKit, { do: what, name: index }: { do: string; name: number }): Promise<void> {
  const name = ['web', 'db', 'WEB'][index] ?? 'web';
  if (what === 'create') {
    await kit.containers.create({ name, image: sampleImage(), ...web });
    return;
  }
  const { containers } = await kit.containers.list();
  const found = containers.find(({ record }) => record.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) return;
  const { id } = found.record;
  if (what === 'start') await kit.containers.start(id);
  if (what === 'stop') await kit.containers.stop(id);
  if (what === 'turnOff') await kit.containers.stop(id, { turnOff: true });
  if (what === 'restart') await kit.containers.restart(id);
  if (what === 'rename') await kit.containers.rename(id, ['WEB', 'web', 'db'][index] ?? 'web');
  if (what === 'remove') await kit.containers.remove(id);
  if (what === 'force') await kit.containers.remove(id, { force: true });
  if (what === 'capture') await kit.containers.capture(id, { name: 'site', force: true });
  if (what === 'crash') kit.machine.stopSystem(id, 'UnexpectedExit', kit.runtime.now());
  const main = kit.machine.systems.get(id)?.processes.get('main');
  if (what === 'exit' && main !== undefined) kit.machine.endProcess(main);
}

describe('container operations at random', function () {
  this.timeout(60_000);

  it('keep the host in step with the records, through faults, kills and restarts', async () => {
    const runs = Number(process.env['HCS_TEST_RUNS'] ?? 40);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
        const kit = await openContainersKit();
        try {
          for (const one of steps) {
            if (one.do === 'restart') {
              kit.machine.clearFaults();
              await kit.reopen({ close: true });
            } else if (one.do === 'kill') {
              kit.machine.killAtCall(one.calls);
            } else if ('calls' in one) {
              kit.machine.failAtCall(one.calls, fault('Internal', 'injected'), one.do === 'failAfter');
            } else {
              const { killed, epoch } = kit.machine;
              await Promise.race([killed, perform(kit, one).catch(() => undefined)]);
              if (kit.machine.epoch !== epoch) {
                kit.machine.clearFaults();
                await kit.reopen();
              }
            }
          }
          kit.machine.clearFaults();
          kit.machine.kill();
          await kit.reopen();
          await checkNothingLeaked(kit, 'at the end');
        } finally {
          kit.machine.kill();
          await kit.reopen();
          await kit.dispose();
        }
      }),
      { numRuns: runs },
    );
  });
});
