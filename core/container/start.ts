import { fault, isFault, type RuntimeFault, toFault } from '../base/fault.ts';
import type { HostCapabilities } from '../host/capabilities.ts';
import type { HostProcess, LogOutput, NetworkNamespace } from '../host/port.ts';
import type { Image } from '../image/image.ts';
import type { ContainerRecord, ContainerRun, LogStart } from '../store/container-record.ts';
import { whyCannotRun } from './can-run.ts';
import { makeDocument } from './document.ts';
import { feedInput } from './feed-input.ts';
import { logEnds } from './logs/log-bytes.ts';
import { mainOutput } from './logs/log-limit.ts';
import { pausedFault } from './not-running.ts';
import { requireScratch } from './recovery/lost.ts';
import { atStart } from './restart/restart-policy.ts';
import { assignedDevice } from './settings/devices.ts';
import { checkGrants } from './settings/grants.ts';
import { identityOf } from './settings/identity.ts';
import { isolationFor } from './settings/isolation.ts';
import { type ContainerLimits, checkLimits, limitsAmong } from './settings/limits.ts';
import { environmentOf, secretFilesOf } from './settings/secrets.ts';
import { querySystem, settled, tearDown } from './settle.ts';
import { watchMain } from './watch.ts';
import { type ContainerWorld, MAIN_KEY, nowText, parentFolders, readRecord, scratchFolder } from './world.ts';

export interface StartOptions {
  /** For the system to be ready for commands, in milliseconds. Default: the host's. */
  timeoutMs?: number;
  /** For the standard input of the command. Absent: it has none. */
  input?: AsyncIterable<Uint8Array>;
  signal?: AbortSignal;
  /** The caller waits for the end of the run, which ends when the caller breaks off. */
  isFollowed?: boolean;
  /** It is the container's restart policy that starts it. */
  isByPolicy?: boolean;
}

/**
 * Starts a container; resolves when commands can be run in it at once. All or nothing: a failure or a cancel unwinds
 * what was done, and the container is Off again.
 *
 * @returns whether there was something to do: false when it runs already.
 * @throws {RuntimeFault} what the image store and the host say, as `Cannot start container 'web': ...`.
 */
export async function startContainer(world: ContainerWorld, id: string, options: StartOptions = {}): Promise<boolean> {
  const start = async () => {
    const record = await settled(world, id);
    if (record.run !== undefined) {
      await refusePaused(world, record);
      return false;
    }
    await startOff(world, record, options);
    return true;
  };
  return world.locks.exclusive(id, start, options.signal);
}

/** @throws {RuntimeFault} what `startContainer` refuses before it does anything, as things are now. Changes nothing. */
export async function checkStart(world: ContainerWorld, id: string): Promise<void> {
  const record = await readRecord(world, id);
  try {
    if (record.run === undefined) await checkOff(world, record);
    else await refusePaused(world, record);
  } catch (error) {
    throw explain(error, record);
  }
}

async function refusePaused(world: ContainerWorld, { id, name }: ContainerRecord): Promise<void> {
  if ((await querySystem(world, id))?.state === 'Paused') throw pausedFault(name, `start container '${name}'`);
}

/** As `startContainer`, for one that is Off and whose lock the caller holds. */
export async function startOff(world: ContainerWorld, record: ContainerRecord, options: StartOptions): Promise<void> {
  const { id, name } = record;
  try {
    const prepared = await prepare(world, record);
    options.signal?.throwIfAborted();
    await world.records.writeJournal(id, { schemaVersion: 1, operation: 'start', at: nowText(world), name });
    await runOrUnwind(world, record, prepared, options);
  } catch (error) {
    throw explain(error, record);
  }
}

interface Prepared {
  /** Of the layers, the immediate parent first. */
  folders: string[];
  /** Of the main process. */
  output: LogOutput;
  limits: ContainerLimits;
}

async function prepare(world: ContainerWorld, record: ContainerRecord): Promise<Prepared> {
  const capabilities = await checkOff(world, record);
  return {
    folders: await parentFolders(world, record),
    output: mainOutput(world, record, capabilities),
    limits: limitsHere(record, capabilities),
  };
}

/** No more processors than there are: Windows may refuse them, and the record may be of a machine that had more. */
function limitsHere(record: ContainerRecord, { processorCount: most }: HostCapabilities): ContainerLimits {
  const limits = limitsAmong(record);
  if (limits.processorCount !== undefined) limits.processorCount = Math.min(limits.processorCount, most);
  return limits;
}

/** What can be refused before anything is changed. */
async function checkOff(world: ContainerWorld, record: ContainerRecord): Promise<HostCapabilities> {
  await requireScratch(world, record);
  const image = await world.images.find({ name: record.image.digest });
  const capabilities = await world.host.capabilities();
  world.images.checkHost(image, capabilities);
  checkCanRun(capabilities, record, image);
  return capabilities;
}

