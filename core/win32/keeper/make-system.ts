import { idTaken } from '../../base/host-faults.ts';
import { hasHresult } from '../../base/hresult.ts';
import type { Hcs, SystemHandle } from '../hcs.ts';

/** HCS_E_SYSTEM_ALREADY_EXISTS. */
const ALREADY_THERE = 0x8037010f;

/**
 * Asks HCS for a system.
 * @param document As HCS takes it.
 * @throws AlreadyExists, naming the owner, when HCS has one of this id that we do not know.
 */
export async function makeSystem(hcs: Hcs, id: string, document: object): Promise<SystemHandle> {
  try {
    return await hcs.createSystem(id, document);
  } catch (error) {
    if (!hasHresult(error, ALREADY_THERE)) throw error;
    throw idTaken('create a compute system', id, await ownerOf(hcs, id), {
      op: 'create compute system',
      hresult: ALREADY_THERE,
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
