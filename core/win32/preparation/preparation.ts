import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leftTemporaries } from '../../base/atomic-file.ts';
import { shortHash } from '../../base/digest.ts';
import { fault, toFault } from '../../base/fault.ts';
import { isNotFound } from '../../base/hresult.ts';
import { isThere } from '../../base/is-there.ts';
import type { Log } from '../../base/runtime.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import {
  type ContinuationProgram,
  type HostFinding,
  type HostPreparation,
  type PreparationOptions,
  type PreparationStep,
  repairCommand,
} from '../../host/preparation.ts';
import type { HostStartup } from '../../host/startup.ts';
import type { Hns } from '../network/hcn-protocol.ts';
import { NETWORK_ID } from '../network/ownership.ts';
import type { Attachments } from '../win32-world.ts';
import { encodedContinuation } from './continuation.ts';
import { describeFindings, type MachineFacts, planSteps } from './describe-machine.ts';
import { featureNames, isNamedFeature, readMachineState } from './machine-state.ts';
import type { AskPowerShell } from './powershell.ts';
import { scheduledStartup } from './startup.ts';

/** DISM downloads and unpacks: slow machines take a quarter of an hour. */
const FEATURE_TIMEOUT_MS = 30 * 60_000;
const QUICK_TIMEOUT_MS = 60_000;
/** So that the answer of the command that asked for it still arrives. */
const RESTART_DELAY_SECONDS = 5;

export interface Win32PreparationParts {
  stateFolder: string;
  log: Log;
  ask: AskPowerShell;
  /** What this machine can do, and whether it is a server: its features are installed by other cmdlets. */
  machine(): Promise<{ capabilities: HostCapabilities; isServer: boolean }>;
  hns: Hns;
  /** Makes the network unless it is there. */
  network: { ensure(): Promise<unknown> };
  attachments: Pick<Attachments, 'list'>;
  detachScratch(folder: string): Promise<void>;
}

/** Prepares Windows: features and services through PowerShell, the network through HNS. */
export class Win32Preparation implements HostPreparation {
  readonly startup: HostStartup;
  private readonly parts: Win32PreparationParts;

  constructor(parts: Win32PreparationParts) {
    this.parts = parts;
    this.startup = scheduledStartup(this.taskName('startup'), parts.ask);
  }

  async check(options: { signal?: AbortSignal } = {}): Promise<HostFinding[]> {
    return [...describeFindings(await this.facts(options.signal)), ...(await this.leftovers())];
  }

  async plan(options: PreparationOptions): Promise<PreparationStep[]> {
    return planSteps(await this.facts(undefined), options);
  }

  async perform(stepId: string, options: { signal?: AbortSignal } = {}): Promise<{ needsRestart: boolean }> {
    const [kind, target = ''] = stepId.split(':');
    const { isServer } = await this.parts.machine();
    if (kind === 'feature' && isNamedFeature(target, isServer)) return this.installFeature(target, options.signal);
    if (kind === 'service' && SERVICE_NAMES.includes(target)) {
      await this.ask({ op: 'startService', service: target }, QUICK_TIMEOUT_MS, options.signal);
      return { needsRestart: false };
    }
    if (stepId === 'network:nat') {
      await this.parts.network.ensure();
      return { needsRestart: false };
    }
    throw fault('NotFound', `There is no step '${stepId}'.`, { target: stepId, hint: 'Install-ContainerHost -WhatIf' });
  }

  async repair(findingId: string, options: { signal?: AbortSignal } = {}): Promise<void> {
    const [kind = '', ...rest] = findingId.split(':');
    const target = rest.join(':');
    switch (kind) {
      case 'Attachment':
        if ((await this.lostAttachments()).includes(target)) await this.parts.detachScratch(target);
        return;
      case 'TemporaryFile':
        if ((await this.temporaries()).includes(target)) await rm(target, { force: true });
        return;
      case 'Filter':
        if (target !== 'wcifs' && target !== 'bindflt') break;
        await this.ask({ op: 'loadFilter', filter: target }, QUICK_TIMEOUT_MS, options.signal);
        return;
      default: {
        const step = await this.stepFor(kind);
        if (step === undefined) break;
        const { needsRestart } = await this.perform(step, options);
        if (needsRestart) this.parts.log.warn('a repair counts only after a restart of this machine', { findingId });
        return;
      }
    }
    const known = (await this.check(options)).some(({ id }) => id === findingId);
    throw fault(known ? 'NotSupported' : 'NotFound', `There is nothing to repair by '${findingId}'.`, {
      target: findingId,
      hint: 'Test-ContainerHost',
    });
  }

