import type { ContainerLimits } from '../../container/settings/limits.ts';

/** The limits among the parameters of New- and Set-Container. */
export interface LimitParameters {
  MemoryStartupBytes?: number;
  ProcessorCount?: number;
  ProcessorMaximum?: number;
  ProcessorWeight?: number;
  MaximumThreadCount?: number;
}

export function limitsFrom(parameters: LimitParameters): ContainerLimits {
  const { MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, MaximumThreadCount } = parameters;
  return {
    ...(MemoryStartupBytes === undefined ? {} : { memoryBytes: MemoryStartupBytes }),
    ...(ProcessorCount === undefined ? {} : { processorCount: ProcessorCount }),
    ...(ProcessorMaximum === undefined ? {} : { processorPercent: ProcessorMaximum }),
    ...(ProcessorWeight === undefined ? {} : { processorWeight: ProcessorWeight }),
    ...(MaximumThreadCount === undefined ? {} : { threadCount: MaximumThreadCount }),
  };
}
