import { existsSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { fault } from '../base/fault.ts';
import type { SystemStartOptions } from '../host/port.ts';
import type { SecretFile } from '../host/secret-files.ts';
import type { ComputeSystemDocument } from '../spec/compute-document.ts';
import type { GroupFolders } from './control-groups/find-parents.ts';
import { limitsReached } from './control-groups/system-groups.ts';
import type { EmbeddedWorld } from './embedded-world.ts';
import { launchSandbox, type SandboxPlan } from './launch.ts';
import { findPowerShell } from './powershell.ts';
import { encodeSecretFiles } from './secret-files.ts';
import type { SystemFolder } from './system-folder.ts';
import type { SystemTracker } from './system-tracker.ts';

const DEFAULT_TIMEOUT_MS = 120_000;

/** What a system's sandbox is made of. */
export async function systemPlan(
  world: EmbeddedWorld,
  folder: SystemFolder,
  document: ComputeSystemDocument,
  {
    wine,
    groups,
    secretFiles,
  }: Pick<SandboxPlan, 'wine'> & { groups: GroupFolders; secretFiles: readonly SecretFile[] },
): Promise<SandboxPlan> {
  const { Path: scratchPath, Layers } = document.Container.Storage;
  const layers = Layers.map((layer) => layer.Path);
  const powerShell = findPowerShell();
  const secrets = { count: secretFiles.length, bytes: encodeSecretFiles(scratchPath, layers, secretFiles) };
  return {
    systemPath: folder.path,
    scratchPath,
    layers,
    ...(secrets.count === 0 ? {} : { secrets }),
    hostName: document.Container.GuestOs?.HostName ?? folder.id.slice(0, 8),
    wine,
    ...('missing' in powerShell ? {} : { powerShell }),
    bootScript: world.assets.systemBoot,
    sandboxScript: world.assets.sandbox,
    agentFolder: world.assets.agentFolder,
    logPath: folder.logPath,
    groups,
    enter: await world.enterUserNamespace(),
  };
}

/**
 * Starts the sandbox and waits until its agent takes commands. When that fails, or takes too long, or is cancelled,
 * `kill` is called and nothing of it lives on.
 *
 * @param steps.connect Leads the published ports to it.
 * @throws InvalidState with the sandbox's last words; Timeout; Cancelled.
 */
export async function bringUp(
  folder: SystemFolder,
  plan: SandboxPlan,
  options: SystemStartOptions,
  steps: { track(): SystemTracker; connect(): Promise<void>; kill(): Promise<void> },
): Promise<void> {
  const limit = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const { exited, release, abandon } = launchSandbox(plan);
  const over = new AbortController();
  let failure: unknown;
  const gone = exited
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(() => over.abort());
  try {
    await waitForFile(folder.initPath, AbortSignal.any([signal, over.signal])).catch((error: unknown) => {
      if (!over.signal.aborted) throw error;
    });
    const tracker = steps.track();
    await tracker.until(() => (tracker.isReady ? true : tracker.hasEnded ? false : undefined), signal);
    // One of Windows' own services may be what was ended: such a system is none.
    if (!tracker.isReady || limitsReached(plan.groups ?? {}).memory !== undefined)
      throw await startFault(folder, failure, plan.groups ?? {});
    await steps.connect();
  } catch (error) {
    // First nothing more may come up, then what is there ends and is written down as ended.
    abandon();
    await steps.kill();
    await gone;
    await steps.kill();
    throw endOfStart(folder, options.signal, limit, error);
  } finally {
    release();
  }
}

async function startFault(folder: SystemFolder, failure: unknown, groups: GroupFolders): Promise<Error> {
  // Its end may have been written down, and its groups removed, meanwhile.
  const reached = { ...limitsReached(groups), ...(await folder.read()).limitsReached };
  if (reached.memory !== undefined || reached.threads !== undefined) {
    const [limit, parameter] =
      reached.memory === undefined ? ['threads', 'MaximumThreadCount'] : ['memory', 'MemoryStartupBytes'];
    return fault(
      'InvalidState',
      `Cannot start compute system '${folder.id}': its limit of ${limit} is too low to start in.`,
      {
        target: folder.id,
        hint: `Give it a higher -${parameter}, or none`,
      },
    );
  }
  const why = failure === undefined ? await folder.lastWords() : String(failure);
  return fault('InvalidState', `Cannot start compute system '${folder.id}': its sandbox ended: ${why}`, {
    target: folder.id,
    hint: 'Get-ContainerHost',
    ...(failure === undefined ? {} : { cause: failure }),
  });
}

export function cancelledStart(id: string): Error {
  return fault('Cancelled', `Start of compute system '${id}' was cancelled.`, { target: id });
}

function endOfStart(
  folder: SystemFolder,
  cancel: AbortSignal | undefined,
  limit: AbortSignal,
  error: unknown,
): unknown {
  if (cancel?.aborted) return cancelledStart(folder.id);
  if (limit.aborted)
    return fault('Timeout', `Compute system '${folder.id}' was not ready in time.`, {
      target: folder.id,
      cause: error,
    });
  return error;
}

/** Waits for a file to be there, by inotify on its folder. Rejects with the signal's reason. */
async function waitForFile(path: string, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const watcher = watch(dirname(path), () => check());
    const finish = (act: () => void): void => {
      watcher.close();
      signal.removeEventListener('abort', stop);
      act();
    };
    const stop = (): void => finish(() => reject(signal.reason));
    const check = (): void => {
      if (existsSync(path)) finish(resolve);
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) return stop();
    check();
  });
}
