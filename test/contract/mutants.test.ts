import { expect } from 'chai';
import Mocha from 'mocha';
import { hostSuite } from './host.suite.ts';
import { MUTANTS } from './mutants/mutants.ts';

/** Every title of the suite, in order; nothing is run. */
function titles(): string[] {
  const mocha = new Mocha({ ui: 'bdd' });
  const mine = { describe: globalThis.describe, it: globalThis.it, before: globalThis.before, after: globalThis.after };
  const eachOf = { beforeEach: globalThis.beforeEach, afterEach: globalThis.afterEach };
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    hostSuite('titles', () => Promise.reject(new Error('never opened')));
  } finally {
    Object.assign(globalThis, mine, eachOf);
  }
  const found: string[] = [];
  mocha.suite.eachTest((test) => found.push(test.title));
  return found;
}

describe('the mutants of the contract suite', () => {
  const cases = titles();

  it('every case of the suite has a title of its own', () => {
    expect(cases.filter((title, index) => cases.indexOf(title) !== index)).to.deep.equal([]);
  });

  it('there are at least 40, each with a name of its own', () => {
    const names = MUTANTS.map((mutant) => mutant.name);
    expect(names.length).to.be.at.least(40);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('each names cases of the suite that must kill it', () => {
    for (const { name, cases: named } of MUTANTS) {
      expect(named, name).not.to.deep.equal([]);
      for (const title of named) expect(cases, `a case that '${name}' names`).to.include(title);
    }
  });
});
