import { type RegistryTree, removeKey, removeValue } from './registry-tree.ts';

/** What a delta or a base image leaves out: a key with all below it, or one value of a key. Paths as in `findKey`. */
export type RegistryNoise = { key: string } | { key: string; value: string };

const CLASS = 'System\\CurrentControlSet\\Control\\Class';
const ENUM = 'System\\CurrentControlSet\\Enum';
const TCPIP = 'System\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const COMPUTER_NAME = 'System\\CurrentControlSet\\Control\\ComputerName';

/**
 * What Wine itself writes into `system.reg` at each start from the machine it finds: devices, the machine's name and
 * time zone, an id made by chance. Seen by comparing prefixes of Wine 8.0 made one after the other, and before and
 * after a run under another host name, time zone and network namespace. The sandbox's own start writes them again.
 */
export const SYSTEM_NOISE: readonly RegistryNoise[] = [
  { key: 'Hardware' },
  { key: `${CLASS}\\{4D36E968-E325-11CE-BFC1-08002BE10318}` },
  { key: `${CLASS}\\{4D36E96E-E325-11CE-BFC1-08002BE10318}` },
  { key: 'System\\CurrentControlSet\\Control\\Video' },
  { key: 'System\\CurrentControlSet\\Control\\TimeZoneInformation' },
  { key: `${ENUM}\\PCI` },
  { key: `${ENUM}\\DISPLAY` },
  { key: 'Software\\Microsoft\\Windows NT\\CurrentVersion\\NetworkCards' },
  { key: 'Software\\Wow6432Node\\Microsoft\\Windows NT\\CurrentVersion\\NetworkCards' },
  { key: 'Software\\Microsoft\\Cryptography', value: 'MachineGuid' },
  { key: 'Software\\Wow6432Node\\Microsoft\\Cryptography', value: 'MachineGuid' },
  { key: `${COMPUTER_NAME}\\ComputerName`, value: 'ComputerName' },
  { key: `${COMPUTER_NAME}\\ActiveComputerName` },
  { key: TCPIP, value: 'Hostname' },
  { key: TCPIP, value: 'NV Hostname' },
  { key: TCPIP, value: 'Domain' },
];

/** The same for `user.reg`. `userdef.reg` has none. */
export const USER_NOISE: readonly RegistryNoise[] = [{ key: 'Volatile Environment' }];

/** Takes what is noise out of a registry, in place. */
export function removeNoise(tree: RegistryTree, noise: readonly RegistryNoise[]): void {
  for (const item of noise) {
    if ('value' in item) removeValue(tree, item.key, item.value);
    else removeKey(tree, item.key);
  }
}
