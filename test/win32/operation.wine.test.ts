import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { RuntimeFault } from '../../core/base/fault.ts';
import * as hcs from '../../core/win32/bindings/computecore.ts';
import type { Out } from '../../core/win32/bindings/types.ts';
import { callbacksOf } from '../../core/win32/callbacks.ts';
import { type ComputeEvent, watchSystem } from '../../core/win32/events.ts';
import type { HcsSystem } from '../../core/win32/handle.ts';
import { openNative } from '../../core/win32/native.ts';
import {
  type OperationOptions,
  type OperationResult,
  runningOperations,
  runOperation,
  type Submit,
} from '../../core/win32/operation.ts';
import { OwnedHandle } from '../../core/win32/owned-handle.ts';
import { eventually } from '../eventually.ts';
import { disconnect, setFaults, standinFile, standinReport } from './kit/standin.ts';

const LAYER = { Id: '44ee543c-e9f7-5ac3-a463-d6dc23dde7ce', Path: 'C:\\layers\\base' };
const DOCUMENT = {
  Owner: 'test',
  SchemaVersion: { Major: 2, Minor: 1 },
  Container: {
    Storage: { Layers: [LAYER], Path: '\\\\?\\Volume{66d1ef4c-7a00-11e6-8948-00155ddbef9d}\\' },
  },
};

