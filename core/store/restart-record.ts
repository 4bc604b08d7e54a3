import type { Reader } from './record-reader.ts';

/** `No`: in a record, the absence of a policy. */
export const RESTART_POLICY = ['No', 'OnFailure', 'Always', 'UnlessStopped'] as const;

export interface RestartPolicy {
  name: Exclude<(typeof RESTART_POLICY)[number], 'No'>;
  /** Of `OnFailure`: how often it is started again at most. Absent: without end. */
  maximumRetries?: number;
}

/** What a restart policy has done so far. Only with a policy. */
export interface Restarts {
  /** Starts by the policy since the user's own. */
  count: number;
  /** Those of them since the last good run: the next waits the longer, the more they are. */
  streak: number;
  /** When the policy starts it next; only while it is off and will be started. */
  dueAt?: string;
  /** The user has stopped it: the policy leaves it alone until the user starts it. */
  isStopped?: true;
  /** Why the policy's last start failed. */
  problem?: string;
}

const NAMES = RESTART_POLICY.filter((name) => name !== 'No');

/** @throws {RuntimeFault} `Corrupt` naming the field. */
export function parseRestartPolicy(at: Reader): RestartPolicy {
  const policy: RestartPolicy = { name: at.oneOf('name', NAMES) };
  if (at.has('maximumRetries')) policy.maximumRetries = at.integer('maximumRetries');
  return policy;
}

/** @throws {RuntimeFault} `Corrupt` naming the field. */
export function parseRestarts(at: Reader): Restarts {
  const restarts: Restarts = { count: at.integer('count'), streak: at.integer('streak') };
  if (at.has('dueAt')) restarts.dueAt = at.date('dueAt');
  if (at.has('isStopped')) restarts.isStopped = true;
  if (at.has('problem')) restarts.problem = at.text('problem');
  return restarts;
}
