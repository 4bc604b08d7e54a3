import { fault } from '../../base/fault.ts';
import type { AssignedDevice } from '../../spec/compute-document.ts';

const CLASS = /^class(?:=|\/)(.*)$/i;
const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;
/** Docker's and containerd's words before a location path. */
const LOCATION_PREFIX = /^(?:vpci-location-path|vpci):\/\//i;
/** `PCIROOT(0)#PCI(0100)`, `ACPI(_SB_)#ACPI(PCI0)`: DEVPKEY_Device_LocationPaths. */
const LOCATION_PATH = /^[A-Z][A-Z0-9_]*\([^()#]*\)(?:#[A-Z][A-Z0-9_]*\([^()#]*\))*$/i;

/**
 * Reads a device as Docker's `--device` writes it: `class/<GUID>` for each device of an interface class, or the PnP
 * location path of one device.
 *
 * @returns it in one spelling: `class/<lower-case GUID>`, or the path as given.
 * @throws {RuntimeFault} `InvalidArgument`.
 *
 * @example A class and a location
 * assert.equal(parseDevice('class/{5B45201D-F2F2-4F3B-85BB-30FF1F953599}'), 'class/5b45201d-f2f2-4f3b-85bb-30ff1f953599');
 * assert.equal(parseDevice('PCIROOT(0)#PCI(0100)'), 'PCIROOT(0)#PCI(0100)');
 */
export function parseDevice(text: string): string {
  const trimmed = text.trim();
  const group = CLASS.exec(trimmed)?.[1];
  const guid = group === undefined ? undefined : GUID.exec(group)?.[1];
  if (guid !== undefined) return `class/${guid.toLowerCase()}`;
  const path = trimmed.replace(LOCATION_PREFIX, '');
  if (group === undefined && LOCATION_PATH.test(path)) return path;
  throw fault('InvalidArgument', `'${text}' is no device.`, {
    target: text,
    hint: '-Device class/<interface class GUID>, or a location path: (Get-PnpDeviceProperty -InstanceId <id> -KeyName DEVPKEY_Device_LocationPaths).Data',
  });
}

/** How the compute system's document names it. @param device What `parseDevice` gave. */
export function assignedDevice(device: string): AssignedDevice {
  const guid = CLASS.exec(device)?.[1];
  return guid === undefined
    ? { Type: 'DeviceInstance', LocationPath: device }
    : { Type: 'ClassGuid', InterfaceClassGuid: guid };
}
