/**
 * What holds for every test: `mocha --require` of this file. Time limits of suites, tests and hooks are multiplied as
 * `patience` does. What is made by chance is the same in each run, so that the same sources pass or fail alike: a number
 * in HCS_TEST_SEED gives other values.
 */
import fc from 'fast-check';
import mocha from 'mocha';
import { patience } from './patience.ts';

fc.configureGlobal({ seed: Number(process.env['HCS_TEST_SEED'] ?? 20_261) });

type Limit = (this: Mocha.Runnable, ...ms: (string | number)[]) => Mocha.Runnable;
const { prototype } = mocha.Runnable;
const limit = prototype.timeout as Limit;
const patiently: Limit = function (...ms) {
  return limit.apply(
    this,
    ms.map((given) => (typeof given === 'number' ? patience(given) : given)),
  );
};
prototype.timeout = patiently as typeof prototype.timeout;
