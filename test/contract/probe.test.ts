import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { skip } from '../skip.ts';

const run = promisify(execFile);
/** Another compiler gives other bytes. */
const COMPILER = '12-win32';

describe('probe.exe', () => {
  it('is what its source builds', async function () {
    this.timeout(60_000);
    const found = await run('x86_64-w64-mingw32-gcc', ['-dumpversion']).then(
      (answer) => answer.stdout.trim(),
      () => 'none',
    );
    if (found !== COMPILER) {
      skip(this, `probe.exe is built by mingw-w64 gcc ${COMPILER}, this is ${found}`);
    }
    const folder = await mkdtemp(join(tmpdir(), 'hcs-probe-'));
    const here = join(import.meta.dirname, 'probe');
    try {
      await run(join(here, 'build.sh'), [join(folder, 'probe.exe')]);
      expect((await readFile(join(folder, 'probe.exe'))).equals(await readFile(join(here, 'probe.exe')))).to.equal(
        true,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
