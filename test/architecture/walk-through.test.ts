import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { WALK } from '../../scripts/prove/lines.ts';
import { steady } from '../../scripts/prove/steady.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/proof/walk-through.md'), 'utf8');

describe('the walk-through of 2015', () => {
  it('is on its page, line by line in its order, and shows what it should', () => {
    let rest = PAGE;
    for (const [line, shows] of WALK) {
      const [before, ...after] = rest.split(`PS> ${line}\n`);
      expect(after, `npm run prove:walk-through: ${line} after ${before?.slice(-40)}`).not.to.deep.equal([]);
      rest = after.join(`PS> ${line}\n`);
      expect(rest.split(/^PS> |^```$/m)[0]?.trim(), line).to.match(shows);
    }
  });

  it('names no place of the machine that it was run on', () => {
    expect(PAGE).not.to.match(/\/(work|home|root|tmp)\//);
  });

  it('is written the same by the next run: ids, dates and times are not in it', () => {
    expect(steady(PAGE)).to.equal(PAGE);
    const [one, two] = ['3f2a81c0-1f6b-4c55-9a2e-0d1c2b3a4f5e', '00000000-1F6B-4c55-9a2e-0d1c2b3a4f5e'];
    expect(steady(`${one} ${two} ${one} 11/23/2026 1:08 AM 01:02:03 sha256:${'a1'.repeat(32)}`)).to.equal(
      `00000000-0000-4000-8000-000000000001 00000000-0000-4000-8000-000000000002 00000000-0000-4000-8000-000000000001 00/00/0000 0:00 AM 00:00:00 sha256:${'0'.repeat(64)}`,
    );
  });
});
