import type { GuestProcess, SystemChange, SystemControls, SystemStatistics } from '../../../core/host/controls.ts';
import type { SystemProperties } from '../../../core/host/port.ts';
import { breakCompute, breakControls, type Mutant, swallow } from './break.ts';

const COUNTED = 'statistics count from the start of the system, in ms and bytes';
const WORK = 'processor time grows with work, and keeps that of programs which are gone';
const MEMORY = 'memory grows with what programs hold, and its peak stays';
const NETWORK = 'the network is counted in bytes, in and out, or not told at all';
const LISTED = 'guestProcesses lists a program and what it started, by id, and neither when they are gone';
const ALONE = 'guestProcesses of one system lists nothing of another';
const REFUSED = 'each control that the host has not is NotSupported, and the system goes on';
const PAUSED = 'pause stops every program where it is, resume lets it go on';
const FOLDER = 'a folder that is added is seen at once, both ways, and is gone when it is removed';
const SIZE = 'a program sees the size of its terminal, and the next one after resizeConsole';

function broken(name: string, title: string, members: (controls: SystemControls) => Partial<SystemControls>): Mutant {
  return { name, cases: [title], break: (host) => breakControls(host, members) };
}

function measured(name: string, title: string, change: (found: SystemStatistics) => SystemStatistics): Mutant {
  return broken(name, title, (controls) => ({ statistics: async (id) => change(await controls.statistics(id)) }));
}

function listed(name: string, title: string, change: (found: GuestProcess[]) => GuestProcess[]): Mutant {
  return broken(name, title, (controls) => ({
    guestProcesses: async (id) => change(await controls.guestProcesses(id)),
  }));
}

/** A change that is another one, or none. */
function changed(name: string, title: string, alter: (asked: SystemChange) => SystemChange | undefined): Mutant {
  return broken(name, title, (controls) => ({
    change: async (id, asked) => {
      const altered = alter(asked);
      if (altered !== undefined) await controls.change(id, altered);
    },
  }));
}

const measures: Mutant[] = [
  measured('uptime is in seconds', COUNTED, (found) => ({ ...found, uptimeMs: found.uptimeMs / 1000 })),
  measured('statistics are of the hour before', COUNTED, (found) => ({
    ...found,
    uptimeMs: found.uptimeMs + 3_600_000,
  })),
  measured('processor time is in seconds', WORK, (found) => ({
    ...found,
    processorMs: found.processorMs / 1000,
    processorUserMs: found.processorUserMs / 1000,
  })),
  measured('user time is told as kernel time', WORK, (found) => ({ ...found, processorUserMs: 0 })),
  measured('memory is in KB', MEMORY, (found) => ({ ...found, memoryCommitBytes: found.memoryCommitBytes / 1024 })),
  measured('the peak of memory is what is used now', MEMORY, (found) => ({
    ...found,
    memoryPeakBytes: found.memoryCommitBytes,
  })),
  measured('the network is what was received twice', NETWORK, (found) =>
    found.network === undefined
      ? found
      : { ...found, network: { ...found.network, sentBytes: found.network.receivedBytes * 1000 } },
  ),
  listed('programs are not in order', LISTED, (found) => found.reverse()),
  listed('a program’s work is not told', LISTED, (found) => found.map((one) => ({ ...one, processorMs: 0 }))),
  broken('programs that are gone are still listed', LISTED, (controls) => {
    const seen = new Map<number, GuestProcess>();
    return {
      guestProcesses: async (id) => {
        for (const one of await controls.guestProcesses(id)) seen.set(one.processId, one);
        return [...seen.values()].sort((a, b) => a.processId - b.processId);
      },
    };
  }),
  {
    name: 'programs of all systems are listed for each',
    cases: [ALONE],
    break: (host) =>
      breakControls(host, (controls) => ({
        guestProcesses: async (id) => {
          await controls.guestProcesses(id);
          const running = (await host.compute.list()).filter(({ state }) => state === 'Running');
          return (await Promise.all(running.map((one) => controls.guestProcesses(one.id)))).flat();
        },
      })),
  },
  broken(
    'a system that does not run has no programs',
    "control 'guestProcesses' of an unknown system is NotFound, of one that does not run InvalidState",
    (controls) => ({ guestProcesses: (id) => swallow('InvalidState', () => controls.guestProcesses(id), []) }),
  ),
  broken('a change that is not possible is a success', REFUSED, (controls) => ({
    change: (id, asked) => swallow('NotSupported', () => controls.change(id, asked), undefined),
  })),
];

const changes: Mutant[] = [
  changed(
    'a memory limit is taken and forgotten',
    'a memory limit holds at once, and what is below it is still given',
    () => undefined,
  ),
  changed(
    'a processor limit is taken and forgotten',
    'a share of the processors: no more than that is used',
    () => undefined,
  ),
  changed(
    'a shared folder can be written though it is read-only',
    'a read-only folder is read, and nothing is written into it',
    (asked) => ('isReadOnly' in asked ? { ...asked, isReadOnly: false } : asked),
  ),
  changed('a shared folder stays', FOLDER, (asked) => (asked.kind === 'removeDirectory' ? undefined : asked)),
  broken(
    'a second folder at one place is accepted',
    'a folder where one is already is AlreadyExists, and the first stays',
    (controls) => ({
      change: (id, asked) => swallow('AlreadyExists', () => controls.change(id, asked), undefined),
    }),
  ),
  broken('a terminal keeps its size', SIZE, () => ({ resizeConsole: async () => undefined })),
];

const running = (found: SystemProperties): SystemProperties =>
  found.state === 'Paused' ? { ...found, state: 'Running' } : found;

const pauses: Mutant[] = [
  broken('pause does nothing', PAUSED, () => ({ pause: async () => undefined })),
  broken('resume does nothing', PAUSED, () => ({ resume: async () => undefined })),
  {
    name: 'a paused system is said to run',
    cases: ['a paused system starts no process, is not paused again nor closed; list says Paused'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        query: async (id) => running(await compute.query(id)),
        list: async (filter) => (await compute.list(filter)).map(running),
      })),
  },
];

export const CONTROL_MUTANTS: readonly Mutant[] = [...measures, ...changes, ...pauses];
