import { expect } from 'chai';
import { EmbeddedBed, needSandbox } from '../embedded/bed.ts';

const STARTS = 200;
/** At once: more than the machine has processors. */
const AT_ONCE = 6;

describe('starts under load', function () {
  this.timeout(600_000);
  this.slow(600_000);
  let bed: EmbeddedBed;

  before(async function () {
    await needSandbox(this);
    bed = await EmbeddedBed.open();
    await bed.base();
  });
  after(async () => bed?.dispose());

  it(`${STARTS} starts, a command at once after each: none fails`, async () => {
    let left = STARTS;
    const failures: string[] = [];
    const worker = async (): Promise<void> => {
      while (left-- > 0) {
        try {
          const sandbox = await bed.running();
          const { code, stdout } = await bed.run(sandbox, 'cmd /c echo up& exit 6');
          if (code !== 6 || stdout.trim() !== 'up') failures.push(`exit code ${code}, output '${stdout}'`);
          await bed.remove(sandbox);
        } catch (error) {
          failures.push(String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(failures).to.deep.equal([]);
  });
});
