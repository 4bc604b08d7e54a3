import { fault } from '../../../core/base/fault.ts';
import type { SystemProperties } from '../../../core/host/port.ts';
import { breakCompute, type Mutant, override, swallow } from './break.ts';

const STARTED = 'start makes it Running, with the time of its start';
const SHUT = 'shutdown ends in Stopped and GracefulExit, with both times';
const CUT = 'terminate ends at once in Stopped and ForcedExit, and files written before stay';
const LIST = 'list gives every system once, sorted by id, as query does';

/** Changes what is said of each system, by query and by list alike. */
function told(name: string, cases: string[], change: (found: SystemProperties) => SystemProperties): Mutant {
  return {
    name,
    cases,
    break: (host) =>
      breakCompute(host, (compute) => ({
        query: async (id) => change(await compute.query(id)),
        list: async (filter) => (await compute.list(filter)).map(change),
      })),
  };
}

const without = (found: SystemProperties, key: 'startedAt' | 'exitedAt' | 'exitType'): SystemProperties => {
  const { [key]: _, ...rest } = found;
  return rest;
};

const OTHERS = 'listOthers gives the systems of other owners, with owner and state, and none of this one';

const states: Mutant[] = [
  {
    name: 'the systems of others are ours too',
    cases: [OTHERS],
    break: (host) => breakCompute(host, (compute) => ({ listOthers: () => compute.list() })),
  },
  {
    name: 'all systems of others run',
    cases: [OTHERS],
    break: (host) =>
      breakCompute(host, (compute) => ({
        listOthers: async (owner) =>
          (await compute.listOthers(owner)).map((one) => ({ ...one, state: 'Running' as const })),
      })),
  },
  told(
    'a created system is said to run',
    ['create makes it known as Created, with its owner and without times'],
    (found) => ({
      ...found,
      state: found.state === 'Created' ? 'Running' : found.state,
    }),
  ),
  told('the owner is lost', ['create makes it known as Created, with its owner and without times'], (found) => ({
    ...found,
    owner: '',
  })),
  told('the start time is not told', [STARTED], (found) => without(found, 'startedAt')),
  told('the start time is that of the question', [SHUT], (found) =>
    found.startedAt ? { ...found, startedAt: new Date(Date.now() + 3000) } : found,
  ),
  told('the end time is not told', [SHUT], (found) => without(found, 'exitedAt')),
  told('every end is graceful', [CUT], (found) => (found.exitType ? { ...found, exitType: 'GracefulExit' } : found)),
  told('every end is forced', [SHUT], (found) => (found.exitType ? { ...found, exitType: 'ForcedExit' } : found)),
];

