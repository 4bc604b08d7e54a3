import type { Host } from '../../../core/host/port.ts';
import type { HostFinding, HostPreparation } from '../../../core/host/preparation.ts';
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
];
