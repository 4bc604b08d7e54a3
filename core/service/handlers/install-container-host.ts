import { fault, toFault } from '../../base/fault.ts';
import type { PreparationStep } from '../../host/preparation.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ContainerHostStepObject, InstallContainerHostParameters } from '../generated/contract.gen.ts';
import { clearPreparation, readPreparation, writePreparation } from '../preparation-journal.ts';

/** What was done, step by step. */
interface Outcome {
  done: PreparationStep[];
  /** Steps that can be taken only after the restart. */
  waiting: PreparationStep[];
  /** Some were declined. */
  isPartial: boolean;
  needsRestart: boolean;
}

const ACTIVITY = 'Installing the container host';

/**
 * Install-ContainerHost: takes the steps that this machine still needs, each asked for on its own. Where Windows must
 * be started anew in between, the rest is noted in the state root and goes on by itself after the restart; the same
 * command again does the same.
 */
export const handler: CmdletHandler<InstallContainerHostParameters> = async (parameters, context) => {
  const { Isolation: isolation, Restart: restart, NoRestart: noRestart } = parameters;
  if (restart === true && noRestart === true)
    throw fault('InvalidArgument', '-Restart and -NoRestart cannot be given together.', { hint: 'Leave out one' });
  const { host, root } = context.services;
  const journal = await readPreparation(root);
  const hyperV = isolation?.toLowerCase() === 'hyperv' || (isolation === undefined && journal?.hyperV === true);
  const steps = await host.preparation.plan({ hyperV });
  if (steps.length === 0) context.verbose('This machine is ready for containers: there is nothing to install.');
  const outcome: Outcome = { done: [], waiting: [], isPartial: false, needsRestart: false };
  try {
    for (const [at, step] of steps.entries()) await takeStep(step, outcome, context, (100 * at) / steps.length);
  } finally {
    if (steps.length > 0) context.progress({ activity: ACTIVITY, status: '', completed: true });
    if (outcome.needsRestart) await note(outcome, hyperV, context);
  }
  if (outcome.needsRestart) {
    await arrangeRestart({ hyperV, restart: restart === true, isQuiet: noRestart === true }, context);
  } else if (journal !== undefined && !outcome.isPartial) {
    await host.preparation.continueAfterRestart(undefined);
    await clearPreparation(root);
  }
};

async function takeStep(
  step: PreparationStep,
  outcome: Outcome,
  context: CmdletContext,
  percent: number,
): Promise<void> {
  context.signal.throwIfAborted();
  if (step.afterRestart && outcome.needsRestart) {
    outcome.waiting.push(step);
    await context.emit('ContainerHostStep', stepObject(step, 'Waiting', true));
    return;
  }
  if (!(await context.shouldProcess(step.target, `${step.action} (${step.command})`))) {
    outcome.isPartial = true;
    return;
  }
  context.progress({ activity: ACTIVITY, status: `${step.action} ${step.target}`, percent: Math.floor(percent) });
  try {
    const { needsRestart } = await context.services.host.preparation.perform(step.id, { signal: context.signal });
    outcome.needsRestart ||= needsRestart;
    outcome.done.push(step);
    await context.emit('ContainerHostStep', stepObject(step, 'Done', needsRestart));
  } catch (error) {
    throw toFault(error, `take the step '${step.action}' on`, step.target);
  }
}

/** So that the next call, and Test-ContainerHost, know what waits for the restart. */
async function note(outcome: Outcome, hyperV: boolean, { services, runtime }: CmdletContext): Promise<void> {
  const typed = (steps: PreparationStep[]): string[] => steps.map(({ command }) => command);
  await writePreparation(services.root, {
    schemaVersion: 1,
    at: runtime.now().toISOString(),
    hyperV,
    done: typed(outcome.done),
    waiting: typed(outcome.waiting),
  });
}

async function arrangeRestart(
  wanted: { hyperV: boolean; restart: boolean; isQuiet: boolean },
  context: CmdletContext,
): Promise<void> {
  const { host, info, root } = context.services;
  const [program = '', ...entry] = info.commandLine;
  const again = ['Install-ContainerHost', '-NoRestart', ...(wanted.hyperV ? ['-Isolation', 'HyperV'] : [])];
  if (await context.shouldProcess(info.hostName, `Run '${again.join(' ')}' once after the next restart`)) {
    const environment = { HCS_CONTAINERS_ROOT: root };
    await host.preparation.continueAfterRestart({ program, arguments: [...entry, ...again], environment });
  }
  if (!wanted.restart) {
    const text = 'This machine must be restarted before containers run; what is left to install is done then.';
    if (wanted.isQuiet) context.verbose(text);
    else context.warning(`${text} To restart: Restart-Computer`);
    return;
  }
  if (await context.shouldProcess(info.hostName, 'Restart the computer')) await host.preparation.restart();
}

function stepObject(
  step: PreparationStep,
  result: 'Done' | 'Waiting',
  restartNeeded: boolean,
): ContainerHostStepObject {
  return {
    Target: step.target,
    Result: result,
    Action: step.action,
    Command: step.command,
    RestartNeeded: restartNeeded,
  };
}
