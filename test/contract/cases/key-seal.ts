import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { Bed } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';

/** What keys are sealed with, on hosts that have it. */
export function keySealCases(bed: Bed): void {
  it('a key that is sealed is in it nowhere, opens after the host was opened again, and not when it was cut; or there is none', async () => {
    const { keySeal } = bed.host;
    if (keySeal === undefined) {
      expect((await bed.host.capabilities()).kind, 'Windows has one').to.equal('embedded');
      return;
    }
    const key = randomBytes(32);
    const sealed = await keySeal.seal(key);
    expect(sealed.includes(key)).to.equal(false);
    expect((await keySeal.seal(key)).equals(sealed), 'the same each time').to.equal(false);
    await bed.reopen();
    const again = bed.host.keySeal;
    expect((await again?.open(sealed))?.equals(key)).to.equal(true);
    // Half of it, and none. Which bits of a whole one count is the machine's own matter.
    await expectFault('Corrupt', async () => again?.open(sealed.subarray(0, sealed.length >> 1)));
    await expectFault('Corrupt', async () => again?.open(Buffer.alloc(0)));
  });
}
