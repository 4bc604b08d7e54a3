import { sha256 } from '../../base/digest.ts';
import type { ModifySettingRequest } from '../../spec/utility-vm-document.ts';
import { addDirectoryShare, guestSharePath, removeShare } from '../documents/utility-vm.ts';
import type { Hcs, SystemHandle } from '../hcs.ts';

const DIRECTORIES = 'Container/MappedDirectories';

export interface ChangedSystem {
  hcs: Pick<Hcs, 'modifySystem'>;
  container: SystemHandle;
  machine: SystemHandle;
}

/**
 * Changes a running container in a machine of ours. It sees no folder of the host that the machine does not: a mapped
 * folder is shared with the machine first, and the other way round when it goes.
 */
export async function changeInMachine(system: ChangedSystem, request: ModifySettingRequest): Promise<void> {
  const { hcs, container, machine } = system;
  const directory = request.ResourcePath === DIRECTORIES ? directoryOf(request.Settings) : undefined;
  if (directory === undefined) return hcs.modifySystem(container, request);
  const { HostPath, ContainerPath, ReadOnly } = directory;
  // Both are told when it is removed, and one folder may be seen in two places.
  const share = `late-${sha256(`${HostPath}|${ContainerPath}`.toLowerCase()).slice(-16)}`;
  const inside = { ...request, Settings: { ...directory, HostPath: guestSharePath(share) } };
  if (request.RequestType !== 'Add') {
    await hcs.modifySystem(container, inside);
    await hcs.modifySystem(machine, removeShare(share));
    return;
  }
  await hcs.modifySystem(machine, addDirectoryShare(share, HostPath, ReadOnly));
  try {
    await hcs.modifySystem(container, inside);
  } catch (error) {
    await hcs.modifySystem(machine, removeShare(share)).catch(() => undefined); // the first failure tells more
    throw error;
  }
}

interface Directory {
  HostPath: string;
  ContainerPath: string;
  ReadOnly: boolean;
}

function directoryOf(settings: unknown): Directory | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined;
  const { HostPath, ContainerPath, ReadOnly } = settings as Partial<Directory>; // each is looked at
  if (typeof HostPath !== 'string' || typeof ContainerPath !== 'string') return undefined;
  return { HostPath, ContainerPath, ReadOnly: ReadOnly === true };
}
