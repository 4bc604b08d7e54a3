import { expect } from 'chai';
import type { Win32Compute } from '../../core/win32/compute.ts';
import { openNative } from '../../core/win32/native.ts';
import { ComputeBed } from './kit/compute-bed.ts';
import { footprintOf } from './kit/footprint.ts';
import { streamAtOnce } from './kit/streams.ts';

const FEW = 40;
const MANY = 200;
const SIZE_BYTES = 512 * 1024;
/**
 * The plain stand-in waits for its processes in the keeper itself: with a thread of Wine's pool for each 63 of them, and
 * workers that tell of exits, more when many come at once (11 seen on a quiet machine, 18 on a busy one). A thread for each
 * process or pipe would be 160 or more.
 */
const STANDIN_THREADS = (MANY - FEW) / 4;

describe('200 processes that write at once', function () {
  this.timeout(300_000);
  let bed: ComputeBed;
  let compute: Win32Compute;
  const native = openNative();

  before(async () => {
    bed = await ComputeBed.make();
    compute = bed.open();
  });
  after(() => bed?.dispose());

  it('every byte arrives through one keeper, which holds no thread for a process or a pipe', async () => {
    const id = await bed.running(compute);
    const keeper = await bed.keeperId();
    const stream = async (count: number): Promise<number> => {
      let threads = 0;
      const look = async (): Promise<void> => {
        threads = Math.max(threads, (await footprintOf(native, keeper)).threads);
      };
      const options = { compute, systemId: id, probe: bed.probe, count, sizeBytes: SIZE_BYTES, look };
      const { seconds, bytes } = await streamAtOnce(options);
      const rate = `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s`;
      process.stdout.write(`      ${count} processes: ${rate}; the keeper has ${threads} threads\n`);
      return threads;
    };
    const few = await stream(FEW);
    expect(await stream(MANY)).to.be.at.most(few + STANDIN_THREADS);
  });
});
