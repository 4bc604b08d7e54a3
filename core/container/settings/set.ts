import { isDeepStrictEqual } from 'node:util';
import { mergeEnvironment } from '../../base/environment.ts';
import { fault, toFault } from '../../base/fault.ts';
import { checkComputerName } from '../../base/names.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { HealthCheck } from '../../store/health-record.ts';
import type { LastAct } from '../../store/last-act.ts';
import type { RestartPolicy } from '../../store/restart-record.ts';
import { HEALTH_DEFAULTS } from '../health/health-status.ts';
import { withPolicy } from '../restart/restart-policy.ts';
import { settled } from '../settle.ts';
import { type ContainerWorld, nowText, readRecord } from '../world.ts';
import { checkCommands, checkEnvironment } from './check-settings.ts';
import { checkGrants } from './grants.ts';
import { isolationFor } from './isolation.ts';
import { checkLimits, checkOneProcessorLimit, checkProcessorCount, LIMIT_FIELDS } from './limits.ts';
import { PARAMETERS } from './parameter-names.ts';
import { sweepSecrets } from './secrets.ts';
import { liveChanges, setRunning } from './set-running.ts';
import { changeSecrets, type SecretSettings } from './set-secrets.ts';

/** What of a record is replaced as it is given, and can be taken away. */
const OWN = [
  'command',
  'workingDirectory',
  'portMappings',
  ...LIMIT_FIELDS,
  'credentialSpec',
  'devices',
  'user',
  'stopCommand',
  'stopTimeoutMs',
] as const;
const REPLACED = ['computerName', 'isolation', ...OWN] as const;
export const CLEARABLE = [...OWN, 'environment', 'healthCheck'] as const;
export type Clearable = (typeof CLEARABLE)[number];

/** What a container is to be from now on. What is absent stays as it is. */
export interface ContainerSettings extends Partial<Pick<ContainerRecord, (typeof REPLACED)[number]>>, SecretSettings {
  /** Over what is there. */
  environment?: Record<string, string>;
  /** Names of variables to take away, in any case; one that is not there: success. */
  removeEnvironment?: readonly string[];
  restartPolicy?: RestartPolicy | 'No';
  /** Over what is there, else over the defaults. */
  healthCheck?: Partial<HealthCheck>;
  clear?: readonly Clearable[];
}

/**
 * Changes the settings of a container: all of them or none. Of one that runs, the restart policy, and memory and
 * processors where the host can change them in a running one, at once and for its next starts; the rest is refused.
 *
 * @returns the names of the parameters whose settings were changed; none when all was so already.
 * @throws {RuntimeFault} `InvalidState` for what cannot be changed while it runs; `InvalidArgument`; `NotSupported`.
 */
export async function setContainer(
  world: ContainerWorld,
  id: string,
  settings: ContainerSettings,
  signal?: AbortSignal,
): Promise<string[]> {
  const set = async () => {
    const record = await settled(world, id);
    try {
      const { record: next, parameters } = await changeSecrets(world, await checked(world, record, settings), settings);
      const changed = changedFields(record, next);
      const names = [...changed.map((field) => PARAMETERS[field] ?? field), ...parameters];
      if (names.length === 0) return [];
      const lastAct: LastAct = { action: 'Changed', at: nowText(world), details: { settings: names.join(', ') } };
      await writeSettings(world, record, { ...next, lastAct }, changed);
      world.due.follow(next);
      if (changed.includes('healthCheck')) await world.health.follow(next);
      await world.events.addAct(record, lastAct);
      world.log.info('container was changed', { id, name: record.name, settings: names });
      return names;
    } catch (error) {
      throw toFault(error, 'set container', record.name);
    }
  };
  return world.locks.exclusive(id, set, signal);
}

/** @throws {RuntimeFault} what `setContainer` refuses, as things are now, but for lost secrets. Changes nothing. */
export async function checkSettings(world: ContainerWorld, id: string, settings: ContainerSettings): Promise<void> {
  const record = await readRecord(world, id);
  const next = await checked(world, record, settings);
  if (record.run !== undefined) await liveChanges(world, record, next, changedFields(record, next));
}

