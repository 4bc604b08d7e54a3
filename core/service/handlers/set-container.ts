import { fault } from '../../base/fault.ts';
import { parsePorts } from '../../base/parse-port.ts';
import type { Clearable, ContainerSettings } from '../../container/settings/set.ts';
import type { CmdletContext, CmdletHandler } from '../context.ts';
import type { SetContainerParameters } from '../generated/contract.gen.ts';
import { isolationOf, readGrants, stopSettingsOf } from './create-request.ts';
import { healthSettingsOf } from './health-parameters.ts';
import { identityFrom } from './identity-parameters.ts';
import { limitsFrom } from './limit-parameters.ts';
import { restartPolicyOf } from './restart-parameters.ts';
import { secretsFrom } from './secret-parameters.ts';
import { setEachContainer } from './set-each-container.ts';

/** By the parameters that -Clear names. */
const CLEARABLE: Readonly<Record<string, Clearable>> = {
  Command: 'command',
  WorkingDirectory: 'workingDirectory',
  PublishPort: 'portMappings',
  Environment: 'environment',
  MemoryStartupBytes: 'memoryBytes',
  ProcessorCount: 'processorCount',
  ProcessorMaximum: 'processorPercent',
  ProcessorWeight: 'processorWeight',
  StorageMaximumIOPS: 'storageIops',
  StorageMaximumBandwidth: 'storageBandwidth',
  MaximumThreadCount: 'threadCount',
  LogMaximumBytes: 'logMaximumBytes',
  CredentialSpec: 'credentialSpec',
  Device: 'devices',
  User: 'user',
  StopCommand: 'stopCommand',
  StopTimeoutSec: 'stopTimeoutMs',
  HealthCheck: 'healthCheck',
};

/** Set-Container: all that is given, or nothing. */
export const handler: CmdletHandler<SetContainerParameters> = async (parameters, context) => {
  const settings = await settingsOf(parameters, context);
  await setEachContainer(parameters, context, settings, parameters.PassThru);
};

async function settingsOf(parameters: SetContainerParameters, context: CmdletContext): Promise<ContainerSettings> {
  const { devices, ...given } = await readGrants(parameters, context);
  const settings: ContainerSettings = { ...given, ...(devices === undefined ? {} : { devices: [...devices] }) };
  if (parameters.Command !== undefined) settings.command = parameters.Command;
  if (parameters.Environment !== undefined) settings.environment = parameters.Environment;
  if (parameters.RemoveEnvironment !== undefined) settings.removeEnvironment = parameters.RemoveEnvironment;
  if (parameters.WorkingDirectory !== undefined) settings.workingDirectory = parameters.WorkingDirectory;
  if (parameters.PublishPort !== undefined) settings.portMappings = parsePorts(parameters.PublishPort);
  if (parameters.ContainerComputerName !== undefined) settings.computerName = parameters.ContainerComputerName;
  Object.assign(settings, identityFrom(parameters));
  Object.assign(settings, stopSettingsOf(parameters));
  const health = healthSettingsOf(parameters);
  if (Object.keys(health).length > 0) settings.healthCheck = health;
  Object.assign(settings, limitsFrom(parameters));
  Object.assign(settings, await secretsFrom(parameters, context.workingDirectory));
  if (parameters.RemoveSecret !== undefined) settings.removeSecrets = parameters.RemoveSecret;
  if (parameters.RemoveSecretFile !== undefined) settings.removeSecretFiles = parameters.RemoveSecretFile;
  const isolation = isolationOf(parameters.Isolation);
  if (isolation !== undefined) settings.isolation = isolation;
  if (parameters.RestartPolicy !== undefined || parameters.MaximumRetryCount !== undefined)
    settings.restartPolicy = restartPolicyOf(parameters) ?? 'No';
  if (parameters.Clear !== undefined) settings.clear = parameters.Clear.map(clearableOf);
  return settings;
}

function clearableOf(text: string): Clearable {
  const found = Object.entries(CLEARABLE).find(([name]) => name.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found[1];
  const names = Object.keys(CLEARABLE).join(', ');
  throw fault('InvalidArgument', `'${text}' cannot be cleared.`, { target: text, hint: `-Clear takes ${names}` });
}
