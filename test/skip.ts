/** Why tests were skipped; `scripts/reporter.mjs` prints it at the end of a run. */
const shared: { hcsSkipReasons?: Map<unknown, string> } & object = globalThis as object;
shared.hcsSkipReasons ??= new Map();
const reasons = shared.hcsSkipReasons;

/**
 * Skips the running test, or from a `before` hook its whole suite, and says why.
 * @example it('needs wine', function () { if (!hasWine) skip(this, 'wine is not installed'); });
 */
export function skip(context: Mocha.Context, reason: string): never {
  const hook = context.test;
  // mocha calls the first test the current one, also in the hook that is for all.
  const isForAll =
    hook !== undefined && 'type' in hook && hook.type === 'hook' && hook.title.startsWith('"before all"');
  reasons.set(isForAll ? hook.parent : (context.currentTest ?? hook), reason);
  return context.skip();
}
