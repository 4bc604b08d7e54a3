import { type ContainerLimits, LIMIT_FIELDS, LIMIT_PARAMETERS } from '../../container/settings/limits.ts';
import type { ContainerRecord } from '../../store/container-record.ts';

/** The limits among the parameters of New- and Set-Container, and among the properties of a container. */
export interface LimitParameters {
  MemoryStartupBytes?: number;
  ProcessorCount?: number;
  ProcessorMaximum?: number;
  ProcessorWeight?: number;
  StorageMaximumIOPS?: number;
  StorageMaximumBandwidth?: number;
  MaximumThreadCount?: number;
  LogMaximumBytes?: number;
}

export function limitsFrom(parameters: LimitParameters): ContainerLimits {
  const limits: ContainerLimits = {};
  for (const field of LIMIT_FIELDS) {
    const value = parameters[LIMIT_PARAMETERS[field]];
    if (value !== undefined) limits[field] = value;
  }
  return limits;
}

/** The other way; what is absent stays absent. */
export function limitsTo(record: ContainerRecord): LimitParameters {
  const parameters: LimitParameters = {};
  for (const field of LIMIT_FIELDS) {
    const value = record[field];
    if (value !== undefined) parameters[LIMIT_PARAMETERS[field]] = value;
  }
  return parameters;
}
