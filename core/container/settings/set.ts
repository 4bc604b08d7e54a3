import { isDeepStrictEqual } from 'node:util';
import { mergeEnvironment } from '../../base/environment.ts';
import { fault, type RuntimeFault, toFault } from '../../base/fault.ts';
import { checkComputerName } from '../../base/names.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import type { SystemChange } from '../../host/controls.ts';
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
import { checkLimits, checkOneProcessorLimit, LIMIT_FIELDS, LIMIT_PARAMETERS, limitChange } from './limits.ts';
import { sweepSecrets } from './secrets.ts';
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

/** By what name a person knows a field of the record. */
const PARAMETERS: Partial<Record<keyof ContainerRecord, string>> = {
  command: 'Command',
  workingDirectory: 'WorkingDirectory',
  computerName: 'ContainerComputerName',
  portMappings: 'PublishPort',
  isolation: 'Isolation',
  ...LIMIT_PARAMETERS,
  credentialSpec: 'CredentialSpec',
  devices: 'Device',
  environment: 'Environment',
  user: 'User',
  stopCommand: 'StopCommand',
  stopTimeoutMs: 'StopTimeoutSec',
  healthCheck: 'HealthCommand',
  restartPolicy: 'RestartPolicy',
};

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
  { isolation, image: { digest } }: ContainerRecord,
): Promise<void> {
  const choice = isolationFor(await world.images.find({ name: digest }), capabilities, isolation);
  if (choice.isolation === undefined)
    throw fault('NotSupported', `${choice.reason}. Nothing was changed.`, { target: isolation, hint: choice.hint });
}

/** The fields that people set; what goes with them (the restarts of a policy) changes with them. */
function changedFields(record: ContainerRecord, next: ContainerRecord): (keyof ContainerRecord)[] {
  const fields = Object.keys(PARAMETERS) as (keyof ContainerRecord)[]; // the table's own keys
  return fields.filter((field) => !isDeepStrictEqual(record[field], next[field]));
}

/** What needs no word to the host: it can be changed while the container runs, and counts at once. */
const ALWAYS: readonly (keyof ContainerRecord)[] = [
  'restartPolicy',
  'restarts',
  'healthCheck',
  'stopCommand',
  'stopTimeoutMs',
];

/** The record first: when the host refuses it is as before, and a crash in between leaves what its next start obeys. */
async function setRunning(
  world: ContainerWorld,
  record: ContainerRecord,
  next: ContainerRecord,
  changed: readonly (keyof ContainerRecord)[],
): Promise<void> {
  const changes = await liveChanges(world, record, next, changed);
  await world.records.write(next);
  const done: (keyof ContainerRecord)[] = [];
  try {
    for (const { field, change } of changes) {
      await world.host.controls.change(record.id, change);
      done.push(field);
    }
  } catch (error) {
    await undo(world, record, done);
    throw error;
  }
}

/** What the host is asked to change in a running container. @throws {RuntimeFault} `InvalidState` for what it cannot. */
async function liveChanges(
  world: ContainerWorld,
  record: ContainerRecord,
  next: ContainerRecord,
  changed: readonly (keyof ContainerRecord)[],
): Promise<{ field: keyof ContainerRecord; change: SystemChange }[]> {
  const { controls } = await world.host.capabilities();
  const refused: string[] = [];
  const changes = changed
    .filter((field) => !ALWAYS.includes(field))
    .flatMap((field) => {
      const change = liveChange(field, next, controls);
      if (change !== undefined) return [{ field, change }];
      refused.push(`-${PARAMETERS[field]}`);
      return [];
    });
  if (refused.length > 0) throw runsFault(record, refused);
  return changes;
}

async function undo(
  world: ContainerWorld,
  record: ContainerRecord,
  done: readonly (keyof ContainerRecord)[],
): Promise<void> {
  await world.records.write(record);
  for (const field of done) {
    const change = liveChange(field, record, ['memory', 'processor']);
    const undone = change === undefined ? undefined : world.host.controls.change(record.id, change);
    await undone?.catch((error: unknown) => {
      world.log.warn('a limit of a running container could not be set back', { id: record.id, reason: String(error) });
    });
  }
}

/** What the host is asked for a field of a running container; undefined when it cannot be asked, or for a limit that is no more. */
function liveChange(
  field: keyof ContainerRecord,
  record: ContainerRecord,
  controls: HostCapabilities['controls'],
): SystemChange | undefined {
  const limit = LIMIT_FIELDS.find((one) => one === field);
  const change = limit === undefined ? undefined : limitChange(limit, record);
  return change !== undefined && controls.some((control) => control === change.kind) ? change : undefined;
}

function runsFault({ name }: ContainerRecord, refused: readonly string[]): RuntimeFault {
  const what = refused.join(', ');
  return fault('InvalidState', `Cannot set ${what} of container '${name}' while it runs. Nothing was changed.`, {
    target: name,
    hint: `Stop-Container ${name}; then set it, and Start-Container ${name}`,
  });
}

function bothFault(field: Clearable): RuntimeFault {
  const name = PARAMETERS[field] ?? field;
  return fault('InvalidArgument', `-${name} is both given and cleared.`, { target: name, hint: 'Give one of them' });
}
