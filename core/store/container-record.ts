import { isGuid } from '../base/names.ts';
import { ISOLATION, type Isolation, LIMIT } from '../host/capabilities.ts';
import type { ExitType, LimitsReached, PortMapping } from '../host/port.ts';
import { type HealthCheck, parseHealthCheck } from './health-record.ts';
import { type LastAct, parseLastAct } from './last-act.ts';
import { type Fields, Reader } from './record-reader.ts';
import { parseRestartPolicy, parseRestarts, type RestartPolicy, type Restarts } from './restart-record.ts';

/** What `container.json` holds. Dates are ISO 8601. */
export interface ContainerRecord {
  schemaVersion: 1;
  /** A lower-case GUID: the compute system's id too. */
  id: string;
  name: string;
  created: string;
  image: RecordedImage;
  isolation: Isolation;
  computerName: string;
  /** The main process's whole command line; absent: the container idles until it is stopped. */
  command?: string;
  workingDirectory?: string;
  /** Who runs it and later commands, unless told otherwise. Absent: the host's own for containers. */
  user?: string;
  /** With all the rights of an administrator. */
  asAdministrator?: boolean;
  /** Run in it before its main process is asked to end. */
  stopCommand?: string;
  /** How long its programs get to end by themselves. Absent: 30,000. */
  stopTimeoutMs?: number;
  /** Variables whose values are secret, sorted. */
  secretNames?: string[];
  /** Where files are in it whose content is secret, sorted: `C:\keys\db`. */
  secretFiles?: string[];
  /** Which of its files holds the secrets: `secrets-<this>.json`. Absent: `secrets.json`. */
  secretSet?: string;
  /** The image's and the user's, merged. */
  environment: Record<string, string>;
  /** As the user asked: host port 0 is chosen at each start. */
  portMappings: PortMapping[];
  memoryBytes?: number;
  /** How much its C: was made to hold. */
  scratchBytes?: number;
  /** One of the three: how many, how much of all of them, or a share where others want them too. */
  processorCount?: number;
  processorPercent?: number;
  processorWeight?: number;
  /** What it reads and writes a second: how often, and how many bytes. */
  storageIops?: number;
  storageBandwidth?: number;
  /** Of all its programs together. */
  threadCount?: number;
  /** Of each stream of its main process's output. 0: everything is kept. Absent: the default. */
  logMaximumBytes?: number;
  /** Of a group managed service account, as JSON text. */
  credentialSpec?: string;
  /** As `parseDevice` gives them. */
  devices?: string[];
  /** Absent: its health is not looked at. */
  healthCheck?: HealthCheck;
  /** Absent: it is started by people alone. */
  restartPolicy?: RestartPolicy;
  restarts?: Restarts;
  /** It is removed when a run of it has ended. */
  autoRemove?: true;
  /** Present from the end of a start to the end of that run. */
  run?: ContainerRun;
  lastRun?: EndedRun;
  lastAct?: LastAct;
}

export interface RecordedImage {
  digest: string;
  name: string;
  reference: string;
}

export interface ContainerRun {
  /** Tells one run of a container from the next. */
  id: string;
  startedAt: string;
  /** With the host ports that were chosen. */
  portMappings: PortMapping[];
  ipAddress?: string;
  logStart?: LogStart;
  /** A caller waits for its end, and it ends when that breaks off: a service that finds it has lost the caller. */
  isFollowed?: true;
}

/** Where the output of a run begins in the container's log files, in bytes; absent in records of older versions. */
export interface LogStart {
  stdout: number;
  stderr: number;
}

export interface EndedRun {
  startedAt?: string;
  endedAt: string;
  exitType: ExitType;
  /** The main process's; absent when there was none or nobody knows. */
  exitCode?: number;
  logStart?: LogStart;
  /** How often it came up against its limits, as the host told. */
  limitsReached?: LimitsReached;
}

export const JOURNAL_OPERATIONS = ['create', 'start', 'stop', 'end', 'remove', 'capture'] as const;

/**
 * What `journal.json` holds: the operation that may be half done. `end` carries the outcome, since the host forgets
 * exit codes when the system is closed, and what is to be told behind it; `capture` the image that is made. `stop` and
 * `end` of a restart say so: the container is to be started behind them.
 */
export interface ContainerJournal {
  schemaVersion: 1;
  operation: (typeof JOURNAL_OPERATIONS)[number];
  at: string;
  name: string;
  outcome?: EndedRun;
  act?: LastAct;
  image?: { name: string; publisher?: string; version?: string };
  isRestart?: true;
}

/**
 * Checks what was read from a `container.json`.
 *
 * @throws {RuntimeFault} `Corrupt` naming the field.
 */
