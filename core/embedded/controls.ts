import type { SystemControls, SystemStatistics } from '../host/controls.ts';
import { noControls } from '../host/controls.ts';
import type { EmbeddedCompute } from './compute.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { listGuestProcesses } from './guest-processes.ts';
import { resizeTerminal } from './resize-terminal.ts';
import { sandboxUsage } from './sandbox-usage.ts';
import { notRunning } from './system-processes.ts';

/** What can be done with a running sandbox, from outside where the kernel can, else through its agent. */
export function embeddedControls(world: EmbeddedWorld, compute: EmbeddedCompute): SystemControls {
  return {
    ...noControls('The embedded host'),
    statistics: async (id) => {
      const { folder, record } = await compute.running(id);
      return statistics(folder.liveProcessId(), world.runtime.now(), record.startedAt) ?? raise(notRunning(id));
    },
    guestProcesses: async (id) => {
      const { tracker } = await compute.running(id);
      return listGuestProcesses(tracker, `list-${world.runtime.newId()}`);
    },
    resizeConsole: async (id, key, size) => {
      const { tracker } = await compute.running(id);
      await resizeTerminal(tracker, key, size);
    },
  };
}

/** @returns undefined when it has ended. */
function statistics(pid: number | undefined, takenAt: Date, startedAt = ''): SystemStatistics | undefined {
  if (pid === undefined) return undefined;
  const usage = sandboxUsage(pid);
  return {
    takenAt,
    uptimeMs: takenAt.getTime() - Date.parse(startedAt),
    processorMs: usage.userMs + usage.kernelMs,
    processorUserMs: usage.userMs,
    processorKernelMs: usage.kernelMs,
    memoryCommitBytes: usage.commitBytes,
    memoryPeakBytes: 0,
    memoryPrivateBytes: usage.privateBytes,
    readBytes: usage.readBytes,
    writtenBytes: usage.writtenBytes,
  };
}

function raise(error: Error): never {
  throw error;
}
