import type { Mutant } from './break.ts';
import { COMPUTE_MUTANTS } from './compute-mutants.ts';
import { CONTROL_MUTANTS } from './control-mutants.ts';
import { LIMIT_MUTANTS } from './limit-mutants.ts';
import { LOG_MUTANTS } from './log-mutants.ts';
import { NETWORK_MUTANTS } from './network-mutants.ts';
import { PREPARATION_MUTANTS } from './preparation-mutants.ts';
import { PROCESS_MUTANTS } from './process-mutants.ts';
import { STORAGE_MUTANTS } from './storage-mutants.ts';

export const MUTANTS: readonly Mutant[] = [
  ...COMPUTE_MUTANTS,
  ...PROCESS_MUTANTS,
  ...STORAGE_MUTANTS,
  ...NETWORK_MUTANTS,
  ...PREPARATION_MUTANTS,
  ...CONTROL_MUTANTS,
  ...LIMIT_MUTANTS,
  ...LOG_MUTANTS,
];
