import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { HostProcess } from '../../../../core/host/port.ts';
import { type Bed, scopeEachCase } from '../../kit/bed.ts';
import { expectFault } from '../../kit/expect-fault.ts';
import { firstLine, launch, probe, run } from '../../kit/run.ts';
import { eventually, pause as wait, within } from '../../kit/within.ts';
import { needPausable } from './need.ts';

/** A pipe may still give what was written before a pause. */
const QUIET_MS = 600;

/** Pausing: nothing goes on, nothing is lost. */
export function pauseCases(bed: Bed): void {
  scopeEachCase(bed);
  const stateOf = async (id: string) => (await bed.host.compute.query(id)).state;
  const paused = async (context: Mocha.Context) => {
    const system = await bed.running({ isolation: await needPausable(context, bed) });
    const process = await launch(bed, system, probe('line:up', 'beat'));
    await firstLine(process.stdout);
    const beats = countBytes(process);
    await eventually(20_000, 'it beats', () => beats() > 0);
    await within(20_000, 'pause', bed.host.controls.pause(system.id));
    return { system, process, beats };
  };

  it('pause stops every program where it is, resume lets it go on', async function () {
    this.timeout(90_000);
    const { system, beats } = await paused(this);
    expect(await stateOf(system.id)).to.equal('Paused');
    await eventually(20_000, 'it is quiet', async () => {
      const heard = beats();
      await wait(QUIET_MS);
      return beats() === heard;
    });
    const before = beats();
    await wait(QUIET_MS);
    expect(beats()).to.equal(before);
    await within(20_000, 'resume', bed.host.controls.resume(system.id));
    expect(await stateOf(system.id)).to.equal('Running');
    await eventually(20_000, 'it beats again', () => beats() > before + 2);
    expect((await run(bed, system, probe('exit:5'))).code).to.equal(5);
  });

  it('a paused system starts no process, is not paused again nor closed; list says Paused', async function () {
    const { system } = await paused(this);
    await expectFault('InvalidState', () => launch(bed, system, probe('exit:0')));
    await expectFault('InvalidState', () => bed.host.controls.pause(system.id));
    await expectFault('InvalidState', () => bed.host.compute.close(system.id));
    await expectFault('Busy', () => bed.host.layers.detachScratch(system.scratch.folder));
    const listed = (await bed.host.compute.list()).find(({ id }) => id === system.id);
    expect(listed).to.deep.equal(await bed.host.compute.query(system.id));
    expect(listed?.state).to.equal('Paused');
  });

  it('shutdown of a paused system ends it in good order', async function () {
    const { system, process } = await paused(this);
    await within(35_000, 'shutdown', bed.host.compute.shutdown(system.id));
    const { state, exitType } = await bed.host.compute.query(system.id);
    expect([state, exitType]).to.deep.equal(['Stopped', 'GracefulExit']);
    await within(20_000, 'exited', process.exited);
  });

  it('terminate of a paused system ends it at once', async function () {
    const { system, process } = await paused(this);
    await within(20_000, 'terminate', bed.host.compute.terminate(system.id));
    const { state, exitType } = await bed.host.compute.query(system.id);
    expect([state, exitType]).to.deep.equal(['Stopped', 'ForcedExit']);
    expect(await within(20_000, 'exited', process.exited)).not.to.equal(0);
  });

  it('a paused system is found paused by the next process, which can resume it', async function () {
    this.timeout(90_000);
    const { system, process } = await paused(this);
    await bed.reopen();
    expect(await stateOf(system.id)).to.equal('Paused');
    await bed.host.controls.resume(system.id);
    expect(await stateOf(system.id)).to.equal('Running');
    const again = await bed.host.compute.openProcess(system.id, process.processKey);
    const beats = countBytes(again);
    await eventually(20_000, 'it beats again', () => beats() > 0);
  });

  it('resume of a running system is InvalidState; pause of one that does not run too, of an unknown one NotFound', async function () {
    const isolation = await needPausable(this, bed);
    const running = await bed.running({ isolation });
    await expectFault('InvalidState', () => bed.host.controls.resume(running.id));
    expect(await stateOf(running.id)).to.equal('Running');
    const { id } = await bed.created({ isolation });
    await expectFault('InvalidState', () => bed.host.controls.pause(id));
    await expectFault('InvalidState', () => bed.host.controls.resume(id));
    await expectFault('NotFound', () => bed.host.controls.pause(randomUUID()));
    await expectFault('NotFound', () => bed.host.controls.resume(randomUUID()));
  });
}

/** How many bytes the process has written until now. */
function countBytes(process: HostProcess): () => number {
  let count = 0;
  process.stdout.on('data', (chunk: Buffer) => {
    count += chunk.length;
  });
  process.stdout.resume(); // `firstLine` has paused it
  return () => count;
}
