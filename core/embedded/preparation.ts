import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { leftTemporaries } from '../base/atomic-file.ts';
import { errnoOf, fault } from '../base/fault.ts';
import { isThere } from '../base/is-there.ts';
import { listFolder } from '../base/list-folder.ts';
import { listSetAside } from '../base/set-aside.ts';
import type { HostFeature } from '../host/capabilities.ts';
import {
  type ContinuationProgram,
  featureFinding,
  type HostFinding,
  type HostPreparation,
  type PreparationOptions,
  type PreparationStep,
  repairCommand,
  setAsideFinding,
} from '../host/preparation.ts';
import type { HostStartup } from '../host/startup.ts';
import { embeddedCapabilities } from './capabilities.ts';
import { findStrayGroups, removeStrayGroup } from './control-groups/system-groups.ts';
import { type EmbeddedWorld, isFolder } from './embedded-world.ts';
import { removeTree } from './remove-tree.ts';
import { type RunProgram, runProgram } from './run-program.ts';
import { openStartup } from './startup/startup.ts';

/** A system's folder without a record that is younger than this may be of a creation under way. */
const YOUNG_MS = 60_000;

/** What this host wants to know of its surroundings; tests give their own. */
export interface Surroundings {
  isRoot: boolean;
  run: RunProgram;
  features(): Promise<HostFeature[]>;
}

/** Prepares a Linux machine: packages by its package manager, kernel settings by `sysctl`; neither needs a restart. */
export class EmbeddedPreparation implements HostPreparation {
  readonly startup: HostStartup;
  private readonly world: Pick<EmbeddedWorld, 'stateFolder' | 'runtime' | 'attachments' | 'detach'>;
  private readonly surroundings: Surroundings;

  constructor(world: EmbeddedPreparation['world'], surroundings: Surroundings = here(world.stateFolder)) {
    this.world = world;
    this.startup = openStartup(world.stateFolder);
    this.surroundings = surroundings;
  }

  async check(): Promise<HostFinding[]> {
    return [...(await this.features()), ...(await this.leftovers())];
  }

  async plan(options?: PreparationOptions): Promise<PreparationStep[]> {
    if (options?.hyperV === true)
      throw fault('NotSupported', 'Cannot install Hyper-V isolation: this host keeps containers apart by namespaces.', {
        target: 'HyperV',
        hint: 'Install-ContainerHost',
      });
    const steps: PreparationStep[] = [];
    for (const { id, name, result, fix } of await this.features()) {
      if (result !== 'failed' || fix === undefined) continue;
      const action = fix.startsWith('sysctl') ? 'Set the kernel option for' : 'Install the packages for';
      steps.push({ id, action, target: name, command: fix, afterRestart: false });
    }
    return steps;
  }

  async perform(stepId: string, options: { signal?: AbortSignal } = {}): Promise<{ needsRestart: boolean }> {
    const found = (await this.features()).find(({ id }) => id === stepId);
    if (found === undefined) throw fault('NotFound', `There is no step '${stepId}'.`, { target: stepId });
    if (found.result === 'failed' && found.fix !== undefined) await this.runFix(found.name, found.fix, options.signal);
    return { needsRestart: false };
  }

  async repair(findingId: string, options: { signal?: AbortSignal } = {}): Promise<void> {
    const [kind, ...rest] = findingId.split(':');
    const target = rest.join(':');
    switch (kind) {
      case 'Attachment':
        if ((await this.world.attachments()).some(({ scratch }) => scratch === target)) {
          if (await isFolder(target))
            throw fault('Busy', `Scratch '${target}' is there again.`, { target, hint: 'Test-ContainerHost' });
          await this.world.detach(target);
        }
        return;
      case 'SystemFolder':
        if ((await this.cutShort()).includes(target)) await removeTree(target);
        return;
      case 'TemporaryFile':
        if ((await this.temporaries()).includes(target)) await rm(target, { force: true });
        return;
      case 'ControlGroup':
        if ((await findStrayGroups(this.world.stateFolder)).includes(target)) await removeStrayGroup(target);
        return;
      default:
        await this.perform(findingId, options);
    }
  }

  async attachedScratches(): Promise<string[]> {
    return (await this.world.attachments()).map(({ scratch }) => scratch).sort();
  }

  async continueAfterRestart(program: ContinuationProgram | undefined): Promise<void> {
    if (program !== undefined) throw noRestart();
  }

  restart(): Promise<void> {
    return Promise.reject(noRestart());
  }

