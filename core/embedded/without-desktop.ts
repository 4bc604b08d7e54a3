import { removeNoise } from '../formats/wine-registry/registry-noise.ts';
import { findKey, type RegistryTree, setValue } from '../formats/wine-registry/registry-tree.ts';
import { dwordData } from '../formats/wine-registry/value-data.ts';

const SERVICES = 'System\\CurrentControlSet\\Services';
const ENUM = 'System\\CurrentControlSet\\Enum';
const SERVICE_DEMAND_START = 3;

/** What hangs on Wine's buses for mouse, keyboard, game controllers and USB, and the program that looks after a desktop's menus. */
const DESKTOP = [
  { key: `${ENUM}\\ROOT\\WINE` },
  { key: `${ENUM}\\WINEBUS` },
  { key: `${ENUM}\\HID` },
  { key: 'Software\\Microsoft\\Windows\\CurrentVersion\\RunServices', value: 'winemenubuilder' },
];

/**
 * Services that start when they are asked for. Wine's event log keeps no events; its plug and play tells programs of
 * devices that come and go, of which a container has none.
 */
const ON_DEMAND = ['PlugPlay', 'Eventlog'];

/**
 * Takes out of a fresh `system.reg`, in place, what makes each start of Wine prepare a desktop: four of its programs, which
 * are close to half of a container's start and of its memory, and which a container of Windows does not have either.
 */
export function removeDesktop(tree: RegistryTree): void {
  removeNoise(tree, DESKTOP);
  for (const name of ON_DEMAND) {
    const path = `${SERVICES}\\${name}`;
    if (findKey(tree, path) !== undefined) setValue(tree, path, 'Start', dwordData(SERVICE_DEMAND_START));
  }
}
