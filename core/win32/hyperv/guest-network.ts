import type { MachineStep } from './machine-plan.ts';

/** A network namespace as HNS describes it: what the guest's own network service is told. */
export interface GuestNetwork {
  namespace: Record<string, unknown>;
  /** `document` as HNS describes it. */
  endpoints: readonly { id: string; macAddress: string; document: Record<string, unknown> }[];
}

/**
 * Makes the namespace in the guest and, for each endpoint, an adapter of the machine: the guest is told what will come,
 * then it comes.
 */
export function guestNetworkSteps({ namespace, endpoints }: GuestNetwork): MachineStep[] {
  return [
    {
      what: 'make the network namespace in the guest',
      add: guest('NetworkNamespace', 'Add', namespace),
      remove: guest('NetworkNamespace', 'Remove', namespace),
    },
    ...endpoints.flatMap(({ id, macAddress, document }): MachineStep[] => [
      {
        what: `tell the guest of the network endpoint ${id}`,
        add: guest('Network', 'Add', { AdapterId: id, RequestType: 'PreAdd', Settings: document }),
      },
      {
        what: `add an adapter for the network endpoint ${id}`,
        add: adapter('Add', id, macAddress),
        remove: adapter('Remove', id, macAddress),
      },
    ]),
  ];
}

function guest(resource: string, request: 'Add' | 'Remove', settings: object): MachineStep['add'] {
  return {
    RequestType: request,
    GuestRequest: { ResourceType: resource, RequestType: request, Settings: settings },
  };
}

/** The adapter's id is its endpoint's. */
function adapter(request: 'Add' | 'Remove', id: string, macAddress: string): MachineStep['add'] {
  return {
    ResourcePath: `VirtualMachine/Devices/NetworkAdapters/${id}`,
    RequestType: request,
    Settings: { EndpointId: id, MacAddress: macAddress },
    GuestRequest: {
      ResourceType: 'Network',
      RequestType: request,
      Settings: { AdapterId: id, RequestType: request },
    },
  };
}
