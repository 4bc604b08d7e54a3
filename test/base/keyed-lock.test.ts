import { expect } from 'chai';
import { KeyedLock } from '../../core/base/keyed-lock.ts';

describe('KeyedLock', () => {
  const tick = () => new Promise((resolve) => setImmediate(resolve));

  it('runs exclusive work one by one, in order, and different keys side by side', async () => {
    const lock = new KeyedLock();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await tick();
      log.push(`${name} ends`);
    };
    await Promise.all([
      lock.exclusive('k', work('a')),
      lock.exclusive('k', work('b')),
      lock.exclusive('other', work('c')),
    ]);
    expect(log).to.deep.equal(['a begins', 'c begins', 'a ends', 'b begins', 'c ends', 'b ends']);
    expect(lock.isIdle).to.equal(true);
  });

  it('lets shared work in together, but not past a waiting writer', async () => {
    const lock = new KeyedLock();
    let inside = 0;
    const log: number[] = [];
    const read = async () => {
      log.push(++inside);
      await tick();
      inside--;
    };
    const write = async () => {
      log.push(-inside);
    };
    await Promise.all([
      lock.shared('k', read),
      lock.shared('k', read),
      lock.exclusive('k', write),
      lock.shared('k', read),
    ]);
    expect(log).to.deep.equal([1, 2, -0, 1]);
  });

  it('gives up waiting when cancelled, and lets the next one in', async () => {
    const lock = new KeyedLock();
    let free: () => void = () => undefined;
    const held = lock.shared('k', () => new Promise<void>((resolve) => (free = resolve)));
    const abort = new AbortController();
    const waiting = lock.exclusive('k', async () => 'never', abort.signal);
    const reader = lock.shared('k', async () => 'read');
    abort.abort();
    expect(await waiting.catch((error: Error) => error.message)).to.contain('cancelled');
    expect(await reader).to.equal('read');
    free();
    await held;
    expect(await lock.exclusive('k', async () => 'done')).to.equal('done');
    expect(lock.isIdle).to.equal(true);
  });

  it('is free again after work that fails', async () => {
    const lock = new KeyedLock();
    const failed = await lock
      .exclusive('k', () => Promise.reject(new Error('no')))
      .catch((error: Error) => error.message);
    expect(failed).to.equal('no');
    expect(lock.isIdle).to.equal(true);
  });
});
