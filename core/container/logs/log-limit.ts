import { fault } from '../../base/fault.ts';
import type { HostCapabilities } from '../../host/capabilities.ts';
import { LEAST_LOG_BYTES } from '../../host/log-parts.ts';
import type { LogOutput } from '../../host/port.ts';
import type { ContainerRecord } from '../../store/container-record.ts';
import { type ContainerWorld, logPaths } from '../world.ts';

/** What a container keeps of each stream of its output, unless told otherwise: docs/decisions/0011-limits-of-logs.md. */
export const DEFAULT_LOG_BYTES = 100 * 1024 * 1024;

/** What it keeps, in bytes; 0: everything. */
export function logLimit({ logMaximumBytes }: Pick<ContainerRecord, 'logMaximumBytes'>): number {
  return logMaximumBytes ?? DEFAULT_LOG_BYTES;
}

/** @throws {RuntimeFault} `InvalidArgument` for what is neither 0 nor a size that a log can be kept to. */
export function checkLogLimit(maximumBytes: number | undefined, after: string): void {
  if (maximumBytes === undefined || maximumBytes === 0 || maximumBytes >= LEAST_LOG_BYTES) return;
  throw fault(
    'InvalidArgument',
    `A container keeps at least ${LEAST_LOG_BYTES} bytes of its output, not ${maximumBytes}. ${after}`,
    { target: 'LogMaximumBytes', hint: '-LogMaximumBytes 20MB; 0 keeps everything' },
  );
}

/** Where the main process writes, and how much of it is kept. A host that cannot keep less keeps everything. */
export function mainOutput(
  world: ContainerWorld,
  record: ContainerRecord,
  { limits }: Pick<HostCapabilities, 'limits'>,
): LogOutput {
  const output: LogOutput = { kind: 'log', ...logPaths(world, record.id) };
  const maximumBytes = logLimit(record);
  return maximumBytes > 0 && limits.includes('log') ? { ...output, maximumBytes } : output;
}
