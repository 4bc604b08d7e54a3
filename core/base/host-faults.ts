import { type FaultDetails, fault, type RuntimeFault } from './fault.ts';

/**
 * What most often keeps a Windows host from doing its work, each with its own words and the command that mends it.
 * They say more than an HRESULT can: who, where, which build. Give the failed call as `cause`.
 */

type Context = Pick<FaultDetails, 'op' | 'hresult' | 'cause'>;

/** The caller is no administrator. */
export function notElevated(what: string, context: Context = {}): RuntimeFault {
  return fault('AccessDenied', `Cannot ${what}: this PowerShell does not run as administrator.`, {
    ...context,
    hint: "Start-Process powershell -Verb RunAs; for running containers alone, membership in 'Hyper-V Administrators' is enough (Add-LocalGroupMember, then sign in again)",
  });
}

/** A Windows feature is not installed: `Containers`, `Microsoft-Hyper-V`. */
export function featureMissing(what: string, feature: string, context: Context = {}): RuntimeFault {
  const install = feature === 'Containers' ? 'Install-ContainerHost' : 'Install-ContainerHost -Isolation HyperV';
  return fault('NotInstalled', `Cannot ${what}: the Windows feature '${feature}' is not installed.`, {
    ...context,
    target: feature,
    hint: `${install}; or Enable-WindowsOptionalFeature -Online -FeatureName ${feature} -All; restart when asked`,
  });
}

/** Hyper-V is installed, or needed, and no hypervisor runs. */
export function hypervisorMissing(what: string, context: Context = {}): RuntimeFault {
  return fault('NotInstalled', `Cannot ${what}: no hypervisor runs on this machine.`, {
    ...context,
    hint: 'Switch on virtualization in the firmware; bcdedit /set hypervisorlaunchtype auto; restart. In a virtual machine, on its host: Set-VMProcessor <vm> -ExposeVirtualizationExtensions $true',
  });
}

/** vmcompute or hns is stopped, disabled or gone in the middle of a call. */
export function serviceStopped(what: string, service: 'vmcompute' | 'hns', context: Context = {}): RuntimeFault {
  const name = service === 'vmcompute' ? 'Host Compute Service' : 'Host Network Service';
  return fault('ConnectionFailed', `Cannot ${what}: the ${name} (${service}) does not run.`, {
    ...context,
    target: service,
    hint: `Start-Service ${service}; when it does not stay up: Get-WinEvent -LogName System -MaxEvents 50 | Where-Object Message -match ${service}`,
  });
}

/** A layer or scratch that something holds. `holders`: programs that have its files open, when that is known. */
export function layerInUse(
  what: string,
  path: string,
  holders: readonly string[] = [],
  context: Context = {},
): RuntimeFault {
  const by = holders.length === 0 ? 'a container or another program' : holders.join(', ');
  return fault('Busy', `Cannot ${what}: '${path}' is in use by ${by}.`, {
    ...context,
    target: path,
    hint: 'Get-Container | Where-Object State -eq Running; Stop-Container; then the same command again',
  });
}

/** Layers live on local NTFS volumes only: hard links, reparse points and backup streams need one. */
export function unsuitableVolume(what: string, path: string, found: string, context: Context = {}): RuntimeFault {
  return fault('NotSupported', `Cannot ${what}: '${path}' is on ${found}, and layers need a local NTFS volume.`, {
    ...context,
    target: path,
    hint: 'Choose a state root on an NTFS disk of this machine (HCS_CONTAINERS_ROOT names it; Get-Volume shows the disks)',
  });
}

/** A scanner has the disk of a container open. */
export function heldByAntivirus(what: string, path: string, program: string, context: Context = {}): RuntimeFault {
  return fault('Busy', `Cannot ${what}: '${path}' is held by '${program}', a security program.`, {
    ...context,
    target: path,
    hint: "Exclude the state folder from its scans (Defender: Add-MpPreference -ExclusionPath '<state folder>'), then the same command again",
  });
}

/** The id of a compute system, network or endpoint is taken, by one of ours or by another program's. */
export function idTaken(what: string, id: string, owner: string | undefined, context: Context = {}): RuntimeFault {
  const by = owner === undefined ? '' : `, and belongs to '${owner}'`;
  return fault('AlreadyExists', `Cannot ${what}: the id '${id}' is there already${by}.`, {
    ...context,
    target: id,
    hint: 'Repair-ContainerHost -WhatIf lists what is left over of ours; what belongs to others stays: choose another id',
  });
}

/** The user that a process is to run as is not in the image. */
export function unknownUser(what: string, user: string, context: Context = {}): RuntimeFault {
  return fault(
    'InvalidArgument',
    `Cannot ${what}: there is no user '${user}' in the container, or it may not log on.`,
    {
      ...context,
      target: user,
      hint: "Use 'ContainerAdministrator' or 'ContainerUser', or make the user in the image (net user <name> /add)",
    },
  );
}

/** This Windows build does not know a field that the request needs. */
export function fieldRejected(
  what: string,
  field: { path: string; build?: number; option?: string },
  context: Context = {},
): RuntimeFault {
  const build = field.build === undefined ? 'this Windows build' : `Windows build ${field.build}`;
  const without = field.option === undefined ? 'leave out the option that needs it' : `leave out ${field.option}`;
  return fault('NotSupported', `Cannot ${what}: ${build} rejects the field ${field.path} of the request.`, {
    ...context,
    target: field.path,
    hint: `Install Windows updates, or ${without}; Get-ContainerHost lists the schema versions of this host`,
  });
}
