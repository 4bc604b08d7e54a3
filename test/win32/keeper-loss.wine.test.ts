// needs the stand-in service
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { HostEvent } from '../../core/host/port.ts';
import { Bed, scopeEachCase, type TestSystem } from '../contract/kit/bed.ts';
import { firstLine, launch, newKey, probe, run } from '../contract/kit/run.ts';
import { eventually, pause, within } from '../contract/kit/within.ts';
import { win32Fixture } from '../contract/win32-fixture.ts';
import { ServiceClient } from '../standin/service-client.ts';

const GO = 'C:\\go';

/** The keeper dies, or vmcompute does: containers go on, and what nobody saw is told as unknown. */
describe('a lost keeper and a lost service', function () {
  this.timeout(120_000);
  const bed = new Bed(win32Fixture);

  before(() => bed.open());
  after(() => bed.dispose());
  scopeEachCase(bed);

  const stateFolder = (): string => join(bed.fixture.root, 'state');

  async function killKeeper(): Promise<void> {
    const text = await readFile(join(stateFolder(), 'keeper', 'keeper.json'), 'utf8');
    process.kill((JSON.parse(text) as { processId: number }).processId, 'SIGKILL'); // the keeper's own file
  }

  /** The record of the only process of a system. */
  async function processRecord(id: string): Promise<{ gap?: { stdoutAt: number } }> {
    const folder = join(stateFolder(), 'systems', id, 'processes');
    const [name = ''] = await readdir(folder);
    const lines = (await readFile(join(folder, name, 'process.json'), 'utf8')).trim().split('\n');
    return JSON.parse(lines.at(-1) ?? '') as { gap?: { stdoutAt: number } }; // the keeper's own file: the last line holds
  }

  /** Runs a program as soon as programs run again: what waits for its file goes on. */
  const go = (system: TestSystem): Promise<void> =>
    eventually(20_000, 'programs run again', async () => {
      const answer = await run(bed, system, probe(`write:${GO}=`, 'out:back')).catch(() => undefined);
      return answer?.stdout.toString() === 'back';
    });

  it('a killed keeper kills no program: its end is heard once, its code known, and where output may miss is marked', async () => {
    const system = await bed.running();
    const key = newKey();
    const heard: HostEvent[] = [];
    const stop = bed.host.compute.subscribe((event) => heard.push(event));
    const one = await launch(bed, system, probe('line:one', `await:${GO}`, 'line:two', 'exit:300'), { key });
    expect(await firstLine(one.stdout)).to.equal('one');
    await killKeeper();
    await go(system);
    const code = await within(30_000, 'exited', one.exited);
    expect(code).to.equal(300);
    const ofOne = () => heard.filter((event) => event.type !== 'processExited' || event.processKey === key);
    await eventually(20_000, 'the event', async () => ofOne().length > 0);
    await pause(300);
    stop();
    expect(ofOne()).to.deep.equal([{ type: 'processExited', systemId: system.id, processKey: key, exitCode: 300 }]);
    expect((await processRecord(system.id)).gap).to.deep.include({ stdoutAt: 4 });
    await one.close();
    expect((await run(bed, system, probe('out:on', 'exit:4'))).stdout.toString()).to.equal('on');
    await bed.host.compute.shutdown(system.id);
    expect((await bed.host.compute.query(system.id)).exitType).to.equal('GracefulExit');
  });

  it('an exit while neither core nor keeper lived is known from HCS, or unknown: never invented', async () => {
    const system = await bed.running();
    const key = newKey();
    await launch(bed, system, probe('sleep:1500', 'exit:5'), { key });
    await bed.closeHost();
    await killKeeper();
    await pause(2500);
    await bed.openAgain();
    const again = await bed.host.compute.openProcess(system.id, key);
    expect(await within(20_000, 'exited', again.exited)).to.be.oneOf([5, undefined]);
    await again.close();
    expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
  });

  it('a system that ended while neither lived is Stopped, with an end that nobody saw', async () => {
    const system = await bed.running();
    await bed.closeHost();
    await killKeeper();
    await bed.fixture.crashSystem?.(system.id);
    await bed.openAgain();
    const found = await bed.host.compute.query(system.id);
    expect([found.state, found.exitType]).to.deep.equal(['Stopped', 'Unknown']);
    await bed.host.layers.detachScratch(system.scratch.folder);
  });

  it('vmcompute goes away and comes back: what lives is taken up again', async () => {
    const system = await bed.running();
    const one = await launch(bed, system, probe(`await:${GO}`, 'exit:301'));
    const client = await ServiceClient.open(Number(process.env['HCS_STANDIN_SERVICE']));
    await client.must('service.restart', {}).catch(() => undefined); // it drops this connection too
    client.close();
    await go(system);
    expect(await within(30_000, 'exited', one.exited)).to.equal(301);
    await bed.host.compute.terminate(system.id);
    expect((await bed.host.compute.query(system.id)).exitType).to.equal('ForcedExit');
  });
});
