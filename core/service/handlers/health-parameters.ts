import { fault } from '../../base/fault.ts';
import { HEALTH_DEFAULTS } from '../../container/health/health-status.ts';
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
  const isTuned = Object.keys(healthSettingsOf(parameters)).length > 0;
  if (none === true) {
    if (given === undefined && !isTuned) return undefined;
    throw fault('InvalidArgument', '-NoHealthCheck goes with no other parameter of a health check.', {
      target: 'NoHealthCheck',
      hint: 'Leave out -NoHealthCheck, or the others',
    });
  }
  const command = given ?? image.healthCheck?.command;
  if (command === undefined) {
    if (!isTuned) return undefined;
    throw fault('InvalidArgument', 'There is no health check: neither a command was given, nor has the image one.', {
      target: 'HealthCommand',
      hint: '-HealthCommand',
    });
  }
  return { ...HEALTH_DEFAULTS, ...image.healthCheck, ...healthSettingsOf(parameters), command };
}

/** What is given of a health check. */
export function healthSettingsOf(parameters: HealthParameters): Partial<HealthCheck> {
  const { HealthCommand: command, HealthIntervalSec: interval, HealthTimeoutSec: timeout } = parameters;
  const { HealthRetries: retries, HealthStartPeriodSec: startPeriod } = parameters;
  if (command?.trim() === '')
    throw fault('InvalidArgument', 'The health command is empty.', {
      target: 'HealthCommand',
      hint: 'New-Container -NoHealthCheck; Set-Container -Clear HealthCheck',
    });
  return {
    ...(command === undefined ? {} : { command }),
    ...(interval === undefined ? {} : { intervalMs: interval * 1000 }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(retries === undefined ? {} : { retries }),
    ...(startPeriod === undefined ? {} : { startPeriodMs: startPeriod * 1000 }),
  };
}
