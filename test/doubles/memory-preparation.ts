import { fault } from '../../core/base/fault.ts';
import type {
  ContinuationProgram,
  HostFinding,
  HostPreparation,
  PreparationOptions,
  PreparationStep,
} from '../../core/host/preparation.ts';
import type { HostStartup, StartupProgram } from '../../core/host/startup.ts';

/** What a memory machine's preparation is like; tests change it, and read what was done. */
export class MemoryPreparationState {
  findings: HostFinding[] = [{ id: 'Memory', name: 'Memory', result: 'passed' }];
  steps: PreparationStep[] = [];
  /** Steps that count only once the machine was started anew. */
  needRestart = new Set<string>();
  failures = new Map<string, Error>();
  asked: PreparationOptions[] = [];
  done: string[] = [];
  continuation: ContinuationProgram | undefined;
  restarts = 0;
  startup: StartupProgram | undefined;
}

export function memoryPreparation(
  state: MemoryPreparationState,
  attached: () => string[],
  call: <T>(name: string, work: () => T) => Promise<T>,
): HostPreparation {
  const failing = (id: string): void => {
    const failure = state.failures.get(id);
    if (failure !== undefined) throw failure;
  };
  return {
    check: () => call('preparation.check', () => structuredClone(state.findings)),
    plan: (options) =>
      call('preparation.plan', () => {
        state.asked.push(options);
        return structuredClone(state.steps);
      }),
    perform: (stepId) =>
      call('preparation.perform', () => {
        failing(stepId);
        state.steps = state.steps.filter(({ id }) => id !== stepId);
        state.done.push(stepId);
        return { needsRestart: state.needRestart.has(stepId) };
      }),
    repair: (findingId) =>
      call('preparation.repair', () => {
        failing(findingId);
        const found = state.findings.find(({ id }) => id === findingId);
        if (found === undefined) throw fault('NotFound', `There is no finding '${findingId}'.`);
        state.findings = state.findings.filter(({ id }) => id !== findingId);
        state.done.push(findingId);
      }),
    attachedScratches: () => call('preparation.attachedScratches', () => attached().sort()),
    continueAfterRestart: (program) =>
      call('preparation.continueAfterRestart', () => {
        state.continuation = program;
      }),
    startup: memoryStartup(state, call),
    restart: () =>
      call('preparation.restart', () => {
        state.restarts++;
      }),
  };
}

function memoryStartup(
  state: MemoryPreparationState,
  call: <T>(name: string, work: () => T) => Promise<T>,
): HostStartup {
  const line = ({ program, arguments: args }: StartupProgram) => [program, ...args].join(' ');
  return {
    describe: (program) =>
      call('startup.describe', () => ({
        kind: 'Crontab',
        target: 'memory',
        state:
          state.startup === undefined
            ? 'NotRegistered'
            : line(state.startup) === line(program)
              ? 'Registered'
              : 'Different',
        command: line(program),
        registerCommand: 'remember',
        unregisterCommand: 'forget',
      })),
    register: (program) =>
      call('startup.register', () => {
        state.startup = program;
      }),
    unregister: () =>
      call('startup.unregister', () => {
        const had = state.startup !== undefined;
        state.startup = undefined;
        return had;
      }),
  };
}
