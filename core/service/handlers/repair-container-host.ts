import { fault } from '../../base/fault.ts';
import { compileWildcard } from '../../base/wildcard.ts';
import { type Check, gatherChecks, repairCheck } from '../checks/gather.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { ContainerHostRepairObject, RepairContainerHostParameters } from '../generated/contract.gen.ts';
import { tryItem } from './each-container.ts';

/**
 * Repair-ContainerHost: mends what Test-ContainerHost has found, each asked for on its own. What fails for one is a
 * non-terminating error; what only a person can mend is told with its fix.
 */
export const handler: CmdletHandler<RepairContainerHostParameters> = async (parameters, context) => {
  const checks = await gatherChecks(context.services, context.signal);
  for (const check of chosen(parameters, checks, context)) {
    await tryItem(context, 'repair', check.target ?? check.name, () => repairOne(check, context));
  }
};

async function repairOne(check: Check, context: CmdletContext): Promise<void> {
  const { name, target, cause = '', fix = '', repair } = check;
  const subject = target === undefined ? name : `${name} '${target}'`;
  if (repair === undefined) {
    context.warning(`${subject} is for you to mend: ${cause} ${fix}`);
    return;
  }
  if (!(await context.shouldProcess(subject, repair))) return;
  await repairCheck(context.services, check, context.signal);
  const object: ContainerHostRepairObject = {
    Name: name,
    Result: 'Repaired',
    ...(target === undefined ? {} : { Target: target }),
    Action: repair,
    Cause: cause,
    Id: check.id,
  };
  await context.emit('ContainerHostRepair', object);
}

/** What has not passed; of that, what the parameters name. */
function chosen(
  { Name, Id }: RepairContainerHostParameters,
  checks: readonly Check[],
  context: CmdletContext,
): Check[] {
  const open = checks.filter(({ result }) => result !== 'passed');
  if (Id === undefined)
    return open.filter(({ name }) => Name === undefined || Name.some((pattern) => compileWildcard(pattern)(name)));
  return Id.flatMap((id) => {
    const found = checks.find((check) => check.id === id);
    if (found === undefined) {
      // A repair before this one may have mended it too.
      context.verbose(`Nothing is found under '${id}' any more.`);
      if (!/^(?:host|container|image):./.test(id))
        context.error(
          fault('NotFound', `There is no check '${id}'.`, { target: id, hint: 'Test-ContainerHost' }),
          'repair',
          id,
        );
      return [];
    }
    return found.result === 'passed' ? [] : [found];
  });
}
