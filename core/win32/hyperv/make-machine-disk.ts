import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, fault, toFault } from '../../base/fault.ts';
import type { Hcs } from '../hcs.ts';
import type { MachinePlan } from './machine-plan.ts';

/**
 * Copies the machine's own disk from the image's, and lets the machine open it and the scratch. What a failure leaves is
 * in the plan.
 * @throws NotFound for an image whose utility VM was not made ready at its import.
 */
export async function makeMachineDisk(hcs: Pick<Hcs, 'grantAccess'>, plan: MachinePlan): Promise<void> {
  const { id, templatePath, diskPath, openedPaths } = plan;
  try {
    await mkdir(dirname(diskPath), { recursive: true });
    await copyFile(templatePath, diskPath);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw toFault(error, 'make the disk of a virtual machine', diskPath);
    throw fault('NotFound', `The image's utility VM has no disk '${templatePath}'.`, {
      target: templatePath,
      hint: 'Import the image again, or use -Isolation Process',
      cause: error,
    });
  }
  for (const path of openedPaths) await hcs.grantAccess(id, path);
}
