import { fault } from '../base/fault.ts';
import { wantedLimits } from '../host/check-limits.ts';
import type { CreateOptions, SystemProperties } from '../host/port.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import { limitsHere, limitsReached } from './control-groups/system-groups.ts';
import type { SystemRecord } from './system-folder.ts';

const STATES = { created: 'Created', started: 'Running', ended: 'Stopped' } as const;

/** A system's record as the port shows it. */
export function systemProperties(id: string, record: SystemRecord, isPaused: boolean): SystemProperties {
  const reached = record.phase === 'started' ? limitsReached(record.groups ?? {}) : (record.limitsReached ?? {});
  return {
    id,
    owner: record.document.Owner,
    state: record.phase === 'started' && isPaused ? 'Paused' : STATES[record.phase],
    ...(record.startedAt === undefined ? {} : { startedAt: new Date(record.startedAt) }),
    ...(record.exitedAt === undefined ? {} : { exitedAt: new Date(record.exitedAt) }),
    ...(record.exitType === undefined ? {} : { exitType: record.exitType }),
    ...(Object.keys(reached).length === 0 ? {} : { limitsReached: reached }),
  };
}

/** @throws InvalidArgument for a document that this host cannot serve; NotSupported for what it lacks. */
export function checkDocument(document: ComputeSystemDocument, options: CreateOptions): void {
  if (options.isolation === 'hyperv') throw fault('NotSupported', 'This host has no Hyper-V isolation.');
  if (options.credentialSpec !== undefined)
    throw fault('NotSupported', 'This host has no group managed service accounts.');
  const { MappedDirectories, AssignedDevices, ContainerCredentialGuard, RegistryChanges } = document.Container;
  if (MappedDirectories !== undefined) throw fault('NotSupported', 'This host shares no folders with containers.');
  if (AssignedDevices !== undefined) throw fault('NotSupported', 'This host gives no devices to containers.');
  if (ContainerCredentialGuard !== undefined || RegistryChanges !== undefined)
    throw fault('NotSupported', 'This host makes no changes to a registry before its start.');
  const hostName = document.Container.GuestOs?.HostName;
  if (hostName !== undefined && !/^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(hostName)) {
    throw fault('InvalidArgument', `'${hostName}' is no computer name.`, { target: hostName });
  }
  wantedLimits(document, options, limitsHere());
  if (document.Container.Storage.Layers.length === 0) {
    throw fault('InvalidArgument', 'A compute system needs at least one layer.');
  }
}
