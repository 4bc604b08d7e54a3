import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { baseDigest } from './base-digest.ts';
import { needSandbox } from './bed.ts';

describe('the base image', function () {
  this.timeout(180_000);
  this.slow(30_000);

  it('is the same bytes for root and for another user with another umask, language, time zone and home', async function () {
    await needSandbox(this);
    const here = await mkdtemp(join(tmpdir(), 'hcs-base-'));
    try {
      await chmod(here, 0o711);
      const own = await baseDigest(join(here, 'own'));
      expect(own).to.match(/^[0-9a-f]{64}$/);
      expect(await digestElsewhere(here)).to.equal(own);
    } finally {
      await rm(here, { recursive: true, force: true });
    }
  });
});

/** In a process with another environment; as root, that of a user without rights. */
async function digestElsewhere(here: string): Promise<string> {
  const home = join(here, 'other home');
  await promisify(execFile)('mkdir', [home]);
  const code = `process.umask(0o027);
    const { baseDigest } = await import(${JSON.stringify(join(import.meta.dirname, 'base-digest.ts'))});
    console.log(await baseDigest(${JSON.stringify(join(home, 'state'))}));`;
  const node = [process.execPath, '--input-type=module', '-e', code];
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TMPDIR: home,
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    TZ: 'Asia/Kolkata',
    USER: 'somebody',
  };
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await promisify(execFile)('chown', ['65534:65534', home]);
  const user = isRoot ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--'] : [];
  const [program = '', ...args] = [...user, ...node];
  const { stdout } = await promisify(execFile)(program, args, { env, cwd: home });
  return stdout.trim();
}
