import { deepFrozen } from '../../base/deep-frozen.ts';
import { formatPorts } from '../../base/parse-port.ts';
import { logLimit } from '../../container/logs/log-limit.ts';
import type { ContainerView } from '../../container/view.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerObject } from '../generated/contract.gen.ts';
import { limitsTo } from './limit-parameters.ts';

/** A container as it goes over the wire. */
export function toContainerObject(
  view: ContainerView,
  { hostName, owner }: { hostName: string; owner: string },
): ContainerObject {
  const { record, state, uptimeMs, limitsReached } = view;
  const object: ContainerObject = {
    Name: record.name,
    ContainerId: record.id,
    State: state,
    Uptime: uptimeMs / 1000,
    ParentImageName: record.image.name,
    Isolation: record.isolation === 'hyperv' ? 'HyperV' : 'Process',
    Ports: formatPorts(state !== 'Off' && record.run !== undefined ? record.run.portMappings : record.portMappings),
    Created: record.created,
    ComputerName: hostName,
    Owner: owner,
    ImageDigest: record.image.digest,
    ContainerComputerName: record.computerName,
    ...restartsObject(record),
    Environment: Object.entries(record.environment).map(([name, value]) => `${name}=${value}`),
  };
  if (state !== 'Off' && record.run?.ipAddress !== undefined) object.IPAddress = record.run.ipAddress;
  addHealth(object, view);
  if (record.user !== undefined) object.User = record.user;
  if (record.secretNames !== undefined) object.SecretName = [...record.secretNames];
  if (record.secretFiles !== undefined) object.SecretFile = [...record.secretFiles];
  if (record.stopCommand !== undefined) object.StopCommand = record.stopCommand;
  if (record.stopTimeoutMs !== undefined) object.StopTimeoutSec = record.stopTimeoutMs / 1000;
  if (record.command !== undefined) object.Command = record.command;
  if (record.workingDirectory !== undefined) object.WorkingDirectory = record.workingDirectory;
  Object.assign(object, limitsTo(record));
  object.LogMaximumBytes = logLimit(record);
  if (record.scratchBytes !== undefined) object.ScratchSizeBytes = record.scratchBytes;
  if (record.lastRun?.exitCode !== undefined) object.ExitCode = record.lastRun.exitCode;
  if (limitsReached !== undefined) object.LimitsReached = Object.keys(limitsReached).map(capitalized);
  return object;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function addHealth(object: ContainerObject, { record, health }: ContainerView): void {
  if (record.healthCheck !== undefined) object.HealthCommand = record.healthCheck.command;
  if (health === undefined) return;
  object.Health = health.status;
  object.HealthLog = health.probes.map(({ startedAt, endedAt, exitCode, output }) => ({
    Started: startedAt,
    Ended: endedAt,
    ExitCode: exitCode ?? null,
    Output: output,
  }));
}

function restartsObject({
  restartPolicy: policy,
  restarts,
}: ContainerRecord): Pick<
  ContainerObject,
  'RestartPolicy' | 'MaximumRetryCount' | 'RestartCount' | 'NextStart' | 'LastStartError'
> {
  return {
    RestartPolicy: policy?.name ?? 'No',
    ...(policy?.maximumRetries === undefined ? {} : { MaximumRetryCount: policy.maximumRetries }),
    RestartCount: restarts?.count ?? 0,
    ...(restarts?.dueAt === undefined ? {} : { NextStart: restarts.dueAt }),
    ...(restarts?.problem === undefined ? {} : { LastStartError: restarts.problem }),
  };
}

/** Of the views that are frozen: they stay, and so does what they look like. */
const objectsOfViews = new WeakMap<ContainerView, ContainerObject>();

/** Puts a container on the pipeline. */
export function emitContainer(context: CmdletContext, view: ContainerView): Promise<void> {
  const { info, containers } = context.services;
  const known = objectsOfViews.get(view);
  if (known !== undefined) return context.emit('Container', known);
  const object = toContainerObject(view, { hostName: info.hostName, owner: containers.owner });
  if (Object.isFrozen(view)) objectsOfViews.set(view, deepFrozen(object));
  return context.emit('Container', object);
}

/** Puts a container on the pipeline as it is now; nothing when it is gone. */
export async function emitContainerNow(context: CmdletContext, id: string): Promise<void> {
  const view = await context.services.containers.view(id);
  if (view !== undefined) await emitContainer(context, view);
}