const making: Mutant[] = [
  {
    name: 'an unknown id is accepted by query',
    cases: ['query of an unknown id is NotFound'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        query: (id) => swallow('NotFound', () => compute.query(id), { id, owner: '', state: 'Stopped' as const }),
      })),
  },
  {
    name: 'an unknown id is accepted by terminate',
    cases: ['terminate of an unknown id is NotFound'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        terminate: (id) => swallow('NotFound', () => compute.terminate(id), undefined),
      })),
  },
  {
    name: 'an unknown id is an internal error',
    cases: ['start of an unknown id is NotFound'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        start: async (id, options) => {
          if (!(await compute.list()).some((system) => system.id === id))
            throw fault('Internal', 'Something went wrong here.');
          await compute.start(id, options);
        },
      })),
  },
  {
    name: 'a duplicate id is accepted',
    cases: ['create refuses a known id and leaves the first system as it was'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        create: (id, document) => swallow('AlreadyExists', () => compute.create(id, document), undefined),
      })),
  },
  {
    name: 'a duplicate id takes the place of the first',
    cases: ['create refuses a known id and leaves the first system as it was'],
    break: (host) => {
      const owners = new Map<string, string>();
      return breakCompute(host, (compute) => ({
        create: (id, document) => {
          owners.set(id, document.Owner);
          return compute.create(id, document);
        },
        query: async (id) => {
          const found = await compute.query(id);
          return { ...found, owner: owners.get(id) ?? found.owner };
        },
      }));
    },
  },
  {
    name: 'an id that is no GUID is accepted',
    cases: ["create refuses the id 'web', which is no lower-case GUID"],
    break: (host) =>
      breakCompute(host, (compute) => ({
        create: (id, document) => swallow('InvalidArgument', () => compute.create(id, document), undefined),
      })),
  },
  {
    name: 'missing layers are not noticed',
    cases: ['create refuses a layer that is not there'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        create: (id, document) => swallow('NotFound', () => compute.create(id, document), undefined),
      })),
  },
  {
    name: 'a failed create leaves the system known',
    cases: ['create refuses a scratch that is not there'],
    break: (host) => {
      const ghosts: SystemProperties[] = [];
      return breakCompute(host, (compute) => ({
        create: async (id, document) => {
          try {
            await compute.create(id, document);
          } catch (error) {
            ghosts.push({ id, owner: document.Owner, state: 'Created' });
            throw error;
          }
        },
        list: async (filter) => [...(await compute.list(filter)), ...ghosts],
      }));
    },
  },
  {
    name: 'one scratch serves two systems',
    cases: ['a scratch serves one system: a second one is refused at create or at start, and the first runs on'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        create: (id, document) => swallow('Busy', () => compute.create(id, document), undefined),
        start: (id, options) => swallow('Busy', () => compute.start(id, options), undefined),
      })),
  },
];

const losing: Mutant[] = [
  {
    name: 'a lost record is lost for good',
    cases: ['a running system is taken up by its tag, once, and then is one like any other'],
    break: (host) => breakCompute(host, () => ({ takeUpLost: async () => [] })),
  },
  {
    name: 'what others run is taken up too',
    cases: ["another one's system is left alone, and runs on"],
    break: (host) =>
      breakCompute(host, (compute) => ({
        takeUpLost: async (owner) => [
          ...(await compute.takeUpLost(owner)),
          ...(await compute.takeUpLost(`${owner}-other`)),
        ],
      })),
  },
];

const starting: Mutant[] = [
  {
    name: 'ready too early',
    cases: ['start resolves when a process can be created at once, also when three start together'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        start: async (id, options) => {
          compute.start(id, options).catch(() => {}); // the break: nobody waits, nobody hears
        },
      })),
  },
  {
    name: 'a second start is silently accepted',
    cases: ['start of a running system is InvalidState'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        start: (id, options) => swallow('InvalidState', () => compute.start(id, options), undefined),
      })),
  },
  {
    name: 'start ignores its deadline',
    cases: ['start that takes longer than timeoutMs is Timeout and leaves it Stopped'],
    break: (host) => breakCompute(host, (compute) => ({ start: (id) => compute.start(id) })),
  },
  {
    name: 'start ignores its signal',
    cases: ['start that is cancelled is Cancelled and leaves it Stopped'],
    break: (host) => breakCompute(host, (compute) => ({ start: (id) => compute.start(id) })),
  },
  {
    name: 'a start past its deadline goes on behind',
    cases: ['start that takes longer than timeoutMs is Timeout and leaves it Stopped'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        start: async (id, options) => {
          const started = compute.start(id);
          if (options?.timeoutMs === undefined) return started;
          started.catch(() => {}); // the break: it goes on
          throw fault('Timeout', 'Cannot start: it took too long.');
        },
      })),
  },
];

