/** Why tests were skipped; `scripts/reporter.mjs` prints it at the end of a run. */
const reasons: Map<unknown, string> = reasonsOf(globalThis);

/**
 * Skips the running test, or from a `before` hook its whole suite, and says why.
 * @example it('needs wine', function () { if (!hasWine) skip(this, 'wine is not installed'); });
 */
export function skip(context: Mocha.Context, reason: string): never {
  const running = context.currentTest ?? context.test;
  reasons.set(running?.type === 'hook' ? running.parent : running, reason);
  return context.skip();
}

function reasonsOf(global: { hcsSkipReasons?: Map<unknown, string> }): Map<unknown, string> {
  global.hcsSkipReasons ??= new Map();
  return global.hcsSkipReasons;
}
