import { fault } from '../base/fault.ts';
import type { HostCapabilities } from '../host/capabilities.ts';

/**
 * Refuses limits that this host does not have.
 * @param after What a message says of the state: `Nothing was created.`
 * @throws {RuntimeFault} `NotSupported`, naming the parameter.
 */
export function checkLimits(
  capabilities: Pick<HostCapabilities, 'limits'>,
  wanted: { memoryBytes?: number; processorCount?: number },
  after: string,
): void {
  const limits = [
    { limit: 'memory' as const, isWanted: wanted.memoryBytes !== undefined, parameter: 'MemoryStartupBytes' },
    { limit: 'processor' as const, isWanted: wanted.processorCount !== undefined, parameter: 'ProcessorCount' },
  ];
  for (const { limit, isWanted, parameter } of limits) {
    if (!isWanted || capabilities.limits.includes(limit)) continue;
    throw fault('NotSupported', `This host cannot limit a container's ${limit}. ${after}`, {
      target: parameter,
      hint: `Leave out -${parameter}`,
    });
  }
}

/** @throws {RuntimeFault} `InvalidArgument` for a name or a value that Windows cannot have. */
export function checkEnvironment(environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (name !== '' && !name.includes('=') && !name.includes('\0') && !value.includes('\0')) continue;
    throw fault('InvalidArgument', `Environment variable '${JSON.stringify(name).slice(1, -1)}' cannot be used.`, {
      hint: "-Environment @{ NAME = 'value' }; a name holds no = and no NUL",
    });
  }
}
