import { expect } from 'chai';
import type { GuestProcess, SystemStatistics } from '../../../../core/host/controls.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../../kit/bed.ts';
import { get } from '../../kit/http.ts';
import { firstLine, launch, probe, run } from '../../kit/run.ts';
import { eventually } from '../../kit/within.ts';
import { needControl } from './need.ts';

const MB = 1024 * 1024;
const COUNTERS = [
  'uptimeMs',
  'processorMs',
  'processorUserMs',
  'processorKernelMs',
  'readBytes',
  'writtenBytes',
] as const;

/** What a running system uses, and what runs in it. */
export function measureCases(bed: Bed): void {
  scopeEachCase(bed);
  const statistics = (system: TestSystem): Promise<SystemStatistics> => bed.host.controls.statistics(system.id);
  const programs = (system: TestSystem): Promise<GuestProcess[]> => bed.host.controls.guestProcesses(system.id);

  it('statistics count from the start of the system, in ms and bytes', async function () {
    await needControl(this, bed, 'statistics');
    const before = Date.now();
    const system = await bed.running();
    const first = await statistics(system);
    await run(bed, system, probe('sleep:200'));
    const second = await statistics(system);
    expect(first.takenAt).to.be.instanceOf(Date);
    expect(first.uptimeMs).to.be.within(0, Date.now() - before);
    const passedMs = second.takenAt.getTime() - first.takenAt.getTime();
    expect(passedMs).to.be.at.least(190);
    expect(second.uptimeMs - first.uptimeMs).to.be.closeTo(passedMs, 50);
    for (const name of COUNTERS) expect(second[name], name).to.be.at.least(first[name]);
    expect(first.processorMs).to.be.at.least(Math.max(first.processorUserMs, first.processorKernelMs));
  });

  it('processor time grows with work, and keeps that of programs which are gone', async function () {
    await needControl(this, bed, 'statistics');
    const system = await bed.running();
    const before = await statistics(system);
    await run(bed, system, probe('burn:400'));
    const after = await statistics(system);
    expect(after.processorMs - before.processorMs).to.be.at.least(360);
    expect(after.processorUserMs - before.processorUserMs).to.be.at.least(200);
    expect((await statistics(system)).processorMs).to.be.at.least(after.processorMs);
  });

  it('memory grows with what programs hold, and its peak stays', async function () {
    await needControl(this, bed, 'statistics');
    const system = await bed.running();
    const before = await statistics(system);
    const process = await launch(bed, system, probe('hold:96', 'sleep:600000'));
    expect(await firstLine(process.stdout)).to.equal('held');
    const during = await statistics(system);
    expect(during.memoryCommitBytes - before.memoryCommitBytes).to.be.at.least(80 * MB);
    // What a host does not tell is absent.
    if (during.memoryPeakBytes !== undefined) expect(during.memoryPeakBytes).to.be.at.least(during.memoryCommitBytes);
    await process.terminate();
    await process.exited;
    const isFree = async () => (await statistics(system)).memoryCommitBytes < during.memoryCommitBytes - 64 * MB;
    await eventually(20_000, 'the memory is free', isFree);
    const { memoryPeakBytes } = await statistics(system);
    if (memoryPeakBytes !== undefined) expect(memoryPeakBytes).to.be.at.least(during.memoryCommitBytes);
  });

  it('the network is counted in bytes, in and out, or not told at all', async function () {
    await needControl(this, bed, 'statistics');
    const system = await bed.running({ portMappings: [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] });
    const before = (await statistics(system)).network;
    const server = await launch(bed, system, probe('serve:80'));
    expect(await firstLine(server.stdout)).to.equal('listening');
    const body = await get(system.namespace?.portMappings[0]?.hostPort ?? 0);
    const after = (await statistics(system)).network;
    if (before === undefined || after === undefined) {
      expect([before, after], 'told always or never').to.deep.equal([undefined, undefined]);
      return;
    }
    const [received, sent] = [after.receivedBytes - before.receivedBytes, after.sentBytes - before.sentBytes];
    expect(received).to.be.within('GET / HTTP/1.0'.length, 10_000);
    expect(sent).to.be.within(body.length, 10_000);
    const quiet = await bed.running();
    const { network } = await statistics(quiet);
    expect(network).to.deep.equal({ receivedBytes: 0, sentBytes: 0 });
  });

  it('guestProcesses lists a program and what it started, by id, and neither when they are gone', async function () {
    await needControl(this, bed, 'guestProcesses');
    const system = await bed.running();
    const process = await launch(bed, system, probe(`spawn:${probe('burn:100', 'sleep:600000')}`, 'sleep:600000'));
    const child = Number(await firstLine(process.stdout));
    const ids = [process.processId, child].sort((a, b) => a - b);
    const ours = async () =>
      (await programs(system)).filter(({ imageName }) => imageName.toLowerCase() === 'probe.exe');
    await eventually(20_000, 'both are listed, and the child has worked', async () => {
      const found = await ours();
      return found.length === 2 && (found.find(({ processId }) => processId === child)?.processorMs ?? 0) >= 90;
    });
    const found = await ours();
    expect(found.map(({ processId }) => processId)).to.deep.equal(ids);
    const startedAt = (await bed.host.compute.query(system.id)).startedAt?.getTime() ?? 0;
    for (const { createdAt, memoryCommitBytes } of found) {
      if (createdAt !== undefined) expect(createdAt.getTime()).to.be.within(startedAt - 2000, Date.now() + 2000);
      expect(memoryCommitBytes).to.be.within(1, 1024 * MB);
    }
    const all = (await programs(system)).map(({ processId }) => processId);
    expect(all).to.deep.equal([...new Set(all)].sort((a, b) => a - b));
    await process.terminate();
    await process.exited;
    await eventually(20_000, 'neither is listed', async () => (await ours()).length === 0);
  });

  it('guestProcesses of one system lists nothing of another', async function () {
    await needControl(this, bed, 'guestProcesses');
    const [one, two] = await Promise.all([bed.running(), bed.running()]);
    const process = await launch(bed, one, probe('line:up', 'sleep:600000'));
    await firstLine(process.stdout);
    const names = async (system: TestSystem) =>
      (await programs(system)).map(({ imageName }) => imageName.toLowerCase());
    expect(await names(one)).to.include('probe.exe');
    expect(await names(two)).not.to.include('probe.exe');
  });
}
