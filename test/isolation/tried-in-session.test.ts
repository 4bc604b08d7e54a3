import { expect } from 'chai';
import { findPowerShell } from '../../core/embedded/powershell.ts';
import { isRerun, passesAsNobody } from '../embedded/as-ordinary-user.ts';
import { needSandbox } from '../embedded/bed.ts';
import { skip } from '../skip.ts';
import { missingCompilers, type Outcomes, tryWays } from './way-bed.ts';
import { WAYS } from './ways.ts';

describe('ways out, tried in a PowerShell session', function () {
  this.timeout(120_000);
  let outcomes: Outcomes = new Map();

  before(async function () {
    await needSandbox(this);
    const missing = await missingCompilers();
    if (missing.length > 0) skip(this, `not installed: ${missing.join(', ')}`);
    const found = findPowerShell();
    if ('missing' in found) skip(this, found.missing);
    outcomes = await tryWays('session');
  });

  it('are refused, each', () => {
    expect([...outcomes].filter(([, outcome]) => !outcome.startsWith('refused'))).to.deep.equal([]);
  });

  it('are those that are tried by programs, without the ways of Windows', () => {
    const known = new Set(['finished', ...Object.values(WAYS).flatMap((ways) => Object.keys(ways))]);
    expect([...outcomes.keys()].filter((way) => !known.has(way))).to.deep.equal([]);
    expect(outcomes.size).to.be.above(100);
  });

  if (process.getuid?.() === 0 && !isRerun) {
    it('all of this as an ordinary user too', async function () {
      this.timeout(250_000);
      expect(await passesAsNobody(import.meta.filename)).to.equal(2);
    });
  }
});
