import { appendFile, mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { EventLog, type RecordedEvent } from '../../core/store/event-log.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

describe('the history of containers', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const path = () => join(kit.root, 'events', 'events.log');
  const all = async (): Promise<RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const event of kit.containers.events.history()) events.push(event);
    return events;
  };
  const told = async () => (await all()).map(({ action, name }) => `${action} ${name}`);

  it('tells what was done, in order, over services and removals', async () => {
    const id = await kit.create('web', { command: 'exit 7' });
    await kit.containers.start(id);
    await kit.containers.waitForState(id, 'Off');
    await kit.containers.rename(id, 'site');
    await kit.reopen({ close: true });
    await kit.containers.capture(id, { name: 'mine' });
    await kit.containers.remove(id);
    expect(await told()).to.deep.equal([
      'Created web',
      'Started web',
      'Exited web',
      'Renamed site',
      'Captured site',
      'Removed site',
    ]);
    const events = await all();
    expect(events.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(events[2]?.details).to.deep.include({ exitType: 'GracefulExit', exitCode: 7 });
    expect(events[3]?.details).to.deep.equal({ oldName: 'web' });
  });

  it('tells a stop and a restart as what they are made of, and what did nothing not at all', async () => {
    const id = await kit.create('web', { command: 'idle' });
    await kit.containers.start(id);
    await kit.containers.start(id);
    await kit.containers.restart(id, { stop: { turnOff: true } });
    await kit.containers.stop(id, { turnOff: true });
    await kit.containers.stop(id);
    const start = ['Started web'];
    const stop = ['Exited web', 'Stopped web'];
    expect((await told()).slice(1)).to.deep.equal([...start, ...stop, ...start, 'Restarted web', ...stop]);
  });

  it('tells of each thing once, wherever the service was killed', async function () {
    this.timeout(60_000);
    let isThrough = false;
    for (let step = 1; !isThrough; step++) {
      await kit.dispose();
      kit = await openContainersKit();
      const work = async () => {
        const id = await kit.create('web', { command: 'idle' });
        await kit.containers.start(id);
        await kit.containers.stop(id, { turnOff: true });
        await kit.containers.remove(id);
        return true;
      };
      const killed = kit.machine.killed.then(() => false); // before the first call, which may be the one
      kit.machine.killAtCall(step);
      isThrough = await Promise.race([work(), killed]);
      kit.machine.clearFaults();
      await kit.reopen();
      const left = (await kit.containers.list()).containers[0];
      const events = (await told()).map((text) => text.split(' ')[0]);
      expect(events.length, `killed at call ${step}: ${events}`).to.equal(new Set(events).size);
      // What is on the host says what must have been told.
      const isUp = left?.state === 'Running';
      const hasEnded = left?.record.lastRun !== undefined;
      if (left !== undefined) expect(events, `step ${step}`).to.include('Created');
      if (isUp || hasEnded) expect(events, `step ${step}`).to.include('Started');
      if (hasEnded) expect(events, `step ${step}`).to.include('Exited');
      if (events.includes('Created')) expect(events.includes('Removed'), `step ${step}`).to.equal(left === undefined);
    }
  });

  const deeds: Record<
    string,
    {
      prepare: 'Off' | 'Running';
      action: string;
      run(id: string): Promise<unknown>;
      isDone(id: string): Promise<boolean>;
    }
  > = {
    rename: {
      prepare: 'Off',
      action: 'Renamed',
      run: (id) => kit.containers.rename(id, 'shop'),
      isDone: async (id) => (await kit.containers.view(id))?.record.name === 'shop',
    },
    change: {
      prepare: 'Off',
      action: 'Changed',
      run: (id) => kit.containers.set(id, { command: 'idle 2', secrets: { TOKEN: 'x' } }),
      isDone: async (id) => (await kit.containers.view(id))?.record.command === 'idle 2',
    },
    'change while it runs': {
      prepare: 'Running',
      action: 'Changed',
      run: (id) => kit.containers.set(id, { stopTimeoutMs: 5 }),
      isDone: async (id) => (await kit.containers.view(id))?.record.stopTimeoutMs === 5,
    },
    stop: {
      prepare: 'Running',
      action: 'Stopped',
      run: (id) => kit.containers.stop(id),
      isDone: async (id) => (await kit.containers.view(id))?.state === 'Off',
    },
    'turn off': {
      prepare: 'Running',
      action: 'Stopped',
      run: (id) => kit.containers.stop(id, { turnOff: true }),
      isDone: async (id) => (await kit.containers.view(id))?.state === 'Off',
    },
    pause: {
      prepare: 'Running',
      action: 'Paused',
      run: (id) => kit.containers.suspend(id),
      isDone: async (id) => (await kit.containers.view(id))?.state === 'Paused',
    },
    capture: {
      prepare: 'Off',
      action: 'Captured',
      run: (id) => kit.containers.capture(id, { name: 'site' }),
      isDone: async () => kit.images.captured.length > 0,
    },
  };
  for (const [name, deed] of Object.entries(deeds)) {
    it(`loses no ${name}, and tells it once, wherever the service dies: before its line too`, async function () {
      this.timeout(60_000);
      let [isThrough, doneCount, lateCount] = [false, 0, 0];
      for (let step = 1; !isThrough; step++) {
        await kit.dispose();
        kit = await openContainersKit();
        kit.machine.capabilities = { ...kit.machine.capabilities, pausable: ['process'] };
        const id = await kit.create('web', { command: 'idle' });
        if (deed.prepare === 'Running') await kit.containers.start(id);
        kit.runtime.advance(5000);
        const capture = kit.images.capture.bind(kit.images);
        kit.images.capture = async (request) => {
          const image = await capture(request);
          await kit.machine.call('images.captured', () => undefined); // where it can die with the image made
          return image;
        };
        const killed = kit.machine.killed.then(() => false);
        // A service that dies with the act done and nothing told: its history takes no line any more.
        kit.machine.killAtCall(step);
        const events = join(kit.root, 'events', 'events.log');
        const before = await readFile(events, 'utf8');
        isThrough = await Promise.race([deed.run(id).then(() => true), killed]);
        if (isThrough) await writeFile(events, before);
        kit.machine.clearFaults();
        kit.machine.kill();
        kit.runtime.advance(5000);
        for (let n = 0; n < 2; n++) await kit.reopen();
        const found: boolean[] = [];
        for await (const { action, details } of kit.containers.events.history())
          if (action === deed.action) found.push(details['isLate'] === true);
        const isDone = await deed.isDone(id);
        // An image that was made before its journal was removed is told of; one that nobody made is not.
        expect(found.length, `${name}, step ${step}${isThrough ? ', line lost' : ''}`).to.equal(
          isDone && !(isThrough && name === 'capture') ? 1 : 0,
        );
        if (isDone) doneCount++;
        lateCount += found.filter(Boolean).length;
      }
      expect(doneCount).to.be.greaterThan(0);
      expect(lateCount).to.be.greaterThan(0);
    });
  }

  it('leaves out lines that are cut, empty or none, and goes on behind them', async () => {
    await kit.create('one');
    await kit.create('two');
    const whole = await readFile(path(), 'utf8');
    for (let cut = 1; cut < whole.length; cut += 7) {
      await kit.containers.close();
      await writeFile(path(), whole);
      await truncate(path(), cut);
      await appendFile(path(), cut % 2 === 0 ? '' : '\n{"number":"x"}\n[]\nnull\n\0\0\0');
      await kit.reopen();
      const before = await told();
      expect(before).to.deep.equal(['Created one', 'Created two'].slice(0, before.length));
      const id = await kit.create(`more${cut}`);
      await kit.containers.remove(id);
      expect(await told()).to.deep.equal([...before, `Created more${cut}`, `Removed more${cut}`]);
      await kit.reopen({ close: true });
      expect((await all()).map(({ number }) => number)).to.deep.equal(before.concat('', '').map((_, n) => n + 1));
    }
  });

  it('loses the files, and goes on; a disk that takes nothing fails no operation', async () => {
    await kit.create('one');
    await rm(join(kit.root, 'events'), { recursive: true });
    const id = await kit.create('two');
    await kit.containers.start(id);
    expect(await told()).to.include.members(['Created two', 'Started two']);
  });

  it('keeps what cannot be written, in its place, and writes it with the next that can be', async () => {
    await kit.create('one');
    await kit.reopen({ close: true });
    const [events, away] = [join(kit.root, 'events'), join(kit.root, 'away')];
    await rename(events, away);
    await kit.create('two');
    await rename(away, events);
    expect(await told()).to.deep.equal(['Created one', 'Created two']);
    await kit.create('three');
    const three = ['Created one', 'Created two', 'Created three'];
    expect(await told()).to.deep.equal(three);
    await rename(events, away);
    await kit.create('four');
    await rename(away, events);
    await kit.reopen({ close: true });
    expect(await told(), 'in the file when the service goes').to.deep.equal([...three, 'Created four']);
  });

  it('keeps only so many that cannot be written, and tells that others are lost', async () => {
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (text: string) => void warnings.push(text) };
    const events = await EventLog.open({ root: kit.root, log });
    await rm(join(kit.root, 'events'), { recursive: true });
    const event = { time: '2026-01-01T00:00:00Z', action: 'Created', id: 'x', name: 'web', details: {} };
    for (let n = 0; n < 1002; n++) await events.append(event);
    expect(warnings.filter((text) => text === 'events are lost')).to.have.length(2);
    await mkdir(join(kit.root, 'events'));
    await events.close();
    const next = await EventLog.open({ root: kit.root, log });
    const numbers: number[] = [];
    for await (const { number } of next.read()) numbers.push(number);
    expect(numbers).to.deep.equal(Array.from({ length: 1000 }, (_, n) => n + 3));
  });

  it('is followed without loss by several, some slow, from the number that is there', async () => {
    const id = await kit.create('web');
    const abort = new AbortController();
    const seen: number[][] = [[], []];
    const followed = seen.map((numbers, who) =>
      faultOf(
        (async () => {
          for await (const event of kit.containers.events.follow({ last: who, signal: abort.signal })) {
            numbers.push(event.number);
            if (who === 1) await new Promise((resolve) => setTimeout(resolve, 1));
            if (seen.every((one) => one.includes(61))) abort.abort();
          }
        })(),
      ),
    );
    await new Promise((resolve) => setImmediate(resolve));
    for (let n = 0; n < 60; n++) await kit.containers.rename(id, `web${n}`);
    for (const fault of await Promise.all(followed)) expect(fault.name).to.equal('AbortError');
    const from = (first: number) => Array.from({ length: 62 - first }, (_, n) => first + n);
    expect(seen[1]).to.deep.equal(from(1));
    expect(seen[0]).to.deep.equal(from(2));
  });

  it('is followed until a time, which may be over already', async () => {
    await kit.create('web');
    const until = kit.runtime.now();
    const names: string[] = [];
    const { signal } = new AbortController();
    for await (const { name } of kit.containers.events.follow({ until, signal })) names.push(name);
    expect(names).to.deep.equal([]);
    const later = new Date(until.getTime() + 1);
    for await (const { name } of kit.containers.events.follow({ until: later, signal })) {
      names.push(name);
      kit.runtime.advance(1);
    }
    expect(names).to.deep.equal(['web']);
  });

  it('keeps two files of bounded size, and reads on over their change', async () => {
    await kit.containers.close();
    const log = await EventLog.open({ root: kit.root, log: silentLog, limitBytes: 20_000 });
    const event = { time: '2026-01-01T00:00:00Z', action: 'Created', id: 'x', name: 'web', details: {} };
    const read = async (after: number) => {
      const numbers: number[] = [];
      for await (const { number } of log.read(after)) numbers.push(number);
      return numbers;
    };
    for (let n = 0; n < 2000; n++) void log.append(event);
    expect(await read(500)).to.deep.equal(Array.from({ length: 1500 }, (_, n) => 501 + n));
    for (let n = 0; n < 3000; n++) await log.append(event);
    const left = await read(0);
    expect(left.at(-1)).to.equal(5000);
    expect(left).to.deep.equal(Array.from({ length: left.length }, (_, n) => 5001 - left.length + n));
    for (const name of ['events.log', 'events.1.log'])
      expect((await readFile(join(kit.root, 'events', name))).length).to.be.below(20_200);
    const next = await EventLog.open({ root: kit.root, log: silentLog });
    expect(next.newest).to.equal(5000);
  });
});
