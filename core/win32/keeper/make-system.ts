import { idTaken } from '../../base/host-faults.ts';
import { HCS_E_SYSTEM_ALREADY_EXISTS, isSystemThere } from '../../base/hresult.ts';
import type { Hcs, SystemHandle } from '../hcs.ts';

/**
 * Asks HCS for a system.
 * @param document As HCS takes it.
 * @throws AlreadyExists, naming the owner, when HCS has one of this id that we do not know.
 */
export async function makeSystem(hcs: Hcs, id: string, document: object): Promise<SystemHandle> {
  try {
    return await hcs.createSystem(id, document);
  } catch (error) {
    if (!isSystemThere(error)) throw error;
    throw idTaken('create a compute system', id, await ownerOf(hcs, id), {
      op: 'create compute system',
      hresult: HCS_E_SYSTEM_ALREADY_EXISTS,
      cause: error,
    });
  }
}

/** Undefined when HCS does not say. */
async function ownerOf(hcs: Hcs, id: string): Promise<string | undefined> {
  let handle: SystemHandle | undefined;
  try {
    handle = await hcs.openSystem(id);
    const { Owner: owner } = await hcs.systemProperties(handle, {});
    return typeof owner === 'string' && owner !== '' ? owner : undefined;
  } catch {
    return undefined; // that it is there is the failure that is told
  } finally {
    await handle?.close();
  }
}
