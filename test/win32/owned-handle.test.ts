import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { callQueue } from '../../core/win32/call-queue.ts';
import type { KernelHandle } from '../../core/win32/handle.ts';
import { OwnedHandle } from '../../core/win32/owned-handle.ts';
import { Stragglers } from '../../core/win32/stragglers.ts';

function owned() {
  const closed: bigint[] = [];
  const handle = new OwnedHandle(7n as KernelHandle, 'a pipe', async (value) => {
    await turn();
    closed.push(value);
  });
  return { handle, closed };
}

describe('an owned handle', () => {
  it('is closed once, however often that is asked', async () => {
    const { handle, closed } = owned();
    await Promise.all([handle.close(), handle.close()]);
    await handle.close();
    expect(closed).to.deep.equal([7n]);
    expect(handle.isClosed).to.equal(true);
  });

  it('stays open until the calls that use it have returned, failed ones too', async () => {
    const { handle, closed } = owned();
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const slow = handle.use(() => new Promise<void>((resolve) => (finish = resolve))).then(() => order.push('slow'));
    const failing = handle.use(async () => {
      await turn();
      throw new Error('no');
    });
    const closing = handle.close().then(() => order.push('closed'));
    await failing.catch(() => undefined);
    await turn();
    expect(closed).to.deep.equal([]);
    finish();
    await Promise.all([slow, closing]);
    expect(order).to.deep.equal(['slow', 'closed']);
  });

  it('cannot be used after it was closed', async () => {
    const { handle } = owned();
    const closing = handle.close();
    const used = await handle.use(async () => 1).catch((error: unknown) => error);
    expect(isFault(used, 'Internal')).to.equal(true);
    await closing;
  });
});

describe('the queue of native calls', () => {
  it('runs no more at once than it may, in order, and goes on after failures', async () => {
    const queue = callQueue(3);
    let running = 0;
    let most = 0;
    const started: number[] = [];
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        queue(async () => {
          started.push(index);
          most = Math.max(most, ++running);
          await turn();
          running--;
          if (index % 4 === 0) throw new Error('no');
          return index;
        }),
      ),
    );
    expect(most).to.equal(3);
    expect(started).to.deep.equal([...started.keys()]);
    expect(results.filter((result) => result.status === 'rejected')).to.have.length(5);
  });
});

describe('work that nobody waits for', () => {
  it('is known until it ends, however it ends', async () => {
    const stragglers = new Stragglers();
    stragglers.add(turn());
    stragglers.add(turn().then(() => Promise.reject(new Error('dropped'))));
    expect(stragglers.size).to.equal(2);
    await stragglers.settled();
    expect(stragglers.size).to.equal(0);
  });
});
