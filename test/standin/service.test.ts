import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../../scripts/ports.ts';
import { answers, get, occupy } from '../contract/kit/http.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';
import { ServiceBed, stream, type TestScratch, windows } from './service-bed.ts';
import { ServiceClient } from './service-client.ts';
import { whyNoService } from './why-no-service.ts';

const FILE = 0x20;
const FOLDER = 0x10;
const HIDDEN = 0x2;
const DATA = 1;

describe('the stand-in service', function () {
  this.timeout(60_000);
  let bed: ServiceBed;
  let tools: string;

  before(async function () {
    this.timeout(180_000);
    const reason = await whyNoService();
    if (reason !== undefined) return skip(this, reason);
    bed = await ServiceBed.open();
    const probe = await readFile(join(import.meta.dirname, '../contract/probe/probe.exe'));
    const source = await bed.transport([
      { name: 'probe', attributes: FOLDER },
      { name: 'probe/probe.exe', attributes: FILE, streams: stream(DATA, probe) },
    ]);
    tools = await bed.importLayer(source);
  });
  after(async () => bed?.close());

  const PROBE = 'C:\\probe\\probe.exe';
  const scratch = (): Promise<TestScratch> => bed.scratch([tools, bed.base]);

  describe('systems and processes', () => {
    let system: string;
    let at: TestScratch;
    before(async () => {
      at = await scratch();
      system = await bed.running(at, { hostName: 'web' });
    });

    it('a program runs, with its own streams and its whole exit code', async () => {
      const ended = await bed.run(system, PROBE, 'out:to stdout', 'err:to stderr', 'exit:4000000000');
      expect(ended).to.deep.equal({ code: 4000000000, stdout: 'to stdout', stderr: 'to stderr' });
      expect((await bed.run(system, 'cmd', '/c', 'echo %COMPUTERNAME%')).stdout.trim()).to.equal('WEB');
    });

    it('stdin reaches the program, and CloseHandle ends it', async () => {
      const { pid } = await bed.launch(system, PROBE, 'cat');
      const input = await bed.client.stream(system, pid, 'stdin');
      input.write('what was written');
      const request = { Operation: 'CloseHandle', CloseHandle: { Handle: 'StdIn' } };
      await bed.client.must('process.modify', { system, pid, request });
      expect((await bed.finish(system, pid)).stdout).to.equal('what was written');
    });

    it('a program that is not there is 0x80070002; an unknown process 0x80070490', async () => {
      expect(await bed.codeOf('process.create', { system, parameters: { CommandLine: 'none.exe' } })).to.equal(
        0x80070002,
      );
      expect(await bed.codeOf('process.open', { system, pid: 4_000_000 })).to.equal(0x80070490);
      expect(await bed.codeOf('process.properties', { system, pid: 4_000_000 })).to.equal(0x80070490);
    });

    it('terminate ends a process with code 1, and only once', async () => {
      const { pid } = await bed.launch(system, PROBE, 'sleep:600000');
      await bed.client.must('process.terminate', { system, pid });
      expect((await bed.finish(system, pid)).code).to.equal(1);
      expect(await bed.codeOf('process.terminate', { system, pid })).to.equal(0x8037011f);
      expect(await bed.codeOf('process.open', { system, pid })).to.equal(0x80070490);
    });

    it('statistics and the process list are of the container', async () => {
      const { pid } = await bed.launch(system, PROBE, 'sleep:600000');
      const query = { PropertyTypes: ['Statistics', 'ProcessList'] };
      const found = await bed.client.must<{
        State: string;
        Statistics: { Memory: { MemoryUsageCommitBytes: number }; Processor: { TotalRuntime100ns: number } };
        ProcessList: { ImageName: string; ProcessId: number }[];
      }>('system.properties', { system, query });
      expect(found.State).to.equal('Running');
      expect(found.Statistics.Memory.MemoryUsageCommitBytes).to.be.greaterThan(1_000_000);
      expect(found.Statistics.Processor.TotalRuntime100ns).to.be.greaterThan(0);
      const probes = found.ProcessList.filter((one) => one.ImageName === 'probe.exe');
      expect(probes.map((one) => one.ProcessId)).to.deep.equal([pid]);
      await bed.client.must('process.terminate', { system, pid });
    });

    it('what a caller that died left goes on for the next', async () => {
      const first = await ServiceClient.open(bed.service.port);
      const parameters = { CommandLine: `${PROBE} await:C:\\go out:late exit:7`, CreateStdOutPipe: true };
      const { pid } = await first.must<{ pid: number }>('process.create', { system, parameters });
      first.close();
      await bed.client.must('process.open', { system, pid });
      const output = await bed.client.stream(system, pid, 'stdout');
      await bed.run(system, PROBE, 'write:C:\\go=');
      expect((await once(output, 'data')).toString()).to.equal('late');
      output.destroy();
    });

    it('the system ends after its processes, and then nobody finds it', async () => {
      const { pid } = await bed.launch(system, PROBE, 'sleep:600000');
      await bed.client.must('system.terminate', { system });
      const end = await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      expect(end.data).to.include({ ExitType: 'ForcedExit' });
      const index = bed.client.events.findIndex((event) => event.pid === pid && event.system === system);
      expect(index).to.be.within(0, bed.client.events.indexOf(end) - 1);
      const status = await bed.client.must<Record<string, number>>('process.properties', { system, pid });
      expect([status['Exited'], status['LastWaitResult'] === 0]).to.deep.equal([true, false]);
      expect(await bed.codeOf('system.open', { system })).to.equal(0x8037010e);
      expect(await bed.codeOf('system.terminate', { system })).to.equal(0x80370110);
      const listed = await bed.client.must<{ Id: string }[]>('system.enumerate', { query: { Owners: ['test'] } });
      expect(listed.map((one) => one.Id)).not.to.include(system);
      await bed.release(at);
    });
  });

  describe('states', () => {
    it('an id is taken once; a scratch serves one system; starting twice is 0x80370105', async () => {
      const at = await scratch();
      const system = await bed.running(at);
      const document = { Owner: 'x', Container: { Storage: { Layers: [], Path: `${at.volume}\\` } } };
      expect(await bed.codeOf('system.create', { system, document })).to.equal(0x8037010f);
      expect(await bed.codeOf('system.start', { system })).to.equal(0x80370105);
      expect(await bed.codeOf('layer.unprepare', { path: at.path })).to.equal(0x80070020);
      expect(await bed.codeOf('layer.deactivate', { path: at.path })).to.equal(0x80070020);
      await bed.client.must('system.shutdown', { system });
      const end = await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      expect(end.data).to.deep.equal({ Status: 0, ExitType: 'GracefulExit' });
      await bed.release(at);
    });

    it('a virtual machine needs a hypervisor', async () => {
      const request = { system: randomUUID(), document: { Owner: 'x', VirtualMachine: {} } };
      expect(await bed.codeOf('system.create', request)).to.equal(0x80370102);
    });

    it('one that is ended while it starts ends once, and its scratch can be let go', async () => {
      for (const delayMs of [0, 1, 30, 120, 400]) {
        const at = await scratch();
        const system = await bed.create(at);
        const started = bed.codeOf('system.start', { system });
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        const ended = await bed.codeOf('system.terminate', { system });
        await started;
        // Before it began to start, or when the start had ended it: there is nothing to end.
        expect([0, 0x80370110], `after ${delayMs} ms`).to.include(ended);
        const isEnd = (event: { event: string; system?: unknown }) =>
          event.event === 'SystemExited' && event.system === system;
        await bed.client.heard(isEnd);
        expect(bed.client.events.filter(isEnd), `after ${delayMs} ms`).to.have.length(1);
        await bed.release(at);
      }
    });

    it('a crash of the guest is an unexpected exit', async () => {
      const at = await scratch();
      const system = await bed.running(at);
      await bed.client.must('system.crash', { system });
      const end = await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      expect(end.data).to.deep.equal({ Status: 0x80370106 | 0, ExitType: 'UnexpectedExit' });
      await bed.release(at);
    });

    it('a restart drops every connection, and the systems live on', async () => {
      const at = await scratch();
      const system = await bed.running(at);
      const other = await ServiceClient.open(bed.service.port);
      const restarter = await ServiceClient.open(bed.service.port);
      restarter.ask('service.restart').catch(() => undefined);
      await other.heard((event) => event.event === 'ServiceDisconnect');
      await eventually(async () => !other.isConnected);
      await bed.reconnect();
      expect((await bed.run(system, PROBE, 'exit:9')).code).to.equal(9);
      await bed.client.must('system.terminate', { system });
      await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      await bed.release(at);
    });

    it('scripted faults: a failure, and a late answer', async () => {
      await bed.client.must('fault.set', { target: 'service.properties', times: 1, hr: 0x80370114 });
      expect(await bed.codeOf('service.properties', {})).to.equal(0x80370114);
      expect(await bed.codeOf('service.properties', {})).to.equal(0);
      await bed.client.must('fault.set', { target: 'service.properties', times: 1, delayMs: 300 });
      const start = performance.now();
      expect(await bed.codeOf('service.properties', {})).to.equal(0);
      expect(performance.now() - start).to.be.at.least(290);
    });
  });

  describe('layers', () => {
    it('the order of the calls is kept', async () => {
      const path = windows(bed.path());
      const parents = [tools, bed.base];
      expect(await bed.codeOf('layer.createSandbox', { path, parents: [bed.base, tools] })).to.equal(0x80070003);
      expect(await bed.codeOf('layer.createSandbox', { path, parents: ['Z:\\none'] })).to.equal(0x80070003);
      await bed.client.must('layer.createSandbox', { path, parents });
      expect(await bed.codeOf('layer.prepare', { path, parents })).to.equal(0x80070057);
      expect(await bed.codeOf('layer.mountPath', { path })).to.equal(0x80070057);
      await bed.client.must('layer.activate', { path });
      await bed.client.must('layer.activate', { path });
      await bed.client.must('layer.prepare', { path, parents });
      expect(await bed.codeOf('layer.prepare', { path, parents })).to.equal(0x80070057);
      expect(await bed.codeOf('layer.deactivate', { path })).to.equal(0x80070020);
      expect(await bed.codeOf('layer.destroy', { path })).to.equal(0x80070020);
      expect(await bed.codeOf('layer.destroy', { path: tools })).to.equal(0x80070020);
      await bed.release({ path, parents, volume: '' });
    });

    it('the volume shows the same before, while and after a system runs; both sides write', async () => {
      const at = await scratch();
      const before = await bed.service.volume(at.volume);
      await writeFile(join(before, 'early.txt'), 'early');
      const system = await bed.running(at);
      const running = await bed.service.volume(at.volume);
      expect((await bed.run(system, PROBE, 'read:C:\\early.txt')).stdout).to.equal('early');
      await bed.run(system, PROBE, 'write:C:\\inside.txt=inside');
      expect(await readFile(join(running, 'inside.txt'), 'utf8')).to.equal('inside');
      await writeFile(join(running, 'live.txt'), 'live');
      expect((await bed.run(system, PROBE, 'read:C:\\live.txt')).stdout).to.equal('live');
      await bed.client.must('system.shutdown', { system });
      await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      const after = await bed.service.volume(at.volume);
      const names = await readdir(after);
      expect(names).to.include.members(['early.txt', 'inside.txt', 'live.txt', 'probe']);
      expect(before === after).to.equal(true);
      await bed.release(at);
    });

    it('an imported layer is what its transport folder says, also after a rename', async () => {
      const source = await bed.transport(
        [
          { name: 'made', attributes: FOLDER },
          { name: 'made/hidden.txt', attributes: FILE | HIDDEN, streams: stream(DATA, 'content') },
          { name: 'made/empty', attributes: FOLDER },
          { name: 'made/sparse.bin', attributes: FILE, streams: sparse(70_000, 'end') },
        ],
        '\uFEFFVersion 1.0\r\n\\probe\\probe.exe\r\n',
      );
      const path = await bed.importLayer(source, [tools, bed.base]);
      const renamed = windows(bed.path());
      await rename(path.slice(2).replaceAll('\\', '/'), renamed.slice(2).replaceAll('\\', '/'));
      const at = await bed.scratch([renamed, tools, bed.base]);
      const volume = await bed.service.volume(at.volume);
      expect((await readdir(join(volume, 'made'))).sort()).to.deep.equal(['empty', 'hidden.txt', 'sparse.bin']);
      expect(await readFile(join(volume, 'made/hidden.txt'), 'utf8')).to.equal('content');
      expect((await readFile(join(volume, 'made/sparse.bin'))).subarray(-4).toString()).to.equal('\0end');
      expect(await readdir(join(volume, 'probe'))).to.deep.equal([]);
      const system = await bed.running(at);
      const listed = await bed.run(system, 'cmd', '/c', 'dir /b /ah C:\\made');
      expect(listed.stdout.trim()).to.equal('hidden.txt');
      await bed.client.must('system.terminate', { system });
      await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      await bed.release(at);
      expect(await bed.codeOf('layer.destroy', { path: renamed })).to.equal(0);
      expect(await bed.codeOf('layer.destroy', { path: renamed })).to.equal(0x80070003);
    });

    it('an export is the change in the transport format, byte for byte', async () => {
      const at = await scratch();
      const system = await bed.running(at);
      await bed.run(system, PROBE, 'mkdir:C:\\new', 'write:C:\\new\\file.txt=twelve bytes');
      await bed.run(system, 'cmd', '/c', 'del C:\\probe\\probe.exe');
      await bed.client.must('system.shutdown', { system });
      await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      const target = bed.path();
      await mkdir(target);
      const request = { path: at.path, target: windows(target), parents: at.parents };
      expect(await bed.codeOf('layer.export', request)).to.equal(0x80070020);
      await bed.client.must('layer.unprepare', { path: at.path });
      await bed.client.must('layer.export', request);
      const bytes = await readFile(join(target, 'Files/new/file.txt'));
      const expected = Buffer.from(`20000000${'01000000'}${'00000000'}${'0c00000000000000'}${'00000000'}`, 'hex');
      expect(bytes.toString('hex')).to.equal(Buffer.concat([expected, Buffer.from('twelve bytes')]).toString('hex'));
      expect((await readFile(join(target, 'Files/new.$wcidirs$'))).toString('hex')).to.equal('10000000');
      expect(await readFile(join(target, 'tombstones.txt'), 'utf8')).to.equal(
        '\uFEFFVersion 1.0\r\n\\probe\\probe.exe\r\n',
      );
      await bed.client.must('layer.deactivate', { path: at.path });
      await bed.client.must('layer.destroy', { path: at.path });
    });

    const damaged: [string, Buffer, string?][] = [
      ['a cut header', stream(DATA, 'abc').subarray(0, 15)],
      ['a size beyond the file', stream(DATA, 'abc', 4)],
      ['an unknown stream', stream(11, 'abc')],
      ['bytes behind the last stream', Buffer.concat([stream(DATA, 'abc'), Buffer.from('x')])],
      ['tombstones without a BOM', stream(DATA, 'abc'), 'Version 1.0\r\n'],
      ['a tombstone that begins with no backslash', stream(DATA, 'abc'), '\uFEFFVersion 1.0\r\nx\r\n'],
    ];
    for (const [what, streams, tombstones] of damaged) {
      it(`a transport folder with ${what} is refused`, async () => {
        const source = await bed.transport([{ name: 'a', attributes: FILE, streams }], tombstones);
        const request = { path: windows(bed.path()), source: windows(source), parents: [bed.base] };
        expect(await bed.codeOf('layer.import', request)).to.equal(0x8007000d);
      });
    }
  });

  describe('networks', () => {
    const settings = { Name: 'nat', Type: 'NAT', Owner: 'test', SchemaVersion: { Major: 2, Minor: 0 }, Flags: 0 };
    const network = randomUUID();
    const mapping = (external: number, internal = 80) => ({
      Type: 'PortMapping',
      Settings: { Protocol: 6, InternalPort: internal, ExternalPort: external },
    });
    const makeEndpoint = (id: string, ...policies: object[]) =>
      bed.codeOf('hcn.create', { kind: 'endpoint', id, network, settings: { Name: id, Policies: policies } });
    const change = (namespace: string, verb: 'Add' | 'Remove', endpoint: string) => ({
      kind: 'namespace',
      id: namespace,
      settings: { ResourceType: 'Endpoint', RequestType: verb, Settings: { EndpointId: endpoint } },
    });

    before(async () => {
      await bed.client.must('hcn.create', { kind: 'network', id: network, settings });
    });

    it('a NAT network gets a prefix, and is told without its type', async () => {
      const found = await bed.client.must<Record<string, unknown>>('hcn.query', { kind: 'network', id: network });
      expect(found).to.include({ ID: network, Name: 'nat' }).and.not.have.any.keys('Type', 'Flags');
      expect(JSON.stringify(found['Ipams'])).to.match(/"IpAddressPrefix":"172\.\d+\.\d+\.0\/20"/);
      const query = { Filter: JSON.stringify({ Name: 'nat' }) };
      expect(await bed.client.must('hcn.enumerate', { kind: 'network', query })).to.deep.equal([network]);
      const again = { kind: 'network', id: randomUUID(), settings };
      expect(await bed.codeOf('hcn.create', again)).to.equal(0x803b0010);
    });

    it('a port is chosen, told, held, and refused to the next', async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      expect(await makeEndpoint(one, mapping(0))).to.equal(0);
      const found = await bed.client.must<{ Policies: ReturnType<typeof mapping>[] }>('hcn.query', {
        kind: 'endpoint',
        id: one,
      });
      const port = found.Policies[0]?.Settings.ExternalPort ?? 0;
      expect(port).to.be.within(1024, 65_535);
      expect(await makeEndpoint(two, mapping(await freePort()), mapping(port))).to.equal(0x803b0013);
      expect(await bed.codeOf('hcn.open', { kind: 'endpoint', id: two })).to.equal(0x803b0002);
      await bed.client.must('hcn.delete', { kind: 'endpoint', id: one });
      await (await occupy(port)).release();
    });

    it('a port of a running container answers; two endpoints, also one that comes later', async () => {
      const [namespace, first, second] = [randomUUID(), randomUUID(), randomUUID()];
      const [early, late] = [await freePort(), await freePort()];
      await bed.client.must('hcn.create', { kind: 'namespace', id: namespace, settings: {} });
      expect(await makeEndpoint(first, mapping(early))).to.equal(0);
      await bed.client.must('hcn.modify', change(namespace, 'Add', first));
      expect(await bed.codeOf('hcn.modify', change(namespace, 'Add', first))).to.equal(0x803b0014);
      const at = await scratch();
      const system = await bed.running(at, { namespace, hostName: 'served' });
      await bed.launch(system, PROBE, 'serve:80');
      await untilAnswers(early);
      expect((await get(early)).toString().toLowerCase()).to.equal('probe:served');
      expect(await makeEndpoint(second, mapping(late))).to.equal(0);
      expect(await answers(late)).to.equal(false);
      await bed.client.must('hcn.modify', change(namespace, 'Add', second));
      expect((await get(late)).toString().toLowerCase()).to.equal('probe:served');
      expect(await bed.codeOf('hcn.delete', { kind: 'namespace', id: namespace })).to.equal(0x803b002c);
      await bed.client.must('system.terminate', { system });
      await bed.client.heard((event) => event.event === 'SystemExited' && event.system === system);
      expect(await answers(early)).to.equal(false);
      for (const endpoint of [first, second]) {
        await bed.client.must('hcn.modify', change(namespace, 'Remove', endpoint));
        await bed.client.must('hcn.delete', { kind: 'endpoint', id: endpoint });
      }
      await bed.client.must('hcn.delete', { kind: 'namespace', id: namespace });
      await bed.release(at);
    });

    it('a system whose namespace is not there cannot be made', async () => {
      const at = await scratch();
      const document = {
        Owner: 'x',
        Container: {
          Storage: { Layers: at.parents.map((path) => ({ Id: 'x', Path: path })), Path: `${at.volume}\\` },
          Networking: { Namespace: randomUUID() },
        },
      };
      expect(await bed.codeOf('system.create', { system: randomUUID(), document })).to.equal(0x803b002e);
      await bed.release(at);
    });
  });
});

async function untilAnswers(port: number): Promise<void> {
  await eventually(() => answers(port));
}

/** A file of which only the last bytes are stored. */
function sparse(holeBytes: number, tail: string): Buffer {
  const offset = Buffer.alloc(8);
  offset.writeUInt32LE(holeBytes);
  return Buffer.concat([stream(DATA, ''), stream(9, Buffer.concat([offset, Buffer.from(tail)]))]);
}
