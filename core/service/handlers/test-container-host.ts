import { compileWildcard } from '../../base/wildcard.ts';
import { gatherChecks } from '../checks/gather.ts';
import type { CmdletHandler } from '../context.ts';
import type { TestContainerHostParameters } from '../generated/contract.gen.ts';
import { emitCheck } from './check-object.ts';

/** Test-ContainerHost: one object for each check; with -Quiet, whether none of them failed. */
export const handler: CmdletHandler<TestContainerHostParameters> = async ({ Name: names, Quiet: quiet }, context) => {
  const checks = (await gatherChecks(context.services, context.signal)).filter(
    ({ name }) => names === undefined || names.some((pattern) => compileWildcard(pattern)(name)),
  );
  if (quiet === true) {
    await context.emit(
      'Boolean',
      checks.every(({ result }) => result !== 'failed'),
    );
    return;
  }
  for (const check of checks) await emitCheck(context, check);
};
