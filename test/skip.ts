/** Why tests were skipped; `scripts/reporter.mjs` prints it at the end of a run. */
const shared: { hcsSkipReasons?: Map<unknown, string> } & object = globalThis as object;
shared.hcsSkipReasons ??= new Map();
const reasons = shared.hcsSkipReasons;

/**
 * Skips the running test, or from a `before` hook its whole suite, and says why.
 * @example it('needs wine', function () { if (!hasWine) skip(this, 'wine is not installed'); });
 */
export function skip(context: Mocha.Context, reason: string): never {
  const running = context.currentTest ?? context.test;
  const isHook = running !== undefined && 'type' in running && running.type === 'hook';
  reasons.set(isHook ? running.parent : running, reason);
  return context.skip();
}
