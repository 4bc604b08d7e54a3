import type { Host } from '../../../core/host/port.ts';
import type { HostFinding, HostPreparation } from '../../../core/host/preparation.ts';
import type { HostStartup, StartupProgram } from '../../../core/host/startup.ts';
import { type Mutant, override, swallow } from './break.ts';

function broken(name: string, cases: string[], members: (own: HostPreparation) => Partial<HostPreparation>): Mutant {
  return {
    name,
    cases,
    break: (host: Host) => override(host, { preparation: override(host.preparation, members(host.preparation)) }),
  };
}

function found(name: string, cases: string[], change: (found: HostFinding[]) => HostFinding[]): Mutant {
  return broken(name, cases, (own) => ({ check: async () => change(await own.check()) }));
}

const STARTUP =
  'startup.describe says how a program is run at the start of the machine, and changes nothing; nothing is there to take back';

let calls = 0;

export const PREPARATION_MUTANTS: readonly Mutant[] = [
  found('every check fails', ['check finds nothing failed on a machine that runs containers'], (all) =>
    all.map((one) => ({ ...one, result: 'failed' })),
  ),
  found('findings share an id', ['check gives each finding an id of its own, the same each time'], (all) =>
    all.map((one) => ({ ...one, id: 'same' })),
  ),
  found('ids change', ['check gives each finding an id of its own, the same each time'], (all) =>
    all.map((one) => ({ ...one, id: `${one.id}-${calls++}` })),
  ),
  found('a capability is not checked', ['check tells of every capability'], (all) => all.slice(1)),
  found(
    'a warning has no cause',
    ['what has passed has neither cause nor repair; what has not says why, and what to do'],
    (all) => all.map(({ cause: _, ...one }) => ({ ...one, result: 'warning' })),
  ),
  broken(
    'plan takes the steps',
    ['plan changes nothing: it is the same twice, and every step has its command'],
    () => ({
      plan: async () => [{ id: `step-${calls++}`, action: 'a', target: 't', command: 'c', afterRestart: false }],
    }),
  ),
  broken('an unknown step succeeds', ['perform refuses a step that no plan has'], (own) => ({
    perform: (id) => swallow('NotFound', () => own.perform(id), { needsRestart: false }),
  })),
  broken('an unknown finding is repaired', ['repair refuses an id that no check gives'], (own) => ({
    repair: (id) => swallow('NotFound', () => own.repair(id), undefined),
  })),
  broken(
    'attachments are not told',
    ['attachedScratches tells of a scratch while it is attached, and only then'],
    () => ({
      attachedScratches: async () => [],
    }),
  ),
  broken('what nobody registered is registered', [STARTUP], ({ startup }) => ({
    startup: override(startup, {
      describe: async ({ program }) => ({
        kind: 'Crontab',
        target: 'root',
        state: 'Registered',
        command: `${program} service`,
        registerCommand: program,
        unregisterCommand: 'c',
      }),
    }),
  })),
  broken('what is not there is taken back', [STARTUP], ({ startup }) => ({
    startup: override(startup, { unregister: async () => true }),
  })),
  broken('a registration is not kept', ['startup.register is found by another process, and can be repeated'], () => ({
    startup: forgetful(),
  })),
  broken('the first registration stays', ['startup.register of another program replaces it'], ({ startup }) => ({
    startup: override(startup, {
      register: async (program) => {
        if ((await startup.describe(program)).state === 'NotRegistered') await startup.register(program);
      },
    }),
  })),
  broken(
    'nothing is taken back',
    ['startup.unregister takes it back once, whatever program it is; it can be registered again'],
    ({ startup }) => ({ startup: override(startup, { unregister: async () => false }) }),
  ),
  broken(
    'words are taken apart',
    ['startup.register keeps every word as it is, or refuses it and changes nothing'],
    ({ startup }) => {
      const apart = (one: StartupProgram) => ({
        ...one,
        arguments: one.arguments.flatMap((word) => word.split(' ')).filter((word) => word !== ''),
      });
      return {
        startup: override(startup, {
          describe: (one) => startup.describe(apart(one)),
          register: (one) => startup.register(apart(one)),
        }),
      };
    },
  ),
];

/** Remembers for as long as it is open. */
function forgetful(): HostStartup {
  let registered: string | undefined;
  return {
    describe: async (one) => ({
      kind: 'Crontab',
      target: 'root',
      state:
        registered === undefined ? 'NotRegistered' : registered === JSON.stringify(one) ? 'Registered' : 'Different',
      command: [one.program, ...one.arguments].join(' '),
      registerCommand: one.program,
      unregisterCommand: 'c',
    }),
    register: async (one) => {
      registered = JSON.stringify(one);
    },
    unregister: async () => {
      const was = registered;
      registered = undefined;
      return was !== undefined;
    },
  };
}
