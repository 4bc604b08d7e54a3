/** The project's reporter, which also writes what it saw to the file that HCS_WINDOWS_RESULT names, as a `PartResult`. */
import { writeFileSync } from 'node:fs';
import mocha from 'mocha';
import Reporter from '../../scripts/reporter.mjs';

const { EVENT_TEST_FAIL, EVENT_TEST_PENDING } = mocha.Runner.constants;
const MAX_MESSAGE = 4000;

export default class Collector extends Reporter {
  constructor(runner, options) {
    super(runner, options);
    this.seenFailures = [];
    this.seenSkips = [];
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      const message = String(error?.stack ?? error).slice(0, MAX_MESSAGE);
      this.seenFailures.push({ title: test.fullTitle(), message });
    });
    runner.on(EVENT_TEST_PENDING, (test) => this.seenSkips.push(test.fullTitle()));
  }

  done(failures, finish) {
    const { passes = 0, pending = 0, duration = 0 } = this.stats;
    const result = {
      passed: passes,
      failed: this.stats.failures ?? failures,
      skipped: pending,
      seconds: Math.round(duration / 100) / 10,
      failures: this.seenFailures,
      skips: this.seenSkips,
    };
    writeFileSync(process.env.HCS_WINDOWS_RESULT, JSON.stringify(result));
    super.done(failures, finish);
  }
}
