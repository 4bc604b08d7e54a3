import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Win32Compute } from '../../core/win32/compute.ts';
import { ComputeBed, eventually, finish } from './kit/compute-bed.ts';

/** The keeper over the plain stand-in: real processes, real overlapped pipes. */
describe('the keeper', function () {
  this.timeout(120_000);
  let bed: ComputeBed;
  let compute: Win32Compute;
  let id: string;

  before(async () => {
    bed = await ComputeBed.make();
    compute = bed.open();
    id = await bed.running(compute);
  });

  after(async () => {
    await bed.dispose();
  });

  it('runs a program: output apart, exit code whole, forgotten after close', async () => {
    const key = randomUUID();
    const one = await bed.launch(compute, id, bed.steps('out:one', 'err:two', 'exit:300'), {}, key);
    const { code, stdout, stderr } = await finish(one);
    expect([code, stdout.toString(), stderr.toString()]).to.deep.equal([300, 'one', 'two']);
    expect(await compute.listProcesses(id)).to.deep.equal([key]);
    await one.close();
    expect(await compute.listProcesses(id)).to.deep.equal([]);
  });

  for (const code of [0, 1, 259, 0xc0000005, 0xffffffff]) {
    it(`exit code ${code} arrives whole`, async () => {
      const one = await bed.launch(compute, id, bed.steps(`exit:${code}`));
      expect(await one.exited).to.equal(code);
      await one.close();
    });
  }

  it('input reaches the program, and its end is the end of file', async () => {
    const one = await bed.launch(compute, id, bed.steps('cat', 'out:.', 'exit:3'), { CreateStdInPipe: true });
    const input = Buffer.alloc(1_000_000, 'pattern ');
    one.stdin?.end(input);
    const { code, stdout } = await finish(one);
    expect([code, stdout.equals(Buffer.concat([input, Buffer.from('.')]))]).to.deep.equal([3, true]);
    await one.close();
  });

  it('terminate ends it', async () => {
    const one = await bed.launch(compute, id, bed.steps('line:up', 'sleep:600000'));
    await eventually('it is up', () => one.stdout.readableLength > 0 || one.stdout.read() !== null);
    await one.terminate();
    expect(await one.exited).to.be.a('number');
    await one.close();
  });
});
