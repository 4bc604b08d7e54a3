import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  endedForMemory,
  limitMemory,
  limitProcessor,
  limitThreads,
  memoryUsage,
  refusedThreads,
} from '../../../core/embedded/control-groups/limits.ts';
import { faultOf } from '../../doubles/containers-kit.ts';

describe('the files of control groups', () => {
  let path = '';
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'hcs-group-'));
  });
  afterEach(() => rm(path, { recursive: true, force: true }));

  const one = () => ({ version: 1, path }) as const;
  const two = () => ({ version: 2, path }) as const;
  const put = (name: string, text: string): Promise<void> => writeFile(join(path, name), text);
  const read = (name: string): Promise<string> => readFile(join(path, name), 'utf8');

  it('memory, version 1: with swap where the kernel counts it, in both directions', async () => {
    await put('memory.limit_in_bytes', '9223372036854771712');
    await limitMemory(one(), 1000);
    expect(await read('memory.limit_in_bytes')).to.equal('1000');
    await put('memory.memsw.limit_in_bytes', '9223372036854771712');
    for (const bytes of [500, 2000]) {
      await limitMemory(one(), bytes);
      expect([await read('memory.limit_in_bytes'), await read('memory.memsw.limit_in_bytes')]).to.deep.equal([
        `${bytes}`,
        `${bytes}`,
      ]);
    }
  });

  it('memory, version 2: no swap beside it', async () => {
    await limitMemory(two(), 1000);
    expect(await read('memory.max')).to.equal('1000');
    await put('memory.swap.max', 'max\n');
    await limitMemory(two(), 2000);
    expect([await read('memory.max'), await read('memory.swap.max')]).to.deep.equal(['2000', '0']);
  });

  it('less memory than is held is InvalidState, and the old limit stays', async function () {
    this.timeout(20_000);
    await put('memory.max', '9000');
    await put('memory.stat', 'anon 900\nfile 5000\nshmem 200\n');
    expect((await faultOf(limitMemory(two(), 1000))).kind).to.equal('InvalidState');
    expect(await read('memory.max')).to.equal('9000');
    await limitMemory(two(), 1100);
    expect(await read('memory.max')).to.equal('1100');
  });

  it('processors: a quota of the usual period; a tiny one of the longest, and never less than the kernel takes', async () => {
    for (const [processors, quota] of [
      [2, '200000 100000'],
      [0.25, '25000 100000'],
      [0.005, '5000 1000000'],
      [0.0001, '1000 1000000'],
    ] as const) {
      await limitProcessor(two(), { processors });
      expect(await read('cpu.max')).to.equal(quota);
      await limitProcessor(one(), { processors });
      expect(`${await read('cpu.cfs_quota_us')} ${await read('cpu.cfs_period_us')}`).to.equal(quota);
    }
  });

  it('a weight: as it is in version 2; in version 1 of its own scale, between its least and most', async () => {
    for (const [weight, shares] of [
      [1, '10'],
      [100, '1024'],
      [10_000, '102400'],
    ] as const) {
      await limitProcessor(two(), { weight });
      expect(await read('cpu.weight')).to.equal(`${weight}`);
      await limitProcessor(one(), { weight });
      expect(await read('cpu.shares')).to.equal(shares);
    }
  });

  it('threads', async () => {
    await limitThreads(two(), 64);
    expect(await read('pids.max')).to.equal('64');
    await put('pids.events', 'max 3\n');
    expect([refusedThreads(one()), refusedThreads(two())]).to.deep.equal([3, 3]);
  });

  it('what is used and what has ended, in the words of each version', async () => {
    await put('memory.stat', 'cache 5\nrss 1\ntotal_rss 10\ntotal_swap 2\ntotal_shmem 3\nanon 20\nshmem 4\n');
    await put('memory.max_usage_in_bytes', '30\n');
    await put('memory.swap.current', '6\n');
    await put('memory.peak', '40\n');
    await put('memory.oom_control', 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n');
    await put('memory.events', 'low 0\noom 9\noom_kill 2\noom_group_kill 0\n');
    expect(memoryUsage(one())).to.deep.equal({ anonymousBytes: 10, swapBytes: 2, sharedBytes: 3, peakBytes: 30 });
    expect(memoryUsage(two())).to.deep.equal({ anonymousBytes: 20, swapBytes: 6, sharedBytes: 4, peakBytes: 40 });
    expect([endedForMemory(one()), endedForMemory(two())]).to.deep.equal([1, 2]);
  });

  it('a kernel that keeps less, or a group that is gone, is all zeros', () => {
    for (const group of [one(), two()]) {
      expect(memoryUsage(group)).to.deep.equal({ anonymousBytes: 0, swapBytes: 0, sharedBytes: 0, peakBytes: 0 });
      expect([endedForMemory(group), refusedThreads(group)]).to.deep.equal([0, 0]);
    }
  });
});
