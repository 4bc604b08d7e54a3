import type { ContainerRecord } from '../../store/container-record.ts';
import { LIMIT_PARAMETERS } from './limits.ts';

/** By what name a person knows a field of the record. */
export const PARAMETERS: Partial<Record<keyof ContainerRecord, string>> = {
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
