import type { Health, HealthCheck, Probe } from '../../store/health-record.ts';

/** How many probes are kept. */
const KEPT_PROBES = 5;
/** While a container starts, it is looked at at least this often. */
const STARTING_INTERVAL_MS = 5000;

export const HEALTH_DEFAULTS = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3, startPeriodMs: 0 } as const;

/** Before the first probe of a run. */
export function startingHealth(runId: string): Health {
  return { runId, status: 'Starting', failureCount: 0, probes: [] };
}

/** How long until the next probe. @param sinceStartMs How long the run lasts by now. */
export function waitBeforeProbe(health: Health, check: HealthCheck, sinceStartMs: number): number {
  const isStarting = health.status === 'Starting' && sinceStartMs < check.startPeriodMs;
  return isStarting ? Math.min(check.intervalMs, STARTING_INTERVAL_MS) : check.intervalMs;
}

/** @param sinceStartMs How long the run had lasted when the probe began. */
export function afterProbe(health: Health, check: HealthCheck, probe: Probe, sinceStartMs: number): Health {
  const probes = [...health.probes, probe].slice(-KEPT_PROBES);
  const { runId } = health;
  if (probe.exitCode === 0) return { runId, status: 'Healthy', failureCount: 0, probes };
  if (health.status === 'Starting' && sinceStartMs < check.startPeriodMs) return { ...health, probes };
  const failureCount = health.failureCount + 1;
  return { runId, status: failureCount >= check.retries ? 'Unhealthy' : health.status, failureCount, probes };
}
