import { appendFile, mkdir, open, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { LogOptions } from '../../core/container/logs/logs.ts';
import { markKept } from '../../core/host/log-parts.ts';
import { LogTimes } from '../../core/host/log-times.ts';
import { bytesRead } from '../doubles/bytes-read.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

const MB = 1024 * 1024;
const GB = 1024 * MB;

describe('logs of containers with a limit', () => {
  let kit: ContainersKit;
  let id: string;
  let log: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    kit.machine.capabilities = { ...kit.machine.capabilities, limits: ['log'] };
    id = await kit.create('web', { command: 'idle' });
    log = join(kit.root, 'containers', id, 'logs', 'stdout.log');
    await mkdir(dirname(log), { recursive: true });
  });
  afterEach(() => kit.dispose());
  const lines = async (options: LogOptions = {}): Promise<string[]> => {
    const found: string[] = [];
    for await (const batch of kit.containers.readLog(id, 'stdout', options)) found.push(...batch);
    return found;
  };
  /** As the keeper does: written down first, then gone. */
  const drop = async (before: number): Promise<void> => {
    await markKept(log, before);
    const file = await open(log, 'r+');
    await file.write(Buffer.alloc(before), 0, before, 0);
    await file.close();
  };

  for (const [what, given, limits, wanted] of [
    ['nothing', undefined, ['log'], 100 * MB],
    ['20 MB', 20 * MB, ['log'], 20 * MB],
    ['0, for everything', 0, ['log'], undefined],
    ['nothing, on a host that keeps everything', undefined, [], undefined],
    ['0, on such a host', 0, [], undefined],
  ] as const) {
    it(`told ${what}: the host is asked for ${wanted ?? 'no limit'}`, async () => {
      kit.machine.capabilities = { ...kit.machine.capabilities, limits: [...limits] };
      const other = await kit.create('other', {
        command: 'idle',
        ...(given === undefined ? {} : { logMaximumBytes: given }),
      });
      await kit.reopen({ close: true });
      await kit.containers.start(other);
      const output = kit.machine.systems.get(other)?.processes.get('main')?.output;
      expect(output?.kind === 'log' && output.maximumBytes).to.equal(wanted);
    });
  }

  it('Set-Container gives another limit, and takes it away; what is none is refused', async () => {
    expect(await kit.containers.set(id, { logMaximumBytes: MB })).to.deep.equal(['LogMaximumBytes']);
    expect((await kit.containers.view(id))?.record.logMaximumBytes).to.equal(MB);
    expect(await faultOf(kit.containers.set(id, { logMaximumBytes: 65_535 }))).to.include({ kind: 'InvalidArgument' });
    expect(await faultOf(kit.create('small', { logMaximumBytes: 1 }))).to.include({ kind: 'InvalidArgument' });
    await kit.containers.set(id, { clear: ['logMaximumBytes'] });
    expect((await kit.containers.view(id))?.record.logMaximumBytes).to.equal(undefined);
  });

  it('a log is read from where it is kept, by -Tail and -Since too', async () => {
    await writeFile(log, 'one\ntwo\nthree\nfour\n');
    const times = new LogTimes(log);
    times.grows(0, Date.parse('2026-01-01T00:00:01Z'));
    await drop(8);
    expect(await lines()).to.deep.equal(['three', 'four']);
    expect(await lines({ tail: 3 })).to.deep.equal(['three', 'four']);
    expect(await lines({ tail: 1 })).to.deep.equal(['four']);
    expect(await lines({ since: new Date('2026-01-01T00:00:00Z') })).to.deep.equal(['three', 'four']);
    times.close();
  });

  it('a follower that is slower than the log is kept is told what it has missed, and goes on with whole lines', async () => {
    await kit.containers.start(id);
    const line = (number: number): string => `${number}`.padStart(1023);
    const lines = Array.from({ length: 1100 }, (_, number) => line(number));
    await writeFile(log, lines.map((text) => `${text}\n`).join(''));
    const dropped: number[] = [];
    const abort = new AbortController();
    const options = { signal: abort.signal, onDropped: (sizeBytes: number) => dropped.push(sizeBytes) };
    const follow = kit.containers.followLog(id, 'stdout', options);
    const found: string[] = (await follow.next()).value ?? [];
    expect(found).to.deep.equal(lines.slice(0, 256)); // so many are read at once
    await drop(1000 * 1024);
    while (found.at(-1) !== lines.at(-1)) found.push(...((await follow.next()).value ?? []));
    // The next piece may have been read before the front went.
    const isAhead = found.includes(line(256));
    expect(found).to.deep.equal([...lines.slice(0, isAhead ? 512 : 256), ...lines.slice(1000)]);
    expect(dropped).to.deep.equal([(isAhead ? 488 : 744) * 1024]);
    abort.abort();
    await follow.return(undefined);
  });

  it('-Tail, -Since and -Follow of a log of 6 GB read what they are asked for', async () => {
    await writeFile(log, 'old\n');
    await truncate(log, 6 * GB); // a hole: zeros without a line end
    await appendFile(log, '\none\ntwo\n');
    const times = new LogTimes(log);
    times.grows(0, 1);
    await eventually(async () => {
      times.grows(6 * GB + 5, Date.parse('2026-01-01T00:00:05Z')); // left out while it writes the one before
      return (await lines({ since: new Date('2026-01-01T00:00:04Z') })).length === 1;
    });
    const begun = bytesRead();
    expect(await lines({ tail: 2 })).to.deep.equal(['one', 'two']);
    expect(await lines({ since: new Date('2026-01-01T00:00:04Z') })).to.deep.equal(['two']);
    const following = kit.containers.followLog(id, 'stdout', { tail: 1, signal: new AbortController().signal });
    for await (const batch of following) expect(batch).to.deep.equal(['two']);
    expect(bytesRead() - begun).to.be.lessThan(4 * MB);
    times.close();
  });

  it('a line of 3 GB without an end comes in pieces, and -Tail looks back a megabyte for it', async () => {
    await writeFile(log, '');
    await truncate(log, 3 * GB);
    const begun = bytesRead();
    expect((await lines({ tail: 1 })).join('')).to.have.length.within(MB, 2 * MB);
    for await (const piece of kit.containers.readLog(id, 'stdout')) {
      expect(piece.join('')).to.have.length.within(MB, 2 * MB);
      break;
    }
    expect(bytesRead() - begun).to.be.lessThan(8 * MB);
  });
});
