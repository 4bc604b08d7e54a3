import { makeRestartPolicy } from '../../container/restart/restart-policy.ts';
import { RESTART_POLICY, type RestartPolicy } from '../../store/restart-record.ts';

/** How cmdlets name a restart policy. */
export interface RestartParameters {
  RestartPolicy?: string;
  MaximumRetryCount?: number;
}

/** @throws {RuntimeFault} `InvalidArgument` for what does not go together. */
export function restartPolicyOf(parameters: RestartParameters): RestartPolicy | undefined {
  const wanted = parameters.RestartPolicy?.toLowerCase() ?? 'no';
  // The set was validated: there is always one.
  const name = RESTART_POLICY.find((one) => one.toLowerCase() === wanted) ?? 'No';
  return makeRestartPolicy(name, parameters.MaximumRetryCount);
}