export function parseRecord(value: Fields, id: string): ContainerRecord {
  const at = new Reader(`container record '${id}'`, value);
  if (value['schemaVersion'] !== 1) throw at.wrong('schemaVersion', 'is not 1');
  if (at.text('id') !== id) throw at.wrong('id', "is not the folder's name");
  const image = at.inner('image');
  const record: ContainerRecord = {
    schemaVersion: 1,
    id,
    name: at.text('name'),
    created: at.date('created'),
    image: { digest: image.text('digest'), name: image.text('name'), reference: image.text('reference') },
    isolation: at.oneOf('isolation', ISOLATION),
    computerName: at.text('computerName'),
    environment: at.texts('environment'),
    portMappings: at.ports('portMappings'),
  };
  if (at.has('command')) record.command = at.text('command');
  if (at.has('workingDirectory')) record.workingDirectory = at.text('workingDirectory');
  if (at.has('user')) record.user = at.text('user');
  if (at.has('asAdministrator')) record.asAdministrator = true;
  if (at.has('secretNames')) record.secretNames = at.list('secretNames');
  if (at.has('secretFiles')) record.secretFiles = at.list('secretFiles');
  if (at.has('secretSet')) record.secretSet = at.guid('secretSet');
  if (at.has('stopCommand')) record.stopCommand = at.text('stopCommand');
  if (at.has('stopTimeoutMs')) record.stopTimeoutMs = at.integer('stopTimeoutMs');
  if (at.has('memoryBytes')) record.memoryBytes = at.integer('memoryBytes');
  if (at.has('scratchBytes')) record.scratchBytes = at.integer('scratchBytes');
  for (const field of [
    'processorCount',
    'processorPercent',
    'processorWeight',
    'storageIops',
    'storageBandwidth',
    'threadCount',
    'logMaximumBytes',
  ] as const)
    if (at.has(field)) record[field] = at.integer(field);
  if (at.has('credentialSpec')) record.credentialSpec = at.text('credentialSpec');
  if (at.has('devices')) record.devices = at.list('devices');
  if (at.has('healthCheck')) record.healthCheck = parseHealthCheck(at.inner('healthCheck'));
  if (at.has('restartPolicy')) record.restartPolicy = parseRestartPolicy(at.inner('restartPolicy'));
  if (at.has('restarts')) record.restarts = parseRestarts(at.inner('restarts'));
  if (at.has('autoRemove')) record.autoRemove = at.truth('autoRemove');
  if (at.has('run')) record.run = parseRun(at.inner('run'));
  if (at.has('lastRun')) record.lastRun = parseEndedRun(at.inner('lastRun'));
  if (at.has('lastAct')) record.lastAct = parseLastAct(at.inner('lastAct'));
  return record;
}

/** Checks what was read from a `journal.json`. @throws {RuntimeFault} `Corrupt`. */
export function parseJournal(value: Fields, id: string): ContainerJournal {
  const at = new Reader(`container journal '${id}'`, value);
  if (value['schemaVersion'] !== 1) throw at.wrong('schemaVersion', 'is not 1');
  const journal: ContainerJournal = {
    schemaVersion: 1,
    operation: at.oneOf('operation', JOURNAL_OPERATIONS),
    at: at.date('at'),
    name: at.text('name'),
  };
  if (at.has('outcome')) journal.outcome = parseEndedRun(at.inner('outcome'));
  if (at.has('act')) journal.act = parseLastAct(at.inner('act'));
  if (at.has('isRestart')) journal.isRestart = at.truth('isRestart');
  if (at.has('image')) journal.image = parseWantedImage(at.inner('image'));
  return journal;
}

function parseWantedImage(at: Reader): { name: string; publisher?: string; version?: string } {
  return {
    name: at.text('name'),
    ...(at.has('publisher') ? { publisher: at.text('publisher') } : {}),
    ...(at.has('version') ? { version: at.text('version') } : {}),
  };
}

function parseRun(at: Reader): ContainerRun {
  const run: ContainerRun = {
    id: at.text('id'),
    startedAt: at.date('startedAt'),
    portMappings: at.ports('portMappings'),
  };
  if (at.has('isFollowed')) run.isFollowed = at.truth('isFollowed');
  if (at.has('ipAddress')) run.ipAddress = at.text('ipAddress');
  if (at.has('logStart')) run.logStart = parseLogStart(at.inner('logStart'));
  return run;
}

const EXIT_TYPES = ['GracefulExit', 'ForcedExit', 'UnexpectedExit', 'Unknown'] as const;

function parseEndedRun(at: Reader): EndedRun {
  const ended: EndedRun = { endedAt: at.date('endedAt'), exitType: at.oneOf('exitType', EXIT_TYPES) };
  if (at.has('startedAt')) ended.startedAt = at.date('startedAt');
  if (at.has('exitCode')) ended.exitCode = at.integer('exitCode');
  if (at.has('logStart')) ended.logStart = parseLogStart(at.inner('logStart'));
  if (at.has('limitsReached')) ended.limitsReached = parseLimitsReached(at.inner('limitsReached'));
  return ended;
}

function parseLimitsReached(at: Reader): LimitsReached {
  const reached: LimitsReached = {};
  for (const limit of LIMIT) if (at.has(limit)) reached[limit] = at.integer(limit);
  return reached;
}

function parseLogStart(at: Reader): LogStart {
  return { stdout: at.integer('stdout'), stderr: at.integer('stderr') };
}

/** Whether a folder's name can be a container's. */
export function isContainerId(name: string): boolean {
  return isGuid(name) && name === name.toLowerCase();
}