describe('operations and events of HCS', function () {
  this.timeout(30_000);
  const native = openNative({ dlls: { computecore: standinFile('computecore.dll') } });
  const systems: OwnedHandle<HcsSystem>[] = [];
  let names = 0;

  function run(submit: Submit, options: Partial<OperationOptions> = {}): Promise<OperationResult> {
    return runOperation(native, submit, { op: 'do it', target: 'web', timeoutMs: 120_000, ...options });
  }

  async function create(document: object = DOCUMENT, options: Partial<OperationOptions> = {}) {
    const made: Out<HcsSystem> = [null];
    const id = `operation-${++names}`;
    const keep = () => {
      if (made[0] !== null) systems.push(own(made[0], id));
    };
    await run(
      (operation) => native.call(hcs.HcsCreateComputeSystem, id, JSON.stringify(document), operation, null, made),
      { onLate: async () => keep(), ...options },
    ).finally(keep);
    const owned = systems.at(-1);
    if (owned === undefined) throw new Error('no handle');
    return owned;
  }

  function own(handle: HcsSystem, id: string) {
    return new OwnedHandle(handle, id, (system) => native.call(hcs.HcsCloseComputeSystem, system));
  }

  function start(system: OwnedHandle<HcsSystem>, options: Partial<OperationOptions> = {}) {
    return run((op) => system.use((handle) => native.call(hcs.HcsStartComputeSystem, handle, op, null)), options);
  }

  function terminate(system: OwnedHandle<HcsSystem>) {
    return run((op) => system.use((handle) => native.call(hcs.HcsTerminateComputeSystem, handle, op, null)));
  }

  afterEach(async () => {
    await setFaults(native);
    await runningOperations(native).settled();
    for (const system of systems.splice(0)) {
      await terminate(system).catch(() => undefined);
      await system.close();
    }
  });

  after(async () => {
    const { live, doubleFree, useAfterClose, wrongFree, closedInUse, violations } = await standinReport(native);
    for (const [kind, count] of Object.entries(live as object)) expect(count, `live ${kind}`).to.equal(0);
    expect({ doubleFree, useAfterClose, wrongFree, closedInUse, violations }).to.deep.equal({
      doubleFree: 0,
      useAfterClose: 0,
      wrongFree: 0,
      closedInUse: 0,
      violations: 0,
    });
    expect(callbacksOf(native).completions.size, 'completions waited for').to.equal(0);
    expect(callbacksOf(native).events.size, 'watches').to.equal(0);
  });

  it('give the result document', async () => {
    const system = await create();
    await start(system);
    const { document } = await run((op) =>
      system.use((handle) => native.call(hcs.HcsGetComputeSystemProperties, handle, op, null)),
    );
    expect(JSON.parse(document ?? '')).to.include({ State: 'Running', Owner: 'test' });
  });

  it('fail with what the document of a refused request says', async () => {
    const failed = await failureOf(create({ ...DOCUMENT, Colour: 'red' }));
    expect(failed.hresult).to.equal(0x8037010d);
    expect(failed.message).to.contain('$.Colour').and.contain("Cannot do it 'web'");
  });

  it('fail with what the operation ends with', async () => {
    const system = await create();
    await setFaults(native, { call: 'HcsStartComputeSystem', hr: '0xC0370109' });
    const failed = await failureOf(start(system));
    expect(failed.hresult).to.equal(0xc0370109);
    expect(failed.kind).to.equal('Timeout');
  });

  it('that take too long go on in the background and are undone when they succeed after all', async () => {
    const system = await create();
    await setFaults(native, { call: 'HcsStartComputeSystem', delayMs: 4_000 });
    let undone = 0;
    const onLate = async () => {
      await terminate(system);
      undone++;
    };
    const failed = await failureOf(start(system, { timeoutMs: 50, onLate }));
    expect(failed.kind).to.equal('Timeout');
    expect(runningOperations(native).size).to.equal(1);
    expect((await standinReport(native))['live']).to.include({ operations: 1 });
    await runningOperations(native).settled();
    expect(undone).to.equal(1);
    expect((await standinReport(native))['live']).to.include({ operations: 0 });
  });

  it('are given up at the signal, and go on', async () => {
    const system = await create();
    await setFaults(native, { call: 'HcsStartComputeSystem', delayMs: 3_000 });
    const failed = await failureOf(start(system, { signal: AbortSignal.timeout(30) }));
    expect(failed.kind).to.equal('Cancelled');
    await runningOperations(native).settled();
    let isSubmitted = false;
    const submit = async () => {
      isSubmitted = true;
    };
    const before = await failureOf(run(submit, { signal: AbortSignal.abort() }));
    expect(before.kind).to.equal('Cancelled');
    expect(isSubmitted, 'submitted').to.equal(false);
  });

  it('that made a handle after all give it to who undoes them', async () => {
    const ends: string[] = [];
    const document = JSON.stringify({ ...DOCUMENT, ShouldTerminateOnLastHandleClosed: true });
    for (const hr of [undefined, '0x80370106']) {
      await setFaults(native, { call: 'HcsCreateComputeSystem', delayMs: 2_000, ...(hr === undefined ? {} : { hr }) });
      const made: Out<HcsSystem> = [null];
      const submit: Submit = (op) => native.call(hcs.HcsCreateComputeSystem, 'late', document, op, null, made);
      const onLate: OperationOptions['onLate'] = async (late) => {
        ends.push('result' in late ? 'well' : 'badly');
        if (made[0] !== null) await own(made[0], 'late').close();
      };
      expect((await failureOf(run(submit, { timeoutMs: 30, onLate }))).kind).to.equal('Timeout');
      await runningOperations(native).settled();
    }
    expect(ends).to.deep.equal(['well', 'badly']);
  });

  it('wait without a thread: 100 slow ones at once are as quick as one', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => create()));
    await setFaults(native, { call: 'HcsStartComputeSystem', times: -1, delayMs: 4_000 });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 20);
    const began = performance.now();
    await Promise.all(all.map((system) => start(system)));
    const ms = performance.now() - began;
    clearInterval(timer);
    // On the four threads of the pool it would be 100 s at least.
    expect(ms).to.be.lessThan(90_000);
    expect(ticks).to.be.greaterThan(4);
  });

  it('are not held up by calls that block', async () => {
    const blocked = await create();
    const wait = () => blocked.use((handle) => native.call(hcs.HcsWaitForComputeSystemExit, handle, 1_000, [null]));
    const waits = Promise.allSettled(Array.from({ length: 8 }, wait));
    let isOver = false;
    const ended = waits.then(() => {
      isOver = true;
    });
    await start(await create());
    expect(isOver, 'the waits were over first').to.equal(false);
    await ended;
  });

  it('whose callback is late have their result all the same', async () => {
    const system = await create();
    await setFaults(native, { call: 'HcsStartComputeSystem', callbackDelayMs: 200 });
    await start(system);
  });

  it('tell what happens to a system, from a thread of theirs, until the handle is closed', async () => {
    const system = await create();
    const seen: ComputeEvent[] = [];
    const watch = await system.use((handle) => watchSystem(native, handle, (event) => seen.push(event)));
    const second = await failureOf(system.use((handle) => watchSystem(native, handle, () => undefined)));
    expect(second.hresult).to.equal(0x80370119);
    await start(system);
    await terminate(system);
    await until(() => seen.some((event) => event.name === 'SystemExited'));
    const [exited] = seen.filter((event) => event.name === 'SystemExited');
    expect(JSON.parse(exited?.data ?? '')).to.have.property('ExitType');
    await system.close();
    watch.stop();
    watch.stop();
    expect(callbacksOf(native).events.size).to.equal(0);
  });

  it('tell every event as often as HCS does', async () => {
    const system = await create();
    const { seen, stop } = await watched(system);
    await setFaults(native, { event: 'SystemExited', twice: true });
    await start(system);
    await terminate(system);
    await until(() => seen.length === 2);
    expect(seen).to.deep.equal(['SystemExited', 'SystemExited']);
    await stop();
  });

  it('tell that the service is gone, which is no exit', async () => {
    const system = await create();
    const { seen, stop } = await watched(system);
    await disconnect(native);
    await until(() => seen.length > 0);
    expect(seen).to.deep.equal(['ServiceDisconnect']);
    await stop();
  });

  async function watched(system: OwnedHandle<HcsSystem>) {
    const seen: string[] = [];
    const watch = await system.use((handle) => watchSystem(native, handle, (event) => seen.push(event.name)));
    const stop = async () => {
      await system.close();
      watch.stop();
    };
    return { seen, stop };
  }

  it('of one handle that is being closed wait for its calls', async () => {
    const system = await create();
    await setFaults(native, { call: 'HcsStartComputeSystem', delayMs: 100 });
    const starting = start(system);
    await delay(20);
    await Promise.all([starting.catch(() => undefined), system.close()]);
    const used = await failureOf(start(system));
    expect(used.kind).to.equal('Internal');
  });
});

const until = (condition: () => boolean): Promise<void> => eventually(async () => condition());

async function failureOf(work: Promise<unknown>): Promise<RuntimeFault> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RuntimeFault) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