function checkCanRun(capabilities: HostCapabilities, record: ContainerRecord, image: Image): void {
  const cannot = whyCannotRun(capabilities, `start container '${record.name}'`, record.isolation);
  if (cannot !== undefined) throw cannot;
  // The host may have been updated, or its hypervisor switched off, since the container was made.
  const choice = isolationFor(image, capabilities, record.isolation);
  if (choice.isolation === undefined) throw fault('NotSupported', choice.reason, { hint: choice.hint });
  checkGrants(capabilities, record, 'It stays off.');
  checkLimits(capabilities, record, 'It stays off.');
}

async function runOrUnwind(
  world: ContainerWorld,
  record: ContainerRecord,
  prepared: Prepared,
  options: StartOptions,
): Promise<void> {
  const { id, name } = record;
  try {
    await run(world, record, prepared, options);
  } catch (error) {
    world.mains.delete(id);
    try {
      await tearDown(world, id);
      await world.records.clearJournal(id);
    } catch (undoError) {
      // The journal stays: the next operation on this container, or the next service start, unwinds it.
      world.log.error('a failed start could not be unwound', { id, name, reason: String(undoError) });
    }
    throw error;
  }
  await world.records.clearJournal(id).catch((error: unknown) => {
    world.log.warn('a journal could not be removed', { id, reason: String(error) });
  });
}

async function run(
  world: ContainerWorld,
  record: ContainerRecord,
  prepared: Prepared,
  options: StartOptions,
): Promise<void> {
  const { id } = record;
  const { compute, layers, network } = world.host;
  const { signal } = options;
  const { folders, output, limits } = prepared;
  const scratchPath = await layers.attachScratch(scratchFolder(world, id), folders, { isolation: record.isolation });
  const namespace = await network.createNamespace(id, { owner: world.owner, portMappings: record.portMappings });
  signal?.throwIfAborted();
  const document = makeDocument({
    owner: world.owner,
    computerName: record.computerName,
    layerFolders: folders,
    scratchPath,
    namespaceId: namespace.id,
    ...limits,
    ...(record.devices === undefined ? {} : { devices: record.devices.map(assignedDevice) }),
  });
  await compute.create(id, document, {
    isolation: record.isolation,
    ...(record.credentialSpec === undefined ? {} : { credentialSpec: record.credentialSpec }),
    ...(record.threadCount === undefined ? {} : { threadCount: record.threadCount }),
  });
  await compute.start(id, {
    ...(await secretFilesOf(world, record)),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  });
  signal?.throwIfAborted();
  const logStart = await logEnds(world, id);
  const main =
    record.command === undefined
      ? undefined
      : await startMain(world, record, { command: record.command, output, input: options.input });
  signal?.throwIfAborted();
  const followed = options.isFollowed === true ? ({ isFollowed: true } as const) : {};
  const running = { ...describeRun(world, namespace, logStart), ...followed };
  const started = { ...atStart(record, options.isByPolicy === true), run: running };
  await world.records.write(started);
  world.due.forget(id);
  world.running.add(id);
  await world.events.add('Started', record, { run: running.id });
  world.log.info('container runs', { id, name: record.name });
  if (main !== undefined) watchMain(world, id, running.id, main);
  await world.health.follow(started);
}

function describeRun(world: ContainerWorld, namespace: NetworkNamespace, logStart: LogStart): ContainerRun {
  const run: ContainerRun = {
    id: world.runtime.newId(),
    startedAt: nowText(world),
    portMappings: namespace.portMappings,
    logStart,
  };
  if (namespace.ipAddress !== undefined) run.ipAddress = namespace.ipAddress;
  return run;
}

async function startMain(
  world: ContainerWorld,
  record: ContainerRecord,
  { command, output, input }: { command: string; output: LogOutput; input: StartOptions['input'] },
): Promise<HostProcess> {
  const parameters = {
    CommandLine: command,
    Environment: await environmentOf(world, record),
    CreateStdOutPipe: true,
    CreateStdErrPipe: true,
    ...(record.workingDirectory === undefined ? {} : { WorkingDirectory: record.workingDirectory }),
    ...identityOf({}, record),
    ...(input === undefined ? {} : { CreateStdInPipe: true }),
  };
  const main = await world.host.compute.createProcess(record.id, MAIN_KEY, parameters, output);
  if (input !== undefined) void feedInput(main, input);
  return main;
}

/** Says which container it was, once, and keeps the kind, the hint and the code. */
function explain(error: unknown, record: ContainerRecord): RuntimeFault {
  const prefix = `Cannot start container '${record.name}'`;
  const inner = toFault(error, 'start container', record.name);
  if (inner.message.startsWith(prefix)) return inner;
  const details = {
    op: 'start container',
    target: record.name,
    cause: error,
    ...(inner.hint === undefined ? {} : { hint: inner.hint }),
    ...(inner.hresult === undefined ? {} : { hresult: inner.hresult }),
  };
  if (isFault(error, 'Cancelled')) return fault('Cancelled', `${prefix}: it was cancelled.`, details);
  const end = /[.!?]$/.test(inner.message) ? '' : '.';
  return fault(inner.kind, `${prefix}: ${inner.message}${end}`, details);
}