/** Of the secrets, those that the record does not name go with it, or when it cannot be written. */
async function writeSettings(
  world: ContainerWorld,
  record: ContainerRecord,
  next: ContainerRecord,
  changed: readonly (keyof ContainerRecord)[],
): Promise<void> {
  try {
    if (record.run === undefined) await world.records.write(next);
    else await setRunning(world, record, next, changed);
  } finally {
    await sweepSecrets(world, record);
  }
}

/** The record as it would be. Nothing is changed yet. */
async function checked(
  world: ContainerWorld,
  record: ContainerRecord,
  settings: ContainerSettings,
): Promise<ContainerRecord> {
  if (settings.computerName !== undefined) checkComputerName(settings.computerName);
  checkEnvironment(settings.environment ?? {});
  const next = apply(record, settings);
  const capabilities = await world.host.capabilities();
  const after = 'Nothing was changed.';
  checkCommands(settings, after);
  checkLimits(capabilities, settings, after);
  checkOneProcessorLimit(next, after);
  checkProcessorCount(capabilities, settings, after);
  checkGrants(capabilities, { ...settings, isolation: next.isolation }, after);
  if (settings.isolation !== undefined) await checkIsolation(world, capabilities, next);
  return next;
}

function apply(record: ContainerRecord, settings: ContainerSettings): ContainerRecord {
  const given = Object.fromEntries(
    REPLACED.flatMap((field) => (settings[field] === undefined ? [] : [[field, settings[field]]])),
  );
  const kept = withoutVariables(record.environment, settings);
  const environment = mergeEnvironment(kept, settings.environment ?? {});
  const next: ContainerRecord = { ...record, ...given, environment };
  // As at creation: an empty one is none.
  for (const field of ['command', 'workingDirectory'] as const) if (next[field] === '') delete next[field];
  for (const field of settings.clear ?? []) {
    if (field === 'portMappings' && settings.portMappings === undefined) next.portMappings = [];
    else if (field !== 'environment' && field !== 'portMappings' && settings[field] === undefined) delete next[field];
    else if (field !== 'environment') throw bothFault(field);
  }
  if (settings.healthCheck !== undefined) next.healthCheck = mergedCheck(record, settings.healthCheck);
  if (settings.restartPolicy === undefined) return next;
  const policy = settings.restartPolicy === 'No' ? undefined : settings.restartPolicy;
  return isDeepStrictEqual(policy, record.restartPolicy) ? next : withPolicy(next, policy);
}

function mergedCheck({ healthCheck: before }: ContainerRecord, given: Partial<HealthCheck>): HealthCheck {
  const command = given.command ?? before?.command;
  if (command !== undefined) return { ...HEALTH_DEFAULTS, ...before, ...given, command };
  throw fault('InvalidArgument', 'There is no health check to change.', {
    target: 'HealthCommand',
    hint: '-HealthCommand',
  });
}

function withoutVariables(
  environment: Readonly<Record<string, string>>,
  { clear, removeEnvironment = [] }: ContainerSettings,
): Record<string, string> {
  if (clear?.includes('environment') === true) return {};
  const removed = new Set(removeEnvironment.map((name) => name.toUpperCase()));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !removed.has(name.toUpperCase())));
}

async function checkIsolation(
  world: ContainerWorld,
  capabilities: HostCapabilities,
  { name, isolation, image: { digest } }: ContainerRecord,
): Promise<void> {
  const choice = isolationFor(await world.images.find({ name: digest }), capabilities, isolation);
  if (choice.isolation === undefined)
    throw fault(
      'NotSupported',
      `Cannot set -Isolation of container '${name}': ${choice.reason}. Nothing was changed.`,
      { target: name, hint: choice.hint },
    );
}

/** The fields that people set; what goes with them (the restarts of a policy) changes with them. */
function changedFields(record: ContainerRecord, next: ContainerRecord): (keyof ContainerRecord)[] {
  const fields = Object.keys(PARAMETERS) as (keyof ContainerRecord)[]; // the table's own keys
  return fields.filter((field) => !isDeepStrictEqual(record[field], next[field]));
}

function bothFault(field: Clearable): Error {
  const name = PARAMETERS[field] ?? field;
  return fault('InvalidArgument', `-${name} is both given and cleared.`, { target: name, hint: 'Give one of them' });
}
