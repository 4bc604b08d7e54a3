import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { changeRequest, forBuild, readProcesses, readStatistics, win32Controls } from '../../core/win32/controls.ts';
import type { CallName, Calls } from '../../core/win32/keeper/protocol.ts';

/** A keeper that knows one system and writes down what it is asked. */
function keeperOf(isolation: 'process' | 'hyperv', properties: Record<string, unknown> = {}) {
  const asked: string[] = [];
  return {
    asked,
    call: async <Name extends CallName>(name: Name): Promise<Calls[Name]['gives']> => {
      asked.push(name);
      const answers: Partial<{ [N in CallName]: unknown }> = {
        systemFacts: { isolation },
        systemProperties: { properties },
      };
      return (answers[name] ?? {}) as Calls[Name]['gives']; // what these tests look at
    },
  };
}

describe('controls of running systems', () => {
  it('pause only what has a virtual machine of its own', async () => {
    const shared = keeperOf('process');
    const failure = await win32Controls(shared)
      .pause('web')
      .catch((error: unknown) => error);
    expect(isFault(failure, 'NotSupported'), String(failure)).to.equal(true);
    expect(shared.asked).to.deep.equal(['systemFacts']);
    const own = keeperOf('hyperv');
    await win32Controls(own).pause('web');
    await win32Controls(own).resume('web');
    expect(own.asked).to.deep.equal(['systemFacts', 'pauseSystem', 'systemFacts', 'resumeSystem']);
  });

  it('processors of a running system need 20H2: before it nothing is asked of Windows', async () => {
    const old = keeperOf('process');
    const change = { kind: 'processor', limit: { count: 1 } } as const;
    const failure = await forBuild(win32Controls(old), async () => 19041)
      .change('web', change)
      .catch((error: unknown) => error);
    expect(isFault(failure, 'NotSupported'), String(failure)).to.equal(true);
    expect(old.asked).to.deep.equal([]);
    await forBuild(win32Controls(old), async () => 19041).change('web', { kind: 'memory', memoryBytes: 2 ** 30 });
    await forBuild(win32Controls(old), async () => 19042).change('web', change);
    expect(old.asked).to.deep.equal(['modifySystem', 'modifySystem']);
  });

  it('statistics are in ms and bytes; what HCS does not tell is 0', () => {
    const statistics = readStatistics({
      Timestamp: '2026-08-01T10:00:00.5Z',
      Uptime100ns: 20_000_000,
      Processor: { TotalRuntime100ns: 15_000, RuntimeUser100ns: 10_000 },
      Memory: { MemoryUsageCommitBytes: 4096 },
      Storage: { ReadSizeBytes: 7 },
    });
    expect(statistics).to.deep.equal({
      takenAt: new Date('2026-08-01T10:00:00.500Z'),
      uptimeMs: 2000,
      processorMs: 1.5,
      processorUserMs: 1,
      processorKernelMs: 0,
      memoryCommitBytes: 4096,
      memoryPrivateBytes: 0,
      readBytes: 7,
      writtenBytes: 0,
    });
  });

  it('tells the peak of memory and the network only where HCS does', () => {
    const { memoryPeakBytes, network } = readStatistics({
      Memory: { MemoryUsageCommitPeakBytes: 8192 },
      Network: [{ BytesReceived: 3, BytesSent: 5 }, { BytesReceived: 4 }],
    });
    expect([memoryPeakBytes, network]).to.deep.equal([8192, { receivedBytes: 7, sentBytes: 5 }]);
    expect(readStatistics({})).not.to.have.any.keys('memoryPeakBytes', 'network');
  });

  it('the process list is sorted by id', async () => {
    const list = [
      { ProcessId: 20, ImageName: 'b.exe', UserTime100ns: 10_000, KernelTime100ns: 10_000, MemoryCommitBytes: 1 },
      { ProcessId: 10, ImageName: 'a.exe', CreateTimestamp: '2026-08-01T10:00:00Z' },
    ];
    const found = await win32Controls(keeperOf('process', { ProcessList: list })).guestProcesses('web');
    expect(found.map(({ processId, imageName, processorMs }) => [processId, imageName, processorMs])).to.deep.equal([
      [10, 'a.exe', 0],
      [20, 'b.exe', 2],
    ]);
    expect(readProcesses(undefined)).to.deep.equal([]);
  });

  it('memory is rounded up to whole MB', () => {
    const request = changeRequest({ kind: 'memory', memoryBytes: 1024 * 1024 + 1 });
    expect(request.Settings).to.equal(2);
  });

  for (const bytes of [0, -1, 1024, Number.NaN, 1.5 * 1024 * 1024 + 0.5]) {
    it(`memory of ${bytes} bytes is InvalidArgument`, () => {
      try {
        changeRequest({ kind: 'memory', memoryBytes: bytes });
      } catch (error) {
        expect(isFault(error, 'InvalidArgument')).to.equal(true);
        return;
      }
      expect.fail('it was taken');
    });
  }
});
