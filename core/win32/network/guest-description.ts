import { fault } from '../../base/fault.ts';
import type { GuestNetwork } from '../hyperv/guest-network.ts';
import type { Hns } from './hcn-protocol.ts';

/** What a virtual machine's guest is told of a namespace and its endpoints: HNS's own words. */
export async function readGuestNetwork(
  hcn: Hns,
  namespaceId: string,
  endpointIds: readonly string[],
): Promise<GuestNetwork> {
  const namespace = objectOf(await hcn.send({ op: 'query', kind: 'namespace', id: namespaceId }));
  const endpoints = [];
  for (const id of endpointIds) {
    const document = objectOf(await hcn.send({ op: 'query', kind: 'endpoint', id }));
    const macAddress = document['MacAddress'];
    if (typeof macAddress !== 'string' || macAddress === '') {
      throw fault('Internal', `The network service did not tell the hardware address of endpoint '${id}'.`, {
        target: id,
        hint: 'Remove-Container, New-Container: they make another endpoint',
      });
    }
    endpoints.push({ id, macAddress, document });
  }
  return { namespace, endpoints };
}

function objectOf(answer: unknown): Record<string, unknown> {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {}; // checked
}
