import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { processesOf } from '../../scripts/demo/outside.ts';
import { expectTidy } from '../service/expect-tidy.ts';
import { needContainers, RealRoot } from '../service/real-root.ts';
import { Client } from './client.ts';
import { describeFootprint, footprint } from './footprint.ts';

const CREATED = 1000;
const RUNNING = 50;
const CLIENTS = 20;
const COMMANDS = 200;
/** Longer than it takes to start all of them. */
const COMMAND_MS = 60_000;

describe('many containers at once', function () {
  this.timeout(3_600_000);
  let real: RealRoot;
  let client: Client;

  before(async function () {
    await needContainers(this);
    real = await RealRoot.withTools();
    client = await Client.open(real);
  });
  after(async () => {
    client?.close();
    await real?.dispose();
  });

  const say = (text: string) => process.stdout.write(`      ${text}\n`);
  async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
    const startedMs = performance.now();
    await work();
    say(
      `${what}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s; ${describeFootprint(await footprint(real.root))}`,
    );
  }
  /** Shares out numbers among clients of their own. */
  async function shared(count: number, clients: number, work: (client: Client, index: number) => Promise<unknown>) {
    let next = 0;
    const worker = async () => {
      const own = await Client.open(real);
      for (let index = next++; index < count; index = next++) await work(own, index);
      own.close();
    };
    await Promise.all(Array.from({ length: clients }, worker));
  }
  const nameOf = (index: number) => `many-${String(index).padStart(4, '0')}`;

  it(`${CREATED} created by ${CLIENTS} clients at once: each is there, once`, async () => {
    await timed(`${CREATED} created`, () =>
      shared(CREATED, CLIENTS, (own, index) =>
        own.call('New-Container', { Name: nameOf(index), ContainerImageName: 'tools' }),
      ),
    );
    const { objects } = await client.call('Get-Container');
    expect(objects.map(({ Name }) => Name)).to.deep.equal(Array.from({ length: CREATED }, (_, index) => nameOf(index)));
  });

  it(`${RUNNING} run at once, each with a command of its own`, async () => {
    const names = Array.from({ length: RUNNING }, (_, index) => nameOf(index));
    await timed(`${RUNNING} started`, () =>
      shared(RUNNING, 10, (own, index) => own.call('Start-Container', { Name: [nameOf(index)] })),
    );
    await shared(RUNNING, CLIENTS, async (own, index) => {
      const { output } = await own.call('Invoke-ContainerCommand', {
        Name: [nameOf(index)],
        Command: `C:\\probe.exe out:${index}`,
      });
      expect(output).to.equal(`${index}`);
    });
    const running = (await client.call('Get-Container', { State: 'Running' })).objects;
    expect(running.map(({ Name }) => Name)).to.deep.equal(names);
  });

  it(`${COMMANDS} commands in parallel: each says its own, and none costs a thread or a process of ours`, async () => {
    const before = await footprint(real.root);
    const inFlight = Array.from({ length: COMMANDS }, async (_, index) => {
      const own = await Client.open(real);
      const { output } = await own.call('Invoke-ContainerCommand', {
        Name: [nameOf(index % RUNNING)],
        Command: `C:\\probe.exe out:${index} sleep:${COMMAND_MS}`,
      });
      own.close();
      return output;
    });
    await timed(`${COMMANDS} commands`, async () => {
      const isRunning = ({ command }: { command: string }) => command.includes('probe.exe');
      while (processesOf(real.root).filter(isRunning).length < COMMANDS) await sleep(200);
      const during = await footprint(real.root);
      say(`all at once: ${describeFootprint(during)}`);
      expect(during.threads).to.be.lessThan(before.threads + 5);
      const outputs = await Promise.all(inFlight);
      expect(outputs).to.deep.equal(outputs.map((_, index) => `${index}`));
    });
    const after = await footprint(real.root);
    expect(after.processes, 'all that they started is gone').to.be.lessThan(before.processes + 5);
  });

  it('all of it goes, and nothing stays', async () => {
    await timed('all removed', () => client.call('Remove-Container', { Name: ['*'], Force: true }));
    await expectTidy(real);
  });
});
