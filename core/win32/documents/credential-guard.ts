import { fault } from '../../base/fault.ts';
import type { ComputeSystemDocument, CredentialGuardState } from '../../spec/compute-document.ts';
import type { Hcs } from '../hcs.ts';

const PROPERTY = 'ContainerCredentialGuard';

/** Asks the host to vouch for a container with a group managed service account; `removeCredentialGuard` ends it. */
export async function addCredentialGuard(
  hcs: Pick<Hcs, 'modifyService' | 'serviceProperties'>,
  id: string,
  credentialSpec: string,
): Promise<CredentialGuardState> {
  await hcs.modifyService({
    PropertyType: PROPERTY,
    Settings: {
      Operation: 'AddInstance',
      OperationDetails: { Id: id, CredentialSpec: credentialSpec, Transport: 'LRPC' },
    },
  });
  try {
    const found = instanceOf(await hcs.serviceProperties({ PropertyTypes: [PROPERTY] }), id);
    if (found !== undefined) return found;
    throw fault('Internal', `The host made no credential guard for container '${id}' and told no error.`, {
      target: id,
      op: 'HcsModifyServiceSettings',
    });
  } catch (error) {
    await removeCredentialGuard(hcs, id).catch(() => undefined); // the first failure tells more
    throw error;
  }
}

/** The document of a container that the host vouches for. */
export function withCredentialGuard(
  document: ComputeSystemDocument,
  guard: CredentialGuardState,
): ComputeSystemDocument {
  return { ...document, Container: { ...document.Container, ContainerCredentialGuard: guard } };
}

/** Whether the host vouches for a container of this id. */
export async function hasCredentialGuard(hcs: Pick<Hcs, 'serviceProperties'>, id: string): Promise<boolean> {
  return instanceOf(await hcs.serviceProperties({ PropertyTypes: [PROPERTY] }), id) !== undefined;
}

export async function removeCredentialGuard(hcs: Pick<Hcs, 'modifyService'>, id: string): Promise<void> {
  await hcs.modifyService({
    PropertyType: PROPERTY,
    Settings: { Operation: 'RemoveInstance', OperationDetails: { Id: id } },
  });
}

/** `{Properties: [{Instances: [{Id, CredentialGuard}]}]}` of HcsGetServiceProperties. */
function instanceOf(answer: Record<string, unknown>, id: string): CredentialGuardState | undefined {
  for (const properties of recordsOf(answer['Properties'])) {
    for (const instance of recordsOf(properties['Instances'])) {
      const { Id: own, CredentialGuard: guard } = instance;
      if (typeof own !== 'string' || own.toLowerCase() !== id.toLowerCase()) continue;
      if (typeof guard === 'object' && guard !== null) return guard as CredentialGuardState; // HCS schema
    }
  }
  return undefined;
}

function recordsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
