import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { expect } from 'chai';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';
import { freePort } from '../../../scripts/ports.ts';
import { skip } from '../../skip.ts';
import { type Bed, OWNER, scopeAllCases, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { A_TIME_MS, streamOf } from '../kit/entries.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { answers, get, occupy } from '../kit/http.ts';
import { firstDifference, pattern } from '../kit/pattern.ts';
import { quote } from '../kit/quote.ts';
import { firstLine, launch, probe, run } from '../kit/run.ts';
import { eventually, pause } from '../kit/within.ts';
import { nodeExe } from '../node-exe.ts';

/** Network: namespaces, published ports, who may have them. */
export function networkCases(bed: Bed): void {
  describe('network', () => {
    describe('namespaces', () => {
      scopeEachCase(bed);
      bookCases(bed);
      portCases(bed);
    });
    servedCases(bed);
  });
}

const tcp = (hostPort: number, containerPort: number) => ({ protocol: 'tcp' as const, hostPort, containerPort });

function bookCases(bed: Bed): void {
  it('a namespace is listed with its owner and ports, also by the next instance', async () => {
    const port = await freePort();
    const made = await bed.namespace([tcp(port, 80)]);
    expect([made.owner, made.portMappings]).to.deep.equal([OWNER, [tcp(port, 80)]]);
    const find = async () => (await bed.host.network.listNamespaces()).find((one) => one.id === made.id);
    expect(await find()).to.deep.equal(made);
    await bed.reopen();
    expect(await find()).to.deep.equal(made);
  });

  it('a namespace without ports can be made', async () => {
    expect((await bed.namespace([])).portMappings).to.deep.equal([]);
  });

  it('createNamespace with a known id is AlreadyExists and leaves the first', async () => {
    const port = await freePort();
    const made = await bed.namespace([tcp(port, 80)]);
    const again = { owner: 'other', portMappings: [] };
    await expectFault('AlreadyExists', () => bed.host.network.createNamespace(made.id, again));
    expect((await bed.host.network.listNamespaces()).filter((one) => one.id === made.id)).to.deep.equal([made]);
  });

  it('listNamespaces with an owner gives that owner’s and no others', async () => {
    const owner = `owner-${randomUUID()}`;
    const mine = await bed.host.network.createNamespace(bed.trackNamespace(randomUUID()), { owner, portMappings: [] });
    await bed.namespace([]);
    expect(await bed.host.network.listNamespaces({ owner })).to.deep.equal([mine]);
    expect(await bed.host.network.listNamespaces({ owner: `${owner}-none` })).to.deep.equal([]);
  });

  it('deleteNamespace forgets it; one that is not there succeeds', async () => {
    const { id } = await bed.namespace([]);
    await bed.host.network.deleteNamespace(id);
    expect((await bed.host.network.listNamespaces()).map((one) => one.id)).not.to.include(id);
    await bed.host.network.deleteNamespace(id);
  });
}

function portCases(bed: Bed): void {
  it('a port that another namespace has is AlreadyExists, naming it, and nothing is left', async () => {
    const [port, other] = [await freePort(), await freePort()];
    await bed.namespace([tcp(port, 80)]);
    const id = bed.trackNamespace(randomUUID());
    const options = { owner: OWNER, portMappings: [tcp(other, 81), tcp(port, 82)] };
    const failure = await expectFault('AlreadyExists', () => bed.host.network.createNamespace(id, options));
    expect(failure.hint).to.include('-PublishPort 80)');
    expect(failure.message).to.contain(String(port));
    expect((await bed.host.network.listNamespaces()).map((one) => one.id)).not.to.include(id);
    await (await occupy(other)).release();
  });

  it('a port that a program of this machine has is AlreadyExists, naming it', async () => {
    const taken = await occupy(0);
    const id = bed.trackNamespace(randomUUID());
    const options = { owner: OWNER, portMappings: [tcp(taken.port, 80)] };
    const failure = await expectFault('AlreadyExists', () => bed.host.network.createNamespace(id, options));
    expect(failure.hint).to.include('-PublishPort 80)');
    expect(failure.message).to.contain(String(taken.port));
    await taken.release();
  });

  it('a port once taken is nobody else’s before a system runs, and does not answer', async () => {
    const port = await freePort();
    await bed.namespace([tcp(port, 80)]);
    const outcome = await occupy(port).then(
      async (taken) => {
        await taken.release();
        return 'taken by another program';
      },
      (error: unknown) => String(error),
    );
    expect(outcome).to.contain('EADDRINUSE');
    expect(await answers(port)).to.equal(false);
  });

  it('port 0 asks the host to choose: a free port, told and held', async () => {
    const made = await bed.namespace([tcp(0, 80), tcp(0, 81)]);
    const ports = made.portMappings.map((mapping) => mapping.hostPort);
    expect(made.portMappings.map((mapping) => mapping.containerPort)).to.deep.equal([80, 81]);
    for (const port of ports) expect(port).to.be.within(1024, 65535);
    expect(new Set(ports).size).to.equal(2);
    for (const port of ports)
      expect(await occupy(port).catch((error: unknown) => String(error))).to.contain('EADDRINUSE');
  });

  it('deleteNamespace frees the port', async () => {
    const port = await freePort();
    const { id } = await bed.namespace([tcp(port, 80)]);
    await bed.host.network.deleteNamespace(id);
    await (await occupy(port)).release();
    await bed.namespace([tcp(port, 80)]);
  });

  it('one port twice in one request is refused, and nothing is left', async () => {
    const port = await freePort();
    const id = bed.trackNamespace(randomUUID());
    const options = { owner: OWNER, portMappings: [tcp(port, 80), tcp(port, 81)] };
    await expectFault(['InvalidArgument', 'AlreadyExists'], () => bed.host.network.createNamespace(id, options));
    await (await occupy(port)).release();
  });

  for (const mapping of [tcp(65536, 80), tcp(-1, 80), tcp(8080, 0), tcp(8080, 65536), tcp(1.5, 80)]) {
    it(`the mapping ${mapping.hostPort}:${mapping.containerPort} is InvalidArgument`, async () => {
      const options = { owner: OWNER, portMappings: [mapping] };
      await expectFault('InvalidArgument', () =>
        bed.host.network.createNamespace(bed.trackNamespace(randomUUID()), options),
      );
    });
  }
}

async function serve(bed: Bed, system: TestSystem, port: number): Promise<void> {
  const server = await launch(bed, system, probe(`serve:${port}`));
  expect(await firstLine(server.stdout)).to.equal('listening');
}

function portOf(system: TestSystem, index = 0): number {
  return system.namespace?.portMappings[index]?.hostPort ?? 0;
}

function servedCases(bed: Bed): void {
  describe('published ports', () => {
    let one: TestSystem;
    let two: TestSystem;
    scopeAllCases(bed);
    before(async function () {
      this.timeout(120_000);
      one = await bed.running({ hostName: 'server-one', portMappings: [tcp(0, 80), tcp(0, 8080)] });
      two = await bed.running({ hostName: 'server-two', portMappings: [tcp(await freePort(), 80)] });
      await Promise.all([serve(bed, one, 80), serve(bed, one, 8080), serve(bed, two, 80)]);
    });

    it('a program in a container answers HTTP from outside, each on its own port', async () => {
      expect((await get(portOf(one))).toString().toLowerCase()).to.equal('probe:server-one');
      expect((await get(portOf(two))).toString().toLowerCase()).to.equal('probe:server-two');
    });

    it('two ports of one container both answer', async () => {
      expect((await get(portOf(one, 1))).toString().toLowerCase()).to.equal('probe:server-one');
    });

    it('20 requests at once are all answered', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, () => get(portOf(one), '/', 15_000)));
      expect(all.map((body) => body.toString().toLowerCase())).to.deep.equal(all.map(() => 'probe:server-one'));
    });

    it('5 MB come through the port whole', async () => {
      const size = 5 * 1024 * 1024;
      expect(firstDifference(await get(portOf(one), `/${size}`, 20_000), pattern(3, size))).to.equal(undefined);
    });

    it('the port answers while no host is open, and after it is opened again', async () => {
      await bed.closeHost();
      await pause(200);
      const closed = await get(portOf(one)).then(String, String);
      await bed.openAgain();
      expect(closed.toLowerCase()).to.equal('probe:server-one');
      expect((await get(portOf(one))).toString().toLowerCase()).to.equal('probe:server-one');
    });

    it('deleteNamespace is Busy while a running system has it, and the port goes on', async () => {
      await expectFault('Busy', () => bed.host.network.deleteNamespace(one.namespace?.id ?? ''));
      expect((await get(portOf(one))).toString().toLowerCase()).to.equal('probe:server-one');
    });

    it('a port that nobody in the container listens on does not answer', async () => {
      const quiet = await bed.running({ portMappings: [tcp(0, 81)] });
      expect(await answers(portOf(quiet))).to.equal(false);
    });

    it('one container does not reach another’s port or the machine’s own on its loopback', async () => {
      const machine = await occupy(0);
      const seen = await run(bed, two, probe('dial:8080', `dial:${machine.port}`, 'dial:80'));
      await machine.release();
      expect(seen.stdout.toString()).to.equal('refused\nrefused\nconnected\n');
    });

    it('node.exe for Windows serves HTTP, reads stdin and writes both streams', async function () {
      this.timeout(120_000);
      const exe = await nodeExe();
      if (exe === undefined) skip(this, 'there is no node.exe for Windows here');
      const entries: LayerEntry[] = [
        {
          kind: 'file',
          name: 'node.exe',
          modifiedMs: A_TIME_MS,
          sizeBytes: (await stat(exe)).size,
          open: () => createReadStream(exe),
        },
      ];
      const system = await bed.running({ portMappings: [tcp(0, 3000)] });
      await bed.host.layers.writeFiles(system.scratch.folder, system.scratch.parents, 'C:\\node', streamOf(entries));
      const echo = quote(
        'C:\\node\\node.exe',
        '-e',
        "process.stderr.write('err');process.stdin.pipe(process.stdout).on('close',()=>{});process.exitCode=300",
      );
      const said = await run(bed, system, echo, { input: 'through node', timeoutMs: 30_000 });
      expect([said.code, said.stdout.toString(), said.stderr.toString()]).to.deep.equal([300, 'through node', 'err']);
      const script =
        "require('http').createServer((q,r)=>r.end('node '+process.platform)).listen(3000,()=>console.log('up'))";
      const server = await launch(bed, system, quote('C:\\node\\node.exe', '-e', script));
      expect(await firstLine(server.stdout)).to.equal('up');
      expect((await get(portOf(system))).toString()).to.equal('node win32');
    });

    it('when the system is gone its port does not answer, and deleteNamespace frees it', async () => {
      await bed.host.compute.terminate(two.id);
      await eventually(20_000, 'no answer', async () => !(await answers(portOf(two))));
      await bed.host.network.deleteNamespace(two.namespace?.id ?? '');
      await (await occupy(portOf(two))).release();
    });
  });
}