  private async features(): Promise<HostFinding[]> {
    return (await this.surroundings.features()).map((feature) => {
      // Root needs no user namespaces.
      const isNeeded = !feature.isOptional && !(this.surroundings.isRoot && feature.name === 'UserNamespaces');
      const repair = feature.fix === undefined || feature.isOptional ? undefined : `Run '${feature.fix}'`;
      return featureFinding(feature, isNeeded ? 'failed' : 'warning', repair);
    });
  }

  private async leftovers(): Promise<HostFinding[]> {
    const found: HostFinding[] = [];
    for (const scratch of await this.attachedScratches()) {
      if (await isFolder(scratch)) continue;
      const cause = 'A scratch is noted as attached, and its folder is gone.';
      found.push(leftover('Attachment', scratch, cause, 'Remove the note'));
    }
    for (const folder of await this.cutShort()) {
      const cause = 'The creation of a compute system was cut short and left its folder.';
      found.push(leftover('SystemFolder', folder, cause, 'Remove the folder'));
    }
    for (const path of await this.temporaries()) {
      const cause = 'A process that is gone has left half a file.';
      found.push(leftover('TemporaryFile', path, cause, 'Remove the file'));
    }
    for (const path of await this.setAside()) found.push(setAsideFinding(path));
    for (const path of await findStrayGroups(this.world.stateFolder)) {
      const cause = 'A control group is empty, and its compute system is gone.';
      found.push(leftover('ControlGroup', path, cause, 'Remove the group'));
    }
    return found;
  }

  /** Folders of systems without a record. */
  private async cutShort(): Promise<string[]> {
    const systems = join(this.world.stateFolder, 'systems');
    const found: string[] = [];
    for (const name of await listFolder(systems)) {
      const folder = join(systems, name);
      if (await isThere(join(folder, 'system.json'))) continue;
      const times = await stat(folder).catch(() => undefined); // gone meanwhile
      if (times !== undefined && this.world.runtime.now().getTime() - times.mtimeMs > YOUNG_MS) found.push(folder);
    }
    return found;
  }

  /** Records of systems and networks that were damaged. */
  private async setAside(): Promise<string[]> {
    const at = (...path: string[]): string => join(this.world.stateFolder, ...path);
    const systems = (await listFolder(at('systems'))).map((name) => at('systems', name));
    return (await Promise.all([...systems, at('namespaces'), at('networks')].map(listSetAside))).flat();
  }

  private async temporaries(): Promise<string[]> {
    const folders = ['', 'namespaces', 'networks', 'attachments', 'copies'].map((name) =>
      join(this.world.stateFolder, name),
    );
    return (await Promise.all(folders.map(leftTemporaries))).flat();
  }

  private async runFix(name: string, command: string, signal: AbortSignal | undefined): Promise<void> {
    const target = name;
    if (!this.surroundings.isRoot) {
      throw fault('AccessDenied', `Cannot install what ${name} needs: only root may.`, {
        target,
        hint: `sudo ${command}`,
      });
    }
    const [program = '', ...args] = command.split(' ');
    const { run } = this.surroundings;
    const failed = (why: string, cause?: unknown): Error =>
      fault('CommandFailed', `Cannot install what ${name} needs: ${why}`, {
        target,
        op: command,
        hint: `Run '${command}' yourself; on a system without ${program}, install the same with its own tools`,
        ...(cause === undefined ? {} : { cause }),
      });
    const { exitCode, output } = await run(program, args, signal).catch((error: unknown) => {
      if (signal?.aborted) throw error;
      throw failed(errnoOf(error) === 'ENOENT' ? `there is no ${program} here.` : String(error), error);
    });
    if (exitCode !== 0) throw failed(`'${command}' ended with ${exitCode}: ${output.trim().split('\n').at(-1) ?? ''}`);
    const after = (await this.features()).find((finding) => finding.name === name);
    if (after?.result === 'failed') throw failed(`'${command}' ran, and it is still missing.`);
  }
}

function here(stateFolder: string): Surroundings {
  return {
    isRoot: process.getuid?.() === 0,
    run: runProgram,
    features: async () => (await embeddedCapabilities(stateFolder)).features,
  };
}

function leftover(name: string, target: string, cause: string, repair: string): HostFinding {
  const id = `${name}:${target}`;
  return { id, name, result: 'warning', target, cause, fix: repairCommand(`host:${id}`), repair };
}

function noRestart(): Error {
  return fault('NotSupported', 'Nothing that prepares this host needs a restart.', { hint: 'Test-ContainerHost' });
}
