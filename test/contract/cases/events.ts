import { expect } from 'chai';
import type { HostEvent } from '../../../core/host/port.ts';
import { type Bed, scopeEachCase } from '../kit/bed.ts';
import { launch, newKey, probe } from '../kit/run.ts';
import { eventually, pause, within } from '../kit/within.ts';

/** Long enough for a second copy of an event, or one that must not come, to show. */
const QUIET_MS = 300;

/** Events: each exit once, in order, to those who listen. */
export function eventCases(bed: Bed): void {
  describe('events', () => {
    scopeEachCase(bed);
    processEventCases(bed);
    systemEventCases(bed);
  });
}

/** Listens from now on; `of(id)` gives what was heard about one system. */
function listen(bed: Bed): { of(id: string): HostEvent[]; stop(): void } {
  const heard: HostEvent[] = [];
  const stop = bed.host.compute.subscribe((event) => heard.push(event));
  return { of: (id) => heard.filter((event) => event.systemId === id), stop };
}

function processEventCases(bed: Bed): void {
  it('the exit of a process is told once, with its key and whole exit code', async () => {
    const system = await bed.shared();
    const ears = listen(bed);
    const key = newKey();
    const process = await launch(bed, system, probe('exit:3221225477'), { key });
    await process.exited;
    await eventually(20_000, 'the event', () => ears.of(system.id).length > 0);
    await process.close();
    await pause(QUIET_MS);
    ears.stop();
    expect(ears.of(system.id)).to.deep.equal([
      { type: 'processExited', systemId: system.id, processKey: key, exitCode: 3221225477 },
    ]);
  });

  it('two listeners hear the same; one that left hears nothing more', async () => {
    const system = await bed.shared();
    const [staying, leaving] = [listen(bed), listen(bed)];
    const [one, two] = [newKey(), newKey()];
    await (await launch(bed, system, probe('exit:1'), { key: one })).exited;
    await eventually(
      20_000,
      'both hear',
      () => staying.of(system.id).length === 1 && leaving.of(system.id).length === 1,
    );
    leaving.stop();
    await (await launch(bed, system, probe('exit:2'), { key: two })).exited;
    await eventually(20_000, 'the other hears', () => staying.of(system.id).length === 2);
    await pause(QUIET_MS);
    staying.stop();
    expect(keysOf(staying.of(system.id))).to.deep.equal([one, two]);
    expect(keysOf(leaving.of(system.id))).to.deep.equal([one]);
  });

  it('a listener hears nothing of what was before', async () => {
    const system = await bed.shared();
    const early = listen(bed);
    await (await launch(bed, system, probe('exit:1'))).exited;
    await eventually(20_000, 'the event', () => early.of(system.id).length > 0);
    early.stop();
    const ears = listen(bed);
    await pause(QUIET_MS);
    ears.stop();
    expect(ears.of(system.id)).to.deep.equal([]);
  });
}

function systemEventCases(bed: Bed): void {
  it('the end of a system is told once, after the ends of all its processes, as GracefulExit', async () => {
    const system = await bed.running();
    const keys = [newKey(), newKey()];
    for (const key of keys) await launch(bed, system, probe('sleep:600000'), { key });
    const ears = listen(bed);
    await bed.host.compute.shutdown(system.id);
    await eventually(20_000, 'three events', () => ears.of(system.id).length >= 3);
    await pause(QUIET_MS);
    ears.stop();
    const heard = ears.of(system.id);
    expect(heard.at(-1)).to.deep.equal({ type: 'systemExited', systemId: system.id, exitType: 'GracefulExit' });
    expect(keysOf(heard.slice(0, -1)).sort()).to.deep.equal([...keys].sort());
  });

  it('terminate is told as ForcedExit, after the ends of all processes', async () => {
    const system = await bed.running();
    const key = newKey();
    await launch(bed, system, probe('sleep:600000'), { key });
    const ears = listen(bed);
    await bed.host.compute.terminate(system.id);
    await eventually(20_000, 'two events', () => ears.of(system.id).length >= 2);
    await pause(QUIET_MS);
    ears.stop();
    const heard = ears.of(system.id);
    expect(keysOf(heard)).to.deep.equal([key, undefined]);
    expect(heard.at(-1)).to.deep.equal({ type: 'systemExited', systemId: system.id, exitType: 'ForcedExit' });
  });

  it('query and exited agree with an event at the time it is heard', async () => {
    const system = await bed.running();
    const states: Promise<string>[] = [];
    const stop = bed.host.compute.subscribe((event) => {
      if (event.type === 'systemExited' && event.systemId === system.id) {
        states.push(bed.host.compute.query(system.id).then((found) => found.state));
      }
    });
    await bed.host.compute.terminate(system.id);
    await eventually(20_000, 'the event', () => states.length > 0);
    stop();
    expect(await within(20_000, 'query', Promise.all(states))).to.deep.equal(['Stopped']);
  });
}

function keysOf(events: readonly HostEvent[]): (string | undefined)[] {
  return events.map((event) => (event.type === 'processExited' ? event.processKey : undefined));
}
