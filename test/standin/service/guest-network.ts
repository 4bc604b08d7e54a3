import { Failure, HR } from './failure.ts';
import { type Json, object, text } from './request.ts';

/** What HNS knows, as a machine needs it. */
export interface KnownEndpoints {
  /** @throws Failure unless there is one. */
  endpoint(id: string): { macAddress: string; namespace?: string };
  /** The endpoints of a namespace. */
  endpointsOf(namespaceId: string): readonly string[];
}

/** The network of one utility VM's guest: namespaces it was told of, and adapters that were announced before they came. */
export class GuestNetwork {
  private readonly known: KnownEndpoints;
  private readonly namespaces = new Set<string>();
  private readonly announced = new Set<string>();
  private readonly adapters = new Map<string, string>();

  constructor(known: KnownEndpoints) {
    this.known = known;
  }

  /** A request to the guest alone. */
  changeGuest(resource: unknown, request: unknown, settings: Json): void {
    if (resource === 'NetworkNamespace') {
      const id = text(settings, 'ID').toLowerCase();
      if (request === 'Add') this.namespaces.add(id);
      else if (!this.namespaces.delete(id)) throw new Failure(HR.elementNotFound, `The guest has no namespace ${id}.`);
      return;
    }
    const endpoint = object(settings, 'Settings');
    const id = text(settings, 'AdapterId').toLowerCase();
    if (request !== 'Add' || settings['RequestType'] !== 'PreAdd' || text(endpoint, 'ID').toLowerCase() !== id) {
      throw new Failure(HR.invalidParameter, 'A guest alone is only told which endpoint will come.');
    }
    const { namespace } = this.known.endpoint(id);
    if (namespace === undefined || !this.namespaces.has(namespace)) {
      throw new Failure(HR.elementNotFound, `The guest has no namespace for endpoint ${id}.`);
    }
    this.announced.add(id);
  }

  /** `VirtualMachine/Devices/NetworkAdapters/<id>`. */
  changeAdapter(id: string, request: Json): void {
    const settings = object(request, 'Settings');
    const guest = object(request, 'GuestRequest');
    const inGuest = object(guest, 'Settings');
    const kind = request['RequestType'];
    const isTold =
      guest['ResourceType'] === 'Network' && guest['RequestType'] === kind && inGuest['RequestType'] === kind;
    if (!isTold || inGuest['AdapterId'] !== id) throw new Failure(HR.invalidParameter, 'The guest is not told of it.');
    const endpointId = text(settings, 'EndpointId').toLowerCase();
    if (kind === 'Remove') {
      if (!this.adapters.delete(id)) throw new Failure(HR.elementNotFound, `There is no adapter ${id}.`);
      return;
    }
    if (!this.announced.has(endpointId)) throw new Failure(HR.invalidState, `The guest was not told of ${endpointId}.`);
    if (text(settings, 'MacAddress') !== this.known.endpoint(endpointId).macAddress) {
      throw new Failure(HR.invalidParameter, `${endpointId} has another hardware address.`);
    }
    this.adapters.set(id, endpointId);
  }

  /** @throws Failure namespaceAttachFailed unless the guest has it, with an adapter for each of its endpoints. */
  check(namespaceId: string): void {
    const there = new Set(this.adapters.values());
    const isWhole = this.known.endpointsOf(namespaceId).every((id) => there.has(id));
    if (this.namespaces.has(namespaceId) && isWhole) return;
    throw new Failure(HR.namespaceAttachFailed, `The guest has not all of namespace ${namespaceId}.`);
  }
}
