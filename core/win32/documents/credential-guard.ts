import type { ComputeSystemDocument, CredentialGuardState } from '../../spec/compute-document.ts';
import type { Hcs } from '../hcs.ts';

const PROPERTY = 'ContainerCredentialGuard';

/** For HcsModifyServiceSettings: the host is to vouch for a container with a group managed service account. */
export function guardAddition(id: string, credentialSpec: string): object {
  return request('AddInstance', { Id: id, CredentialSpec: credentialSpec, Transport: 'LRPC' });
}

/** The same: it is to vouch for it no more. */
export function guardRemoval(id: string): object {
  return request('RemoveInstance', { Id: id });
}

function request(operation: 'AddInstance' | 'RemoveInstance', details: object): object {
  return { PropertyType: PROPERTY, Settings: { Operation: operation, OperationDetails: details } };
}

/** For HcsGetServiceProperties. */
export const guardQuery = { PropertyTypes: [PROPERTY] };

/** The document of a container that the host vouches for. */
export function withCredentialGuard(
  document: ComputeSystemDocument,
  guard: CredentialGuardState,
): ComputeSystemDocument {
  return { ...document, Container: { ...document.Container, ContainerCredentialGuard: guard } };
}

/** Whether the host vouches for a container of this id. */
export async function hasCredentialGuard(hcs: Pick<Hcs, 'serviceProperties'>, id: string): Promise<boolean> {
  return findCredentialGuard(await hcs.serviceProperties(guardQuery), id) !== undefined;
}

/** `{Properties: [{Instances: [{Id, CredentialGuard}]}]}`, the answer to `guardQuery`. */
export function findCredentialGuard(answer: Record<string, unknown>, id: string): CredentialGuardState | undefined {
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
