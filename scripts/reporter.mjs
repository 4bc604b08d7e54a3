/**
 * mocha's Spec, and then, a line each: every skipped test with its reason, every failed one with its first words, and at last
 * `N passed, N failed, N skipped`.
 */
import mocha from 'mocha';

const { EVENT_TEST_FAIL, EVENT_TEST_PENDING } = mocha.Runner.constants;

/** Why tests are skipped, by test or suite: `skip(this, reason)` in test/skip.ts puts it here. */
globalThis.hcsSkipReasons ??= new Map();
const reasons = globalThis.hcsSkipReasons;
/** Characters of a failure's line. */
const LONGEST = 1000;

export default class Reporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    this.skipped = [];
    this.failed = [];
    runner.on(EVENT_TEST_PENDING, (test) => this.skipped.push(test));
    runner.on(EVENT_TEST_FAIL, (test, error) => this.failed.push(`${test.fullTitle()}: ${firstLine(error)}`));
  }

  /** mocha calls this when Spec has printed its summary and all is over. */
  done(failures, finish) {
    for (const test of this.skipped) process.stdout.write(`skipped: ${test.fullTitle()}: ${reasonOf(test)}\n`);
    for (const text of this.failed) process.stdout.write(`failed: ${text}\n`);
    const { passes = 0, pending = 0 } = this.stats;
    process.stdout.write(`${passes} passed, ${this.stats.failures ?? failures} failed, ${pending} skipped\n`);
    finish?.(failures);
  }
}

/** Of two objects that differ, the members that do: chai's first line has only how many there are. */
function firstLine(error) {
  const line = String(error?.message ?? error).split('\n', 1)[0];
  const { actual, expected } = error ?? {};
  if (!isPlain(actual) || !isPlain(expected)) return line;
  const text = (value) => JSON.stringify(value) ?? String(value);
  const differing = [...new Set([...Object.keys(actual), ...Object.keys(expected)])]
    .filter((name) => text(actual[name]) !== text(expected[name]))
    .map((name) => `${name}: ${text(actual[name])} instead of ${text(expected[name])}`);
  return `${line}: ${differing.join('; ')}`.slice(0, LONGEST);
}

const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function reasonOf(test) {
  for (let at = test; at !== undefined; at = at.parent) {
    const reason = reasons.get(at) ?? at.skipReason;
    if (reason !== undefined) return reason;
  }
  return 'no reason given';
}
