import { fault } from '../base/fault.ts';
import { checkChange, checkConsoleSize } from '../host/check-change.ts';
import type { GuestProcess, SystemChange, SystemControls, SystemStatistics } from '../host/controls.ts';
import type { ModifySettingRequest } from '../spec/utility-vm-document.ts';
import { checkHostFolder } from './check-document.ts';
import type { KeeperClient } from './keeper-client.ts';

/** The processors of a running container: from 20H2 on. @see the reference of `Container/Processor`, ModifySettingRequest */
export const PROCESSOR_BUILD = 19042;
/** HCS counts time in units of 100 ns. */
const PER_MS = 10_000;
const MB = 1024 * 1024;

/** What HCS can do with a running system. */
export function win32Controls(keeper: Pick<KeeperClient, 'call'>): SystemControls {
  const measured = async (id: string, type: string): Promise<unknown> => {
    const { properties } = await keeper.call('systemProperties', { id, query: { PropertyTypes: [type] } });
    if (properties['State'] === 'Created') {
      throw fault('InvalidState', `Compute system '${id}' is not running.`, { target: id });
    }
    return properties[type];
  };
  return {
    pause: async (id) => {
      await checkPausable(keeper, id);
      await keeper.call('pauseSystem', { id });
    },
    resume: async (id) => {
      await checkPausable(keeper, id);
      await keeper.call('resumeSystem', { id });
    },
    statistics: async (id) => readStatistics(recordOf(await measured(id, 'Statistics'))),
    guestProcesses: async (id) => readProcesses(await measured(id, 'ProcessList')),
    change: async (id, change) => {
      const request = changeRequest(change);
      if (change.kind === 'addDirectory') await checkHostFolder(change.hostPath);
      await keeper.call('modifySystem', { id, request });
    },
    resizeConsole: async (id, key, size) => {
      checkConsoleSize(size);
      await keeper.call('resizeConsole', { id, key, ...size });
    },
  };
}

/** The same without what this Windows cannot, which `controlsOf` says too: an older build may take it and do nothing. */
export function forBuild(controls: SystemControls, build: () => Promise<number>): SystemControls {
  const change: SystemControls['change'] = async (id, asked) => {
    checkChange(asked);
    if (asked.kind === 'processor' && (await build()) < PROCESSOR_BUILD) {
      throw fault('NotSupported', 'The processors of a running container cannot be changed before Windows 20H2.', {
        target: id,
        hint: 'Set them with New-Container',
      });
    }
    await controls.change(id, asked);
  };
  return { ...controls, change };
}

/** HCS would say E_NOTIMPL, or worse, of a container that shares the host's kernel. */
async function checkPausable(keeper: Pick<KeeperClient, 'call'>, id: string): Promise<void> {
  const { isolation } = await keeper.call('systemFacts', { id });
  if (isolation === 'hyperv') return;
  throw fault('NotSupported', `Container '${id}' cannot be paused: that needs Hyper-V isolation.`, {
    target: id,
    hint: 'New-Container -Isolation hyperv',
  });
}

/** HCS Statistics. */
export function readStatistics(document: Record<string, unknown>): SystemStatistics {
  const processor = recordOf(document['Processor']);
  const memory = recordOf(document['Memory']);
  const storage = recordOf(document['Storage']);
  const timestamp = document['Timestamp'];
  const peak = number(memory['MemoryUsageCommitPeakBytes']);
  const network = document['Network'];
  return {
    takenAt: new Date(typeof timestamp === 'string' ? timestamp : Number.NaN),
    uptimeMs: number(document['Uptime100ns']) / PER_MS,
    processorMs: number(processor['TotalRuntime100ns']) / PER_MS,
    processorUserMs: number(processor['RuntimeUser100ns']) / PER_MS,
    processorKernelMs: number(processor['RuntimeKernel100ns']) / PER_MS,
    memoryCommitBytes: number(memory['MemoryUsageCommitBytes']),
    ...(peak === 0 ? {} : { memoryPeakBytes: peak }),
    memoryPrivateBytes: number(memory['MemoryUsagePrivateWorkingSetBytes']),
    readBytes: number(storage['ReadSizeBytes']),
    writtenBytes: number(storage['WriteSizeBytes']),
    ...(Array.isArray(network) ? { network: readNetwork(network) } : {}),
  };
}

/** Of all adapters together. HCS tells it of systems made by schema 1 only. */
function readNetwork(adapters: readonly unknown[]): { receivedBytes: number; sentBytes: number } {
  const sum = (field: string): number =>
    adapters.map((adapter) => number(recordOf(adapter)[field])).reduce((total, bytes) => total + bytes, 0);
  return { receivedBytes: sum('BytesReceived'), sentBytes: sum('BytesSent') };
}

/** HCS ProcessList. */
export function readProcesses(list: unknown): GuestProcess[] {
  const processes = (Array.isArray(list) ? list : []).map(recordOf).map((one): GuestProcess => {
    const created = one['CreateTimestamp'];
    return {
      processId: number(one['ProcessId']),
      imageName: String(one['ImageName'] ?? ''),
      ...(typeof created === 'string' ? { createdAt: new Date(created) } : {}),
      processorMs: (number(one['UserTime100ns']) + number(one['KernelTime100ns'])) / PER_MS,
      memoryCommitBytes: number(one['MemoryCommitBytes']),
      memoryPrivateBytes: number(one['MemoryWorkingSetPrivateBytes']),
    };
  });
  return processes.sort((a, b) => a.processId - b.processId);
}

/** @throws InvalidArgument for what HCS would take and mean something else. */
export function changeRequest(change: SystemChange): ModifySettingRequest {
  checkChange(change);
  switch (change.kind) {
    case 'memory':
      return {
        ResourcePath: 'Container/Memory/SizeInMB',
        RequestType: 'Update',
        Settings: Math.ceil(change.memoryBytes / MB),
      };
    case 'processor':
      return { ResourcePath: 'Container/Processor', RequestType: 'Update', Settings: processorOf(change.limit) };
    case 'addDirectory':
    case 'removeDirectory':
      return {
        ResourcePath: 'Container/MappedDirectories',
        RequestType: change.kind === 'addDirectory' ? 'Add' : 'Remove',
        Settings: {
          HostPath: change.hostPath,
          ContainerPath: change.containerPath,
          ReadOnly: change.isReadOnly,
        },
      };
  }
}

function processorOf(limit: Extract<SystemChange, { kind: 'processor' }>['limit']): Record<string, number> {
  if ('count' in limit) return { Count: limit.count };
  if ('maximum' in limit) return { Maximum: limit.maximum };
  return { Weight: limit.weight };
}

/** Counters are u64: beyond 2^53 they lose their last digits, which nobody reads. */
function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}; // checked
}
