import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { tryLock } from '../../core/base/lock.ts';

describe('the lock on a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has one holder, is free after release, and leaves no other file', async () => {
    const path = join(folder, 'a.db');
    const first = tryLock(path);
    expect(tryLock(path)).to.equal(undefined);
    expect(await readdir(folder)).to.deep.equal(['a.db']);
    first?.release();
    first?.release();
    const second = tryLock(path);
    expect(second).not.to.equal(undefined);
    second?.release();
  });

  it('is free at once when its holder is killed', async () => {
    const path = join(folder, 'a.db');
    const module = new URL('../../core/base/lock.ts', import.meta.url).href;
    const script = `import { tryLock } from ${JSON.stringify(module)};
      globalThis.held = tryLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(tryLock(path)).to.equal(undefined);
    const gone = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGKILL');
    await gone;
    const mine = tryLock(path);
    expect(mine).not.to.equal(undefined);
    mine?.release();
    expect(stderr).to.equal('');
  });

  it('says what is wrong with a file that is no lock, and with a missing folder', async () => {
    await writeFile(join(folder, 'bad.db'), 'x'.repeat(5000));
    expect(() => tryLock(join(folder, 'bad.db'))).to.throw(/is not ours/);
    expect(() => tryLock(join(folder, 'no', 'a.db'))).to.throw(/folder is missing/);
  });
});
