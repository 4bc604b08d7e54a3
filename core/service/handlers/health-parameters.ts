import { fault } from '../../base/fault.ts';
import { HEALTH_DEFAULTS } from '../../container/health-status.ts';
import type { Image } from '../../image/image.ts';
import type { HealthCheck } from '../../store/health-record.ts';

/** How cmdlets describe a health check. */
export interface HealthParameters {
  HealthCommand?: string;
  HealthIntervalSec?: number;
  HealthTimeoutSec?: number;
  HealthRetries?: number;
  HealthStartPeriodSec?: number;
  NoHealthCheck?: boolean;
}

/**
 * The health check of a new container: what is given, else what the image says, else the defaults.
 *
 * @throws {RuntimeFault} `InvalidArgument` for what does not go together.
 */
export function healthCheckOf(
  parameters: HealthParameters,
  image: Pick<Image, 'healthCheck'>,
): HealthCheck | undefined {
  const { HealthCommand: given, NoHealthCheck: none } = parameters;
  const { HealthIntervalSec, HealthTimeoutSec, HealthRetries, HealthStartPeriodSec } = parameters;
  const isTuned = [HealthIntervalSec, HealthTimeoutSec, HealthRetries, HealthStartPeriodSec].some(
    (one) => one !== undefined,
  );
  if (none === true) {
    if (given === undefined && !isTuned) return undefined;
    throw fault('InvalidArgument', '-NoHealthCheck goes with no other parameter of a health check.', {
      target: 'NoHealthCheck',
      hint: 'Leave out -NoHealthCheck, or the others',
    });
  }
  if (given !== undefined && given.trim() === '')
    throw fault('InvalidArgument', 'The health command is empty.', {
      hint: '-NoHealthCheck leaves out that of the image',
    });
  const command = given ?? image.healthCheck?.command;
  if (command === undefined) {
    if (!isTuned) return undefined;
    throw fault('InvalidArgument', 'There is no health check: neither a command was given, nor has the image one.', {
      target: 'HealthCommand',
      hint: '-HealthCommand',
    });
  }
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
  const from = image.healthCheck;
  return {
    command,
    intervalMs: ms(HealthIntervalSec) ?? from?.intervalMs ?? HEALTH_DEFAULTS.intervalMs,
    timeoutMs: ms(HealthTimeoutSec) ?? from?.timeoutMs ?? HEALTH_DEFAULTS.timeoutMs,
    retries: HealthRetries ?? from?.retries ?? HEALTH_DEFAULTS.retries,
    startPeriodMs: ms(HealthStartPeriodSec) ?? from?.startPeriodMs ?? HEALTH_DEFAULTS.startPeriodMs,
  };
}
