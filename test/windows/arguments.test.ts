import { expect } from 'chai';
import { readArguments } from './arguments.ts';

describe('the arguments of the tests on Windows', () => {
  it('without any: all parts, nothing is cleaned', () => {
    expect(readArguments([])).to.deep.equal({
      baseImage: undefined,
      workFolder: undefined,
      report: undefined,
      clean: false,
      checkOnly: false,
      parts: ['contract', 'walk', 'module'],
      grep: undefined,
    });
  });

  it('reads each; parts come in their own order', () => {
    const words =
      '--clean --check --base-image b.tar --work D:\\w --report r.json --part walk --part contract --grep x';
    expect(readArguments(words.split(' '))).to.deep.equal({
      baseImage: 'b.tar',
      workFolder: 'D:\\w',
      report: 'r.json',
      clean: true,
      checkOnly: true,
      parts: ['contract', 'walk'],
      grep: 'x',
    });
  });

  for (const [words, message] of [
    [['--bogus'], "There is no option '--bogus'."],
    [['base.tar'], "There is no option 'base.tar'."],
    [['--base-image'], '--base-image needs a value.'],
    [['--base-image', '--clean'], '--base-image needs a value.'],
    [['--work', ''], '--work needs a value.'],
    [['--work', 'a', '--work', 'b'], '--work was given twice.'],
    [['--part', 'all'], "--part is one of contract, walk, module, not 'all'."],
  ] as const) {
    it(`refuses ${words.join(' ')}`, () => {
      expect(() => readArguments(words)).to.throw(message);
    });
  }
});
