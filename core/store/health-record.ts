import type { Reader } from './record-reader.ts';

/** How a container's health is found out. */
export interface HealthCheck {
  /** The whole command line; healthy is its exit code 0. */
  command: string;
  /** Between the end of one probe and the next. */
  intervalMs: number;
  /** A probe that takes longer is ended, and has failed. */
  timeoutMs: number;
  /** So many failures one after the other make it unhealthy. */
  retries: number;
  /** So long after a start no failure counts, until it was healthy once. */
  startPeriodMs: number;
}

/** @throws {RuntimeFault} `Corrupt` naming the field. */
export function parseHealthCheck(at: Reader): HealthCheck {
  return {
    command: at.text('command'),
    intervalMs: at.integer('intervalMs'),
    timeoutMs: at.integer('timeoutMs'),
    retries: at.integer('retries'),
    startPeriodMs: at.integer('startPeriodMs'),
  };
}

export const HEALTH_STATUS = ['Starting', 'Healthy', 'Unhealthy'] as const;
export type HealthStatus = (typeof HEALTH_STATUS)[number];

/** What the probes of a run have found: `health.json`. */
export interface Health {
  /** The run that it is about. */
  runId: string;
  status: HealthStatus;
  /** How many probes have failed one after the other, and counted. */
  failureCount: number;
  /** The last ones, oldest first. */
  probes: Probe[];
}

export interface Probe {
  startedAt: string;
  endedAt: string;
  /** Absent: it could not be started, or was ended. */
  exitCode?: number;
  /** What it printed, or why it has no exit code. */
  output: string;
}

/** @throws {RuntimeFault} `Corrupt` naming the field. */
export function parseHealth(at: Reader): Health {
  return {
    runId: at.text('runId'),
    status: at.oneOf('status', HEALTH_STATUS),
    failureCount: at.integer('failureCount'),
    probes: at.inners('probes').map((probe) => ({
      startedAt: probe.date('startedAt'),
      endedAt: probe.date('endedAt'),
      ...(probe.has('exitCode') ? { exitCode: probe.integer('exitCode') } : {}),
      output: probe.has('output') ? probe.anyText('output') : '',
    })),
  };
}
