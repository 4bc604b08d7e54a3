import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { canLimitLogs } from '../../core/embedded/log-limit.ts';
import { LogTrim } from '../../core/embedded/log-trim.ts';
import { listParts, markKept } from '../../core/host/log-parts.ts';
import { LogTimes, LogTimesReader, timesPath } from '../../core/host/log-times.ts';
import { eventually } from '../eventually.ts';
import { skip } from '../skip.ts';

const KB = 1024;
const MB = 1024 * KB;

describe('the front of a log', () => {
  let folder: string;
  let path: string;
  let times: LogTimes;
  const troubles: unknown[] = [];
  before(function () {
    if (!canLimitLogs(tmpdir())) skip(this, 'the temporary folder is on a file system without holes');
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-trim-'));
    path = join(folder, 'stdout.log');
    times = new LogTimes(path, MB);
    troubles.length = 0;
  });
  afterEach(async () => {
    times.close();
    await rm(folder, { recursive: true, force: true });
  });
  const trim = () => new LogTrim(path, { maximumBytes: MB, times, onTrouble: (error) => troubles.push(error) });
  const kept = async () => (await listParts(path)).begin;
  const taken = async () => (await stat(path)).blocks * 512;
  /** What comes while it is at work is left out: so it is told again, until it is there. */
  const note = (at: number, sizeBytes: number) =>
    eventually(async () => {
      times.grows(at, at);
      return (await stat(timesPath(path))).size === sizeBytes;
    });
  const marks = async () => (await readdir(folder)).filter((name) => name.includes('.kept-'));

  it('goes at a line when half as much again as is kept is there; one mark says where', async () => {
    await writeFile(path, `${'x'.repeat(99)}\n`.repeat(15_000));
    const one = trim();
    one.grown(1_500_000);
    expect(await kept()).to.equal(0);
    await writeFile(path, `${'x'.repeat(99)}\n`.repeat(30_000));
    one.grown(3_000_000);
    await eventually(async () => (await kept()) > 0 && (await marks()).length === 1);
    expect(await kept()).to.equal(Math.floor((3_000_000 - MB) / 100) * 100);
    await eventually(async () => (await taken()) <= MB + 64 * KB);
    expect((await stat(path)).size, 'places stay').to.equal(3_000_000);
    expect(troubles).to.deep.equal([]);
  });

  it('one who was killed after the mark is made up for: the next one makes the hole, and the old mark goes', async () => {
    await writeFile(path, 'x'.repeat(4 * MB));
    await markKept(path, MB);
    await markKept(path, 3 * MB);
    trim().grown(4 * MB);
    await eventually(async () => (await taken()) <= MB + 8 * KB);
    expect(await kept()).to.equal(3 * MB);
    expect((await readFile(path)).subarray(3 * MB).every((byte) => byte === 0x78)).to.equal(true);
  });

  it('of a log that a program has made longer than any disk goes too', async function () {
    this.timeout(30_000);
    const memory = '/dev/shm'; // where a file may be as long as a number
    if (!existsSync(memory)) skip(this, `no ${memory}`);
    const huge = await mkdtemp(join(memory, 'hcs-trim-'));
    try {
      const log = join(huge, 'stdout.log');
      await writeFile(log, '');
      await truncate(log, 900_000_000_000_000);
      const own = new LogTimes(log, MB);
      new LogTrim(log, { maximumBytes: MB, times: own, onTrouble: (error) => troubles.push(error) }).grown(9e14);
      await markKept(log, 1); // goes last
      await eventually(async () => (await readdir(huge)).filter((name) => name.includes('.kept-')).length === 1);
      own.close();
      expect(troubles).to.deep.equal([]);
    } finally {
      await rm(huge, { recursive: true, force: true });
    }
  });

  it('of a log of gigabytes goes without being read', async () => {
    await writeFile(path, '');
    await truncate(path, 20 * 1024 * MB);
    trim().grown(20 * 1024 * MB);
    await eventually(async () => (await kept()) === 20 * 1024 * MB - MB);
    expect(troubles).to.deep.equal([]);
  });

  it('a log that was removed is trouble that is told once', async () => {
    const one = trim();
    for (let at = 1; at < 4; at++) {
      one.grown(at * 4 * MB);
      await eventually(async () => troubles.length === 1);
    }
    expect(await readdir(folder)).to.deep.equal(['stdout.log.times']);
  });

  it('its times go with it, and are there for what is kept', async () => {
    for (let at = 0; at < 50; at++) await note(at * 1000, (at + 1) * 16);
    await eventually(async () => {
      await times.forgetBefore(30_500);
      return (await stat(timesPath(path))).size === 20 * 16;
    });
    const reader = await LogTimesReader.open(path);
    expect(await reader.offsetSince(45_000)).to.equal(45_000);
    expect(await reader.offsetSince(0)).to.equal(30_000);
    await reader.close();
    await note(50_000, 21 * 16);
  });

  it('too many times become fewer, the older ones first', async () => {
    const entries = Buffer.alloc(20_000 * 16);
    for (let at = 0; at < 20_000; at++) {
      entries.writeDoubleLE(at * 100, at * 16);
      entries.writeDoubleLE(at, at * 16 + 8);
    }
    await writeFile(timesPath(path), entries);
    const many = new LogTimes(path, MB); // a quarter of it for times
    await many.forgetBefore(0);
    many.close();
    expect((await stat(timesPath(path))).size).to.be.at.most(MB / 4);
    const reader = await LogTimesReader.open(path);
    expect(await reader.offsetSince(1_999_900), 'the newest are as they were').to.equal(19_999);
    expect(await reader.offsetSince(50_000)).to.be.within(500, 508);
    await reader.close();
  });
});
