import type { SystemState } from './compute.ts';

export type UpState = Extract<SystemState, 'Running' | 'Paused'>;

/**
 * Whether a system is there with all that runs in it, going on or paused.
 * @param system Its state as the port has it, or as HCS tells it; undefined: there is none.
 */
export function isUp<System extends { state: unknown }>(
  system: System | undefined,
): system is System & { state: UpState } {
  return system?.state === 'Running' || system?.state === 'Paused';
}
