// needs the stand-in service
import { join } from 'node:path';
import { expect } from 'chai';
import { readKeeperFile } from '../../core/win32/keeper/handshake.ts';
import { Bed } from '../contract/kit/bed.ts';
import { firstLine, launch, probe, run } from '../contract/kit/run.ts';
import { eventually, within } from '../contract/kit/within.ts';
import { win32Fixture } from '../contract/win32-fixture.ts';

/** The systems are the stand-in service's: as on Windows, they do not go with the process that holds their handles. */
describe('a keeper that is killed', function () {
  this.timeout(180_000);
  this.slow(30_000);
  const bed = new Bed(win32Fixture);
  before(async () => {
    await bed.open();
    await bed.layers();
    bed.pushScope();
  });
  after(async () => {
    await bed.popScope();
    await bed.dispose();
  });

  /** Ends the keeper as a power cut would. @returns its id. */
  async function killKeeper(): Promise<number> {
    const file = await readKeeperFile(join(bed.fixture.root, 'state'));
    if (file === undefined) throw new Error('there is no keeper');
    process.kill(file.processId, 'SIGKILL');
    await eventually(20_000, 'the keeper is gone', () => !isThere(file.processId));
    return file.processId;
  }

  it('kills no container: the next one takes it up, hears of its processes and ends it', async () => {
    const system = await bed.running();
    const key = 'main';
    const program = await launch(bed, system, probe('line:up', 'await:C:\\go', 'exit:4000000001'), { key });
    expect(await firstLine(program.stdout)).to.equal('up');
    const killed = await killKeeper();
    await bed.reopen();

    expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
    expect((await readKeeperFile(join(bed.fixture.root, 'state')))?.processId).not.to.equal(killed);
    expect((await run(bed, system, probe('write:C:\\go=', 'out:here', 'exit:7'))).code).to.equal(7);
    const again = await bed.host.compute.openProcess(system.id, key);
    expect(await within(20_000, 'exited', again.exited)).to.equal(4000000001);
    await again.close();
    await bed.host.compute.shutdown(system.id);
    expect((await bed.host.compute.query(system.id)).exitType).to.equal('GracefulExit');
  });
});

function isThere(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
