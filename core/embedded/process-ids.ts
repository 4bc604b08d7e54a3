import { readdirSync } from 'node:fs';

/** The ids of all processes of the machine, lowest first. Each may have ended when it is looked at. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((one, other) => one - other);
}