const ending: Mutant[] = [
  {
    name: 'shutdown pulls the plug',
    cases: [SHUT],
    break: (host) => breakCompute(host, (compute) => ({ shutdown: (id) => compute.terminate(id) })),
  },
  {
    name: 'shutdown does not wait',
    cases: [SHUT],
    break: (host) =>
      breakCompute(host, (compute) => ({
        shutdown: async (id, options) => {
          compute.shutdown(id, options).catch(() => {}); // the break: nobody waits
        },
      })),
  },
  {
    name: 'shutdown ignores its deadline',
    cases: ['shutdown that takes longer than timeoutMs is Timeout and goes on'],
    break: (host) => breakCompute(host, (compute) => ({ shutdown: (id) => compute.shutdown(id) })),
  },
  {
    name: 'shutdown of a created system is accepted',
    cases: ['shutdown of a merely created system is InvalidState'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        shutdown: (id, options) => swallow('InvalidState', () => compute.shutdown(id, options), undefined),
      })),
  },
  {
    name: 'shutdown of a stopped system fails',
    cases: [SHUT],
    break: (host) =>
      breakCompute(host, (compute) => ({
        shutdown: async (id, options) => {
          if ((await compute.query(id)).state === 'Stopped')
            throw fault('InvalidState', 'Cannot shut down: it is stopped.');
          await compute.shutdown(id, options);
        },
      })),
  },
  {
    name: 'terminate does nothing',
    cases: [CUT],
    break: (host) => breakCompute(host, () => ({ terminate: async () => {} })),
  },
  {
    name: 'close of a running system is accepted',
    cases: ['close of a running system is InvalidState and it runs on'],
    break: (host) =>
      breakCompute(host, (compute) => ({ close: (id) => swallow('InvalidState', () => compute.close(id), undefined) })),
  },
  {
    name: 'close forgets nothing',
    cases: ['close forgets a stopped system; its id can be used again'],
    break: (host) => breakCompute(host, () => ({ close: async () => {} })),
  },
];

const books: Mutant[] = [
  {
    name: 'list is not sorted',
    cases: [LIST],
    break: (host) =>
      breakCompute(host, (compute) => ({ list: async (filter) => (await compute.list(filter)).reverse() })),
  },
  {
    name: 'list has a system twice',
    cases: [LIST],
    break: (host) =>
      breakCompute(host, (compute) => ({
        list: async (filter) => (await compute.list(filter)).flatMap((found) => [found, found]),
      })),
  },
  {
    name: 'list forgets stopped systems',
    cases: ['systems in every state are found again as they were'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        list: async (filter) => (await compute.list(filter)).filter((found) => found.state !== 'Stopped'),
      })),
  },
  {
    name: 'the owner filter is ignored',
    cases: ['list with an owner gives that owner’s systems and no others'],
    break: (host) => breakCompute(host, (compute) => ({ list: () => compute.list() })),
  },
  {
    name: 'a host that is closed ends its containers',
    cases: ['systems in every state are found again as they were'],
    break: (host) => {
      const mine: string[] = [];
      const broken = breakCompute(host, (compute) => ({
        create: async (id, document) => {
          await compute.create(id, document);
          mine.push(id);
        },
      }));
      return override(broken, {
        close: async () => {
          for (const id of mine.splice(0)) await host.compute.terminate(id).catch(() => {}); // it may be closed by now
          await host.close();
        },
      });
    },
  },
  {
    name: 'a second close of the host fails',
    cases: ['close of the host can be repeated'],
    break: (host) => {
      let closed = false;
      return override(host, {
        close: async () => {
          if (closed) throw fault('InvalidState', 'The host is closed already.');
          closed = true;
          await host.close();
        },
      });
    },
  },
];

export const COMPUTE_MUTANTS: readonly Mutant[] = [
  ...states,
  ...making,
  ...losing,
  ...starting,
  ...ending,
  ...books,
  {
    name: 'secret files are left out',
    cases: ['are there for its programs, byte by byte, in folders that are made and in those that are there'],
    break: (host) =>
      breakCompute(host, (compute) => ({ start: (id, { secretFiles: _, ...rest } = {}) => compute.start(id, rest) })),
  },
  {
    name: 'a terminal that is found again takes nothing',
    cases: ['a terminal that is found again takes what is typed, and shows the end of what was shown'],
    break: (host) =>
      breakCompute(host, (compute) => ({
        openProcess: async (...args) => override(await compute.openProcess(...args), { stdin: undefined }),
      })),
  },
];