  async attachedScratches(): Promise<string[]> {
    return (await this.parts.attachments.list()).map(({ scratch }) => scratch).sort();
  }

  async continueAfterRestart(program: ContinuationProgram | undefined): Promise<void> {
    const task = this.taskName('install');
    if (program === undefined) await this.ask({ op: 'unregister', task }, QUICK_TIMEOUT_MS);
    else await this.ask({ op: 'register', task, encodedCommand: encodedContinuation(program) }, QUICK_TIMEOUT_MS);
  }

  async restart(): Promise<void> {
    await this.ask({ op: 'restart', delaySeconds: RESTART_DELAY_SECONDS }, QUICK_TIMEOUT_MS);
  }

  private async installFeature(feature: string, signal: AbortSignal | undefined): Promise<{ needsRestart: boolean }> {
    const { isServer } = await this.parts.machine();
    const done = await this.ask({ op: 'installFeature', feature, isServer }, FEATURE_TIMEOUT_MS, signal);
    if (typeof done !== 'object' || done === null || !('restartNeeded' in done))
      throw fault('Corrupt', `PowerShell does not say whether '${feature}' needs a restart.`, { target: feature });
    return { needsRestart: done.restartNeeded === true };
  }

  /** The step that mends a missing capability. */
  private async stepFor(name: string): Promise<string | undefined> {
    const { containers, hyperV } = featureNames((await this.parts.machine()).isServer);
    return new Map([
      ['Containers', `feature:${containers}`],
      ['HyperV', `feature:${hyperV}`],
      ['HostComputeService', 'service:vmcompute'],
      ['HostNetworkService', 'service:hns'],
      ['Network', 'network:nat'],
    ]).get(name);
  }

  private async facts(signal: AbortSignal | undefined): Promise<MachineFacts> {
    const { capabilities, isServer } = await this.parts.machine();
    const hasContainers = capabilities.features.some(({ name, available }) => name === 'Containers' && available);
    const [state, hasNetwork] = await Promise.all([
      readMachineState(this.parts.ask, isServer, signal),
      hasContainers ? this.hasNetwork() : false,
    ]);
    return { capabilities, isServer, state, hasNetwork };
  }

  private async hasNetwork(): Promise<boolean | string> {
    try {
      await this.parts.hns.send({ op: 'query', kind: 'network', id: NETWORK_ID });
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      return toFault(error, 'ask for the network').message;
    }
  }

  private async leftovers(): Promise<HostFinding[]> {
    const attachments = (await this.lostAttachments()).map((scratch) =>
      leftover('Attachment', scratch, 'A scratch is attached, and its folder is gone.', 'Detach it'),
    );
    const temporaries = (await this.temporaries()).map((path) =>
      leftover('TemporaryFile', path, 'A process that is gone has left half a file.', 'Remove the file'),
    );
    return [...attachments, ...temporaries];
  }

  private async lostAttachments(): Promise<string[]> {
    const lost: string[] = [];
    for (const scratch of await this.attachedScratches()) if (!(await isThere(scratch))) lost.push(scratch);
    return lost;
  }

  private async temporaries(): Promise<string[]> {
    const folders = ['', 'namespaces', 'attachments'].map((name) => join(this.parts.stateFolder, name));
    return (await Promise.all(folders.map(leftTemporaries))).flat();
  }

  private ask(request: Parameters<AskPowerShell>[0], timeoutMs: number, signal?: AbortSignal): Promise<unknown> {
    return this.parts.ask(request, { timeoutMs, ...(signal === undefined ? {} : { signal }) });
  }

  /** One for each state root. */
  private taskName(purpose: 'install' | 'startup'): string {
    return `HcsContainers-${purpose}-${shortHash(this.parts.stateFolder.toLowerCase(), 8)}`;
  }
}

const SERVICE_NAMES: readonly string[] = ['vmcompute', 'hns'];

function leftover(name: string, target: string, cause: string, repair: string): HostFinding {
  const id = `${name}:${target}`;
  return { id, name, result: 'warning', target, cause, fix: repairCommand(`host:${id}`), repair };
}
