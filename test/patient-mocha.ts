/** `mocha --require` of this file: the time limits of suites, tests and hooks are multiplied as `patience` does. */
import mocha from 'mocha';
import { patience } from './patience.ts';

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
