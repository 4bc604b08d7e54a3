import { fault } from '../base/fault.ts';
import type { SystemControls, SystemStatistics } from '../host/controls.ts';
import { noControls } from '../host/controls.ts';
import type { EmbeddedCompute, UpSystem } from './compute.ts';
import { memoryUsage } from './control-groups/limits.ts';
import { changeLimit } from './control-groups/system-limits.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { LIST_PREFIX, listGuestProcesses } from './guest-processes.ts';
import { resizeTerminal } from './resize-terminal.ts';
import { pausedFault, pauseSandbox, resumeSandbox } from './sandbox-pause.ts';
import { sandboxUsage } from './sandbox-usage.ts';
import type { SystemRecord } from './system-folder.ts';

/** What can be done with a running sandbox, from outside where the kernel can, else through its agent. */
export function embeddedControls(world: EmbeddedWorld, compute: EmbeddedCompute): SystemControls {
  const going = async (id: string, what: string): Promise<UpSystem> => {
    const system = await compute.up(id);
    if (system.isPaused) throw pausedFault(id, what);
    return system;
  };
  const none = noControls('The embedded host');
  return {
    ...none,
    pause: async (id) => {
      const { folder, processId } = await going(id, 'pause');
      await pauseSandbox(folder, processId);
    },
    resume: async (id) => {
      const { folder, processId, isPaused } = await compute.up(id);
      if (!isPaused) throw fault('InvalidState', `Cannot resume compute system '${id}': it runs.`, { target: id });
      await resumeSandbox(folder, processId);
    },
    statistics: async (id) => {
      const { processId, record } = await compute.up(id);
      const network = await world.network?.traffic(record.document.Container.Networking?.Namespace);
      const found = statistics(processId, world.runtime.now(), record);
      return network === undefined ? found : { ...found, network };
    },
    guestProcesses: async (id) => {
      const { tracker } = await going(id, 'list what runs in');
      return listGuestProcesses(tracker, `${LIST_PREFIX}${world.runtime.newId()}`);
    },
    change: async (id, change) => {
      if (change.kind !== 'memory' && change.kind !== 'processor') return none.change(id, change);
      const { record } = await compute.up(id);
      await changeLimit(record.groups ?? {}, change);
    },
    resizeConsole: async (id, key, size) => {
      const { tracker } = await going(id, 'resize a terminal of');
      await resizeTerminal(tracker, key, size);
    },
  };
}

/** Memory by the system's group where it has one: shared pages count once there, and its peak is kept. */
function statistics(processId: number, takenAt: Date, { startedAt = '', groups }: SystemRecord): SystemStatistics {
  const usage = sandboxUsage(processId);
  const memory = groups?.memory === undefined ? undefined : memoryUsage(groups.memory);
  const commitBytes = memory === undefined ? usage.commitBytes : memory.anonymousBytes + memory.swapBytes;
  return {
    takenAt,
    uptimeMs: takenAt.getTime() - Date.parse(startedAt),
    processorMs: usage.userMs + usage.kernelMs,
    processorUserMs: usage.userMs,
    processorKernelMs: usage.kernelMs,
    memoryCommitBytes: commitBytes,
    ...(memory === undefined || memory.peakBytes === 0
      ? {}
      : { memoryPeakBytes: Math.max(memory.peakBytes, commitBytes) }),
    memoryPrivateBytes: memory?.anonymousBytes ?? usage.privateBytes,
    readBytes: usage.readBytes,
    writtenBytes: usage.writtenBytes,
  };
}
