import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { expectTidy } from '../service/expect-tidy.ts';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { Client } from './client.ts';
import { describeFootprint, type Footprint, footprint } from './footprint.ts';

const ROUNDS = Number(process.env['HCS_SOAK_ROUNDS'] ?? 2000);
const PARALLEL = 4;
/** The first part warms up: code is compiled, buffers and logs are made. */
const MARKS = 5;
const MAX_GROWTH_BYTES = 60e6;

describe('many containers for a long time', function () {
  this.timeout(7_200_000);
  let real: RealRoot;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withBase();
    await real.ok('New-Container', 'first', '-ContainerImageName', 'Windows');
    await real.ok('Remove-Container', 'first', '-Force');
  });
  after(() => real?.dispose());

  it(`${ROUNDS} times create, start, a command at once, stop and remove: none fails, nothing grows, nothing stays`, async () => {
    await real.service();
    const failures: string[] = [];
    const startedMs = performance.now();
    const marks: Footprint[] = [];
    for (let mark = 0; mark < MARKS; mark++) {
      await inParallel(Math.ceil(ROUNDS / MARKS), `pool${mark}`, real, failures);
      await sleep(1000);
      marks.push(await footprint(real.root));
    }
    const seconds = (performance.now() - startedMs) / 1000;
    process.stdout.write(`      ${ROUNDS} rounds in ${seconds.toFixed(0)} s\n`);
    for (const at of marks) process.stdout.write(`      ${describeFootprint(at)}\n`);
    expect(failures).to.deep.equal([]);
    const [warm, end] = [marks[0], marks.at(-1)];
    if (warm === undefined || end === undefined) throw new Error('no marks');
    expect(end.residentBytes - warm.residentBytes).to.be.lessThan(MAX_GROWTH_BYTES);
    expect(end.watches, 'inotify watches of containers that are gone').to.equal(0);
    expect(end.files).to.be.lessThan(warm.files + 5);
    expect(end.threads).to.be.lessThan(warm.threads + 3);
    expect(end.processes).to.equal(warm.processes);
    expect(end.mounts).to.equal(warm.mounts);
    // Logs and the history of events are bounded, and may still fill up to their bounds.
    expect(end.diskFiles).to.be.lessThan(warm.diskFiles + 10);
    expect(end.diskBytes - warm.diskBytes).to.be.lessThan(20e6);
    await expectTidy(real);
  });
});

async function inParallel(rounds: number, prefix: string, real: RealRoot, failures: string[]): Promise<void> {
  let begun = 0;
  const worker = async () => {
    const client = await Client.open(real);
    for (let round = begun++; round < rounds; round = begun++)
      await once(client, `${prefix}-${round}`, round).catch((error: unknown) =>
        failures.push(`${prefix}, round ${round}: ${error}`),
      );
    client.close();
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

async function once(client: Client, name: string, round: number): Promise<void> {
  await client.call('New-Container', { Name: name, ContainerImageName: 'Windows' });
  await client.call('Start-Container', { Name: [name] });
  const { output } = await client.call('Invoke-ContainerCommand', { Name: [name], Command: `cmd /c echo ${round}` });
  if (output.trim() !== `${round}`) throw new Error(`the command said '${output}'`);
  await client.call('Stop-Container', { Name: [name], ...(round % 2 === 0 ? { TurnOff: true } : {}) });
  await client.call('Remove-Container', { Name: [name], Force: true });
}
