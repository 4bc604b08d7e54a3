import { expect } from 'chai';
import { DetachFilter, parseDetachKeys } from '../../core/cli/detach-keys.ts';
import { UsageError } from '../../core/cli/usage.ts';

describe('the keys that leave a session', () => {
  const typed = (keys: string, ...pieces: number[][]) => {
    const filter = new DetachFilter(parseDetachKeys(keys));
    const passed: number[] = [];
    for (const piece of pieces) {
      const taken = filter.take(Uint8Array.from(piece));
      passed.push(...taken.passed);
      if (taken.hasLeft) return { passed, hasLeft: true };
    }
    return { passed, hasLeft: false };
  };

  it('are seen in one piece or in several; what comes after them does not count', () => {
    expect(typed('ctrl-p,ctrl-q', [97, 0x10, 0x11, 98])).to.deep.equal({ passed: [97], hasLeft: true });
    expect(typed('ctrl-p,ctrl-q', [97, 0x10], [0x11])).to.deep.equal({ passed: [97], hasLeft: true });
    expect(typed('ctrl-x,d', [0x18], [100])).to.deep.equal({ passed: [], hasLeft: true });
    expect(typed('ctrl-@', [0])).to.deep.equal({ passed: [], hasLeft: true });
  });

  it('are passed on when the next key is another: nothing typed is lost', () => {
    expect(typed('ctrl-p,ctrl-q', [0x10], [97])).to.deep.equal({ passed: [0x10, 97], hasLeft: false });
    expect(typed('ctrl-p,ctrl-q', [0x10, 0x10, 0x11])).to.deep.equal({ passed: [0x10], hasLeft: true });
    expect(typed('a,b,c', [97, 98, 97, 98, 99])).to.deep.equal({ passed: [97, 98], hasLeft: true });
  });

  it('what is no key is refused', () => {
    for (const text of ['', 'ctrl-', 'ctrl-1', 'strg-x', 'ab', 'a,', 'ctrl-p ctrl-q', 'ü'])
      expect(() => parseDetachKeys(text), text).to.throw(UsageError);
  });
});
