import { shortHash } from '../../base/digest.ts';

/** By this we know what is ours. */
export const HCN_OWNER = 'HcsContainers';

/** Whether nothing says that it is somebody else's. A build that forgets the owner leaves the id and name to go by. */
export function isTagged({ Owner }: { Owner?: string }): boolean {
  return Owner === undefined || Owner === '' || Owner === HCN_OWNER;
}

/**
 * The one network of this product on a machine: all state roots share it, and its fixed id keeps two services from
 * making it twice.
 */
export const NETWORK_ID = '5a2f3d1e-84c7-4b8e-9d36-6c1f0a7be052';
export const NETWORK_NAME = `${HCN_OWNER}-nat`;

/** The beginning of the names that HNS has for what one state root made: networks by name, endpoints. */
export function rootPrefix(stateFolder: string): string {
  return `${HCN_OWNER}-${shortHash(stateFolder.toLowerCase(), 8)}-`;
}
