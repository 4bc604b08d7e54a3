import { expect } from 'chai';
import { ComputeBed } from '../win32/kit/compute-bed.ts';
import { cycle, SLACK } from '../win32/kit/cycles.ts';

/** V8 gives memory back when it likes; what 800 containers would leave is more than this at 20 kB each. */
const MAX_GROWTH_BYTES = 16e6;

/** `npm run test:wine -- long` runs it. */
describe('1,000 containers one after the other', function () {
  this.timeout(1_800_000);
  let bed: ComputeBed;

  before(async () => {
    bed = await ComputeBed.make();
  });
  after(() => bed?.dispose());

  it('leave handles, threads and memory of core and keeper flat', async () => {
    const marks = await cycle(bed, [200, 200, 200, 200, 200]);
    const [warm, end] = [marks[0], marks.at(-1)];
    for (const who of ['core', 'keeper'] as const) {
      expect(end?.[who].handles, `${who}'s handles`).to.be.at.most((warm?.[who].handles ?? 0) + SLACK.handles);
      expect(end?.[who].threads, `${who}'s threads`).to.be.at.most((warm?.[who].threads ?? 0) + SLACK.threads);
      const grown = (end?.[who].workingSetBytes ?? 0) - (warm?.[who].workingSetBytes ?? 0);
      expect(grown, `${who}'s memory`).to.be.lessThan(MAX_GROWTH_BYTES);
    }
  });
});
