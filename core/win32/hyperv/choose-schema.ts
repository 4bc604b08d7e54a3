import type { ComputeSystemDocument } from '../../spec/compute-document.ts';

/** What HCS of Server 2022 says of itself: see docs/decisions/0010-which-hyper-v.md. */
const LEAST_MINOR = 4;

/**
 * Whether the container's virtual machine is ours to make (schema 2), or HCS makes it (schema 1).
 * @param service What HcsGetServiceProperties gives for `Basic`.
 */
export function makesOwnMachine(
  service: Record<string, unknown>,
  { Container }: ComputeSystemDocument,
  credentialSpec: string | undefined,
): boolean {
  // Schema 1 takes both as they are; in a machine of ours they need more than a document.
  if (credentialSpec !== undefined || (Container.AssignedDevices ?? []).length > 0) return false;
  return newestMinor(service) >= LEAST_MINOR;
}

/** Of schema 2; -1 when HCS does not say. */
function newestMinor(service: Record<string, unknown>): number {
  const versions = listOf(service['Properties']).flatMap((one) => listOf(one['SupportedSchemaVersions']));
  const minors = versions.map(({ Major, Minor }) => (Major === 2 && typeof Minor === 'number' ? Minor : -1));
  return Math.max(-1, ...minors);
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
