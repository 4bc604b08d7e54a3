import { expect } from 'chai';
import { ComputeBed } from './kit/compute-bed.ts';
import { cycle, SLACK } from './kit/cycles.ts';

/** `test/long/windows-cycles.wine.test.ts` does 1,000. */
describe('50 containers one after the other', function () {
  this.timeout(120_000);
  let bed: ComputeBed;

  before(async () => {
    bed = await ComputeBed.make();
  });
  after(() => bed?.dispose());

  it('leave no handle and no thread behind, in the core or the keeper', async () => {
    const [warm, end] = await cycle(bed, [20, 30]);
    for (const who of ['core', 'keeper'] as const) {
      expect(end?.[who].handles, `${who}'s handles`).to.be.at.most((warm?.[who].handles ?? 0) + SLACK.handles);
      expect(end?.[who].threads, `${who}'s threads`).to.be.at.most((warm?.[who].threads ?? 0) + SLACK.threads);
    }
  });
});
