import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isRerun, passesAsNobody } from '../embedded/as-ordinary-user.ts';
import { needSandbox } from '../embedded/bed.ts';
import { skip } from '../skip.ts';
import { isolationTable } from './table.ts';
import { missingCompilers, type Outcomes, tryWays } from './way-bed.ts';
import { WAYS } from './ways.ts';

describe('ways out, tried inside', function () {
  this.timeout(120_000);
  let outcomes: Outcomes = new Map();

  before(async function () {
    await needSandbox(this);
    const missing = await missingCompilers();
    if (missing.length > 0) skip(this, `not installed: ${missing.join(', ')}`);
    outcomes = await tryWays();
  });

  for (const [section, ways] of Object.entries(WAYS)) {
    describe(section, () => {
      for (const [way, what] of Object.entries(ways)) {
        it(`refused: ${what} (${way})`, () => {
          // It is told of only when there is one.
          if (way === 'descriptor') expect(outcomes.has(way)).to.equal(false);
          else expect(outcomes.get(way)).to.match(/^refused/);
        });
      }
    });
  }

  it('no way was open, and all that were tried are in the table', () => {
    expect([...outcomes].filter(([, outcome]) => !outcome.startsWith('refused'))).to.deep.equal([]);
    const known = new Set(['finished', ...Object.values(WAYS).flatMap((ways) => Object.keys(ways))]);
    expect([...outcomes.keys()].filter((way) => !known.has(way))).to.deep.equal([]);
    expect(outcomes.size).to.be.above(200);
  });

  it('docs/isolation.md is this table: node test/isolation/write-table.ts', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/isolation.md'), 'utf8')).to.equal(isolationTable());
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.be.above(200);
    });
  }
});
