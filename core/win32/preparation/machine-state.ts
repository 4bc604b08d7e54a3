import { toFault } from '../../base/fault.ts';
import type { AskPowerShell } from './powershell.ts';

/** What PowerShell tells of this machine; a part that it could not tell is the reason instead, as a sentence. */
export interface MachineState {
  /** By name: `Enabled`, `EnablePending`, `Disabled` (Windows 10 and 11); `Installed`, `InstallPending`, `Available` (servers). */
  features: Record<string, string> | string;
  services: readonly ServiceState[] | string;
  nats: readonly { name: string; prefix: string }[] | string;
  /** Names of the file system filters that are loaded. */
  filters: readonly string[] | string;
  /** Whether Windows waits for a restart to finish an installation. */
  isRestartPending: boolean | string;
}

export interface ServiceState {
  name: string;
  /** `Running`, `Stopped`. */
  status: string;
  /** `Automatic`, `Manual`, `Disabled`. */
  startType: string;
}

/** Windows features: what clients and servers call what containers need, and what virtual machines of their own need. */
export function featureNames(isServer: boolean): { containers: string; hyperV: string } {
  return { containers: 'Containers', hyperV: isServer ? 'Hyper-V' : 'Microsoft-Hyper-V' };
}

export function isNamedFeature(name: string, isServer: boolean): boolean {
  const { containers, hyperV } = featureNames(isServer);
  return name === containers || name === hyperV;
}

const FACTS_TIMEOUT_MS = 120_000;

/** Asks Windows; a few seconds, most of them for the features. Does not throw unless cancelled. */
export async function readMachineState(
  ask: AskPowerShell,
  isServer: boolean,
  signal?: AbortSignal,
): Promise<MachineState> {
  const features = Object.values(featureNames(isServer));
  try {
    const facts = await ask(
      { op: 'facts', features, services: ['vmcompute', 'hns'], isServer },
      { timeoutMs: FACTS_TIMEOUT_MS, ...(signal === undefined ? {} : { signal }) },
    );
    return parseMachineState(facts);
  } catch (error) {
    signal?.throwIfAborted();
    const { message: why } = toFault(error, 'ask PowerShell about this machine');
    return { features: why, services: why, nats: why, filters: why, isRestartPending: why };
  }
}

/** What `Get-Facts` answers; what is not as it should be counts as not told. */
export function parseMachineState(facts: unknown): MachineState {
  const all = fieldsOf(facts);
  const restart = answered(all['restart']);
  return {
    features: parseFeatures(all['features']),
    services: listOr(all['services'], (item) => ({
      name: textOf(item['name']),
      status: textOf(item['status']),
      startType: textOf(item['startType']),
    })),
    nats: listOr(all['nats'], (item) => ({ name: textOf(item['name']), prefix: textOf(item['prefix']) })),
    filters: filtersOf(all['filters']),
    isRestartPending: typeof restart === 'string' ? restart : restart[0] === true,
  };
}

const UNTOLD = 'PowerShell did not say.';

function parseFeatures(value: unknown): MachineState['features'] {
  if (!Array.isArray(value)) return UNTOLD;
  const items = value.map(fieldsOf);
  const told = items.filter(({ state }) => textOf(state) !== '');
  if (told.length === 0) return textOf(items[0]?.['problem']) || UNTOLD;
  return Object.fromEntries(told.map(({ name, state }) => [textOf(name), textOf(state)]));
}

function filtersOf(value: unknown): MachineState['filters'] {
  const lines = answered(value);
  return typeof lines === 'string' ? lines : lines.filter((line) => typeof line === 'string');
}

function listOr<T>(value: unknown, read: (item: Record<string, unknown>) => T): T[] | string {
  const items = answered(value);
  return typeof items === 'string' ? items : items.map((item) => read(fieldsOf(item)));
}

/** The value of one `Get-Answer`: a list, or why there is none. */
function answered(value: unknown): unknown[] | string {
  const answer = fieldsOf(value);
  if (answer['ok'] !== true) return textOf(answer['message']).trim() || UNTOLD;
  const list = answer['value'];
  return Array.isArray(list) ? list : list === undefined || list === null ? [] : [list];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
