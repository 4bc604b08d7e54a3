/**
 * Merges Windows environments: names are the same without regard to case, the last value wins, and so does the
 * spelling of its name.
 *
 * @example One PATH
 * assert.deepEqual(mergeEnvironment({ Path: 'a' }, { PATH: 'b' }), { PATH: 'b' });
 */
export function mergeEnvironment(...environments: readonly Record<string, string>[]): Record<string, string> {
  const merged = new Map<string, [string, string]>();
  for (const environment of environments) {
    for (const [name, value] of Object.entries(environment)) merged.set(name.toUpperCase(), [name, value]);
  }
  return Object.fromEntries(merged.values());
}
