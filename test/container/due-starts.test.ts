import { expect } from 'chai';
import { DueStarts } from '../../core/container/restart/due-starts.ts';
import type { ContainerRecord } from '../../core/store/container-record.ts';
import { fakeRuntime } from '../doubles/containers-kit.ts';
import { FakeSchedule } from '../doubles/fake-schedule.ts';

const COUNT = 30;
const AT_ONCE = 8;

describe('starts that are due at once', () => {
  const runtime = fakeRuntime();
  let timers: FakeSchedule;
  let due: DueStarts;
  /** What is being started, in order: each with what ends it. */
  let starting: Map<string, () => void>;
  let most = 0;
  let begun: string[];

  const record = (n: number): ContainerRecord => ({
    schemaVersion: 1,
    id: `c${n}`,
    name: `c${n}`,
    created: runtime.now().toISOString(),
    image: { digest: 'd', name: 'i', reference: 'r' },
    isolation: 'process',
    computerName: 'c',
    environment: {},
    portMappings: [],
    restartPolicy: { name: 'Always' },
    restarts: { count: 0, streak: 0, dueAt: runtime.now().toISOString() },
  });
  const pass = () => timers.advance(1, runtime.advance);
  const endOne = async () => {
    const [first] = starting;
    first?.[1]();
    await new Promise(setImmediate);
  };

  beforeEach(() => {
    timers = new FakeSchedule(runtime.now);
    starting = new Map();
    begun = [];
    most = 0;
    due = new DueStarts({
      now: runtime.now,
      schedule: timers.schedule,
      start: (id) =>
        new Promise((done) => {
          begun.push(id);
          starting.set(id, () => {
            starting.delete(id);
            done();
          });
          most = Math.max(most, starting.size);
        }),
    });
    for (let n = 0; n < COUNT; n++) due.follow(record(n));
  });

  it('go a few at a time, in their order, until all have had theirs', async () => {
    pass();
    expect([starting.size, due.size]).to.deep.equal([AT_ONCE, COUNT]);
    while (due.size > 0) await endOne();
    expect(begun).to.deep.equal(Array.from({ length: COUNT }, (_, n) => `c${n}`));
    expect(most).to.equal(AT_ONCE);
  });

  it('are no more once they are forgotten, or all is closed, while they wait', async () => {
    pass();
    due.forget('c10');
    for (let n = 0; n < AT_ONCE; n++) await endOne();
    due.close();
    while (due.size > 0) await endOne();
    expect(begun).to.deep.equal(
      Array.from({ length: 2 * AT_ONCE + 1 }, (_, n) => `c${n}`).filter((id) => id !== 'c10'),
    );
  });
});
