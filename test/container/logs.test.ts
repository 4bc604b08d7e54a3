import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LogOptions } from '../../core/container/logs/logs.ts';
import { timesPath } from '../../core/host/log-times.ts';
import { type ContainersKit, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('the times of a log', () => {
  let kit: ContainersKit;
  let id: string;
  let say: (text: string) => void;
  let log: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    kit.machine.programs.set('talk', ({ stdout, ended }) => {
      say = stdout;
      return new Promise((resolve) => ended.addEventListener('abort', () => resolve(1)));
    });
    id = await kit.create('web', { command: 'talk' });
    log = join(kit.root, 'containers', id, 'logs', 'stdout.log');
    await kit.containers.start(id);
  });
  afterEach(() => kit.dispose());

  /** Says it at `at` seconds of the clock; the times are on disk then. */
  const sayAt = async (at: number, text: string) => {
    kit.runtime.advance(at * 1000 - (kit.runtime.now().getTime() - BEGUN));
    const before = (await readFile(timesPath(log)).catch(() => Buffer.alloc(0))).length;
    say(text);
    await eventually(async () => (await readFile(timesPath(log))).length > before);
  };
  const BEGUN = Date.parse('2026-01-01T00:00:00Z');
  const at = (seconds: number) => new Date(BEGUN + seconds * 1000);
  const lines = async (options: LogOptions) => {
    const found: string[] = [];
    for await (const batch of kit.containers.readLog(id, 'stdout', options)) found.push(...batch);
    return found;
  };

  it('each line has the time at which it was begun; several of one write the same', async () => {
    await sayAt(1, 'one\r\ntwo\nthr');
    await sayAt(5, 'ee\ncafé\n');
    await sayAt(9, 'last');
    expect(await lines({ isStamped: true })).to.deep.equal([
      '2026-01-01T00:00:01.000Z one',
      '2026-01-01T00:00:01.000Z two',
      '2026-01-01T00:00:01.000Z three',
      '2026-01-01T00:00:05.000Z café',
      '2026-01-01T00:00:09.000Z last',
    ]);
    expect(await lines({ isStamped: true, tail: 2 })).to.deep.equal([
      '2026-01-01T00:00:05.000Z café',
      '2026-01-01T00:00:09.000Z last',
    ]);
  });

  it('-Since gives what was written then or later, with the whole of a line that was begun before', async () => {
    await sayAt(1, 'one\ntw');
    await sayAt(5, 'o\nthree\n');
    await sayAt(9, 'four\n');
    expect(await lines({ since: at(5) })).to.deep.equal(['two', 'three', 'four']);
    expect(await lines({ since: at(5.05) })).to.deep.equal(['two', 'three', 'four']); // rather a line too many
    expect(await lines({ since: at(6) })).to.deep.equal(['four']);
    expect(await lines({ since: at(6), tail: 5 })).to.deep.equal(['four']);
    expect(await lines({ since: at(0), tail: 1 })).to.deep.equal(['four']);
    expect(await lines({ since: at(10) })).to.deep.equal([]);
    expect(await lines({ since: at(-1) })).to.have.length(4);
  });

  it('a clock that was set back or forth hides nothing that came after', async () => {
    await sayAt(100, 'future\n');
    await sayAt(2, 'now\n');
    await sayAt(3, 'later\n');
    expect(await lines({ since: at(2.5) })).to.deep.equal(['later']);
    expect(await lines({ since: at(2) })).to.include.members(['now', 'later']);
  });

  it('follows with times, and from a moment', async () => {
    await sayAt(1, 'one\n');
    await sayAt(5, 'two\n');
    const found: string[] = [];
    const abort = new AbortController();
    const options = { since: at(3), isStamped: true, signal: abort.signal };
    const following = (async () => {
      for await (const batch of kit.containers.followLog(id, 'stdout', options)) found.push(...batch);
    })().catch(() => undefined);
    await eventually(async () => found.length === 1);
    await sayAt(7, 'three\n');
    await eventually(async () => found.length === 2);
    expect(found).to.deep.equal(['2026-01-01T00:00:05.000Z two', '2026-01-01T00:00:07.000Z three']);
    abort.abort();
    await following;
  });

  it('without times, or with damaged ones, the log is there: its lines are of the start of the run', async () => {
    await sayAt(1, 'one\n');
    await sayAt(5, 'two\n');
    await truncate(timesPath(log), 21); // the second entry is cut
    expect(await lines({ isStamped: true })).to.deep.equal([
      '2026-01-01T00:00:01.000Z one',
      '2026-01-01T00:00:01.000Z two',
    ]);
    await writeFile(timesPath(log), Buffer.alloc(0));
    expect(await lines({ isStamped: true, tail: 1 })).to.deep.equal(['2026-01-01T00:00:00.000Z two']);
    expect(await lines({ since: at(0) })).to.deep.equal(['one', 'two']);
    expect(await lines({ since: at(1) })).to.deep.equal([]);
    await appendFile(timesPath(log), Buffer.alloc(1600, 0xff)); // no numbers
    expect(await lines({ isStamped: true })).to.have.length(2);
  });
});
