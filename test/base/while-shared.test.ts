import { expect } from 'chai';
import { whileShared } from '../../core/base/while-shared.ts';

const refusal = (code: string) => Object.assign(new Error(code), { code });

function refusing(times: number, code: string): { work: () => Promise<string>; calls: () => number } {
  let calls = 0;
  const work = async () => {
    if (++calls <= times) throw refusal(code);
    return 'done';
  };
  return { work, calls: () => calls };
}

describe('what Windows refuses while a file is open', () => {
  it('is tried again until it is let go', async () => {
    for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
      const { work, calls } = refusing(2, code);
      expect(await whileShared(work, 'win32')).to.equal('done');
      expect(calls()).to.equal(3);
    }
  });

  it('fails at once for another reason, and on another system', async () => {
    for (const [code, platform] of [
      ['ENOENT', 'win32'],
      ['ENOSPC', 'win32'],
      ['EPERM', 'linux'],
    ] as const) {
      const { work, calls } = refusing(1, code);
      const error = await whileShared(work, platform).catch((thrown: unknown) => thrown);
      expect(error).to.have.property('code', code);
      expect(calls()).to.equal(1);
    }
  });

  it('gives the refusal in the end', async () => {
    const { work } = refusing(1000, 'EPERM');
    expect(await whileShared(work, 'win32').catch((thrown: unknown) => thrown)).to.have.property('code', 'EPERM');
  });
});
