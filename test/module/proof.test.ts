import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { moduleHash } from '../../scripts/prove/module-hash.ts';

describe('the proof of the module', function () {
  this.timeout(30_000);

  it('has a hash that every byte and every name changes, and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hcs-proof-'));
    try {
      const git = (...words: string[]) => execFileSync('git', words, { cwd: folder });
      git('init', '-q');
      writeFileSync(join(folder, 'b'), 'one');
      writeFileSync(join(folder, 'a'), 'two');
      git('add', 'b');
      git('add', 'a');
      const first = moduleHash(folder, ['a', 'b']);
      expect(first).to.match(/^[0-9a-f]{64}$/);
      writeFileSync(join(folder, 'unknown'), 'to git');
      expect(moduleHash(folder, ['b', 'a'])).to.equal(first);
      writeFileSync(join(folder, 'b'), 'onE');
      const changed = moduleHash(folder, ['a', 'b']);
      expect(changed).not.to.equal(first);
      writeFileSync(join(folder, 'b'), 'one');
      git('mv', 'b', 'c');
      expect(moduleHash(folder, ['a', 'c'])).not.to.equal(first);
      expect(moduleHash(folder, ['a'])).not.to.equal(first);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
