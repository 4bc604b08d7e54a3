import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { leftTemporaries, sweepTemporaries, writeFileAtomic } from '../../core/base/atomic-file.ts';
import { skip } from '../skip.ts';

/** Before this process was started. */
const LONG_AGO_S = 1_000_000_000;

describe('the temporary files of writers that died', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-atomic-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are those of processes that are no more; those of living ones stay', async () => {
    const dead = spawnedAndGone();
    await writeFile(join(folder, `a.json.${dead}.1.tmp`), '{');
    await writeFile(join(folder, `a.json.${process.ppid}.1.tmp`), '{');
    await writeFile(join(folder, 'a.json'), '{}');
    expect(await leftTemporaries(folder)).to.deep.equal([join(folder, `a.json.${dead}.1.tmp`)]);
    await sweepTemporaries(folder);
    expect((await readdir(folder)).sort()).to.deep.equal(['a.json', `a.json.${process.ppid}.1.tmp`]);
  });

  it('are those of an earlier process, when another has its id by now', async function () {
    if (process.platform !== 'linux') skip(this, 'only /proc tells when a process was started');
    const path = join(folder, `a.json.${process.ppid}.1.tmp`);
    await writeFile(path, '{');
    await utimes(path, LONG_AGO_S, LONG_AGO_S);
    expect(await leftTemporaries(folder)).to.deep.equal([path]);
  });

  it('are those of one that was killed and whose end nobody has taken notice of', async () => {
    // The shell becomes a program that never waits for the child which the shell had: that stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const zombie = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      while (!/\) Z /.test(await readFile(`/proc/${zombie}/stat`, 'utf8'))) await sleep(5);
      await writeFile(join(folder, `a.json.${zombie}.1.tmp`), '{');
      expect(await leftTemporaries(folder)).to.have.length(1);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('are those of one that had our own process id, as a service in a machine of few processes gets each time', async () => {
    const earlier = join(folder, `a.json.${process.pid}.1.tmp`);
    await writeFile(earlier, '{');
    await utimes(earlier, LONG_AGO_S, LONG_AGO_S);
    await writeFile(join(folder, `b.json.${process.pid}.1.tmp`), 'being written');
    expect(await leftTemporaries(folder)).to.deep.equal([earlier]);
  });

  it('are in nobody’s way: a file is written where one of the same name lies', async () => {
    const path = join(folder, 'a.json');
    // Whatever number this process has come to, the name is taken.
    await Promise.all(
      Array.from({ length: 5000 }, (_, index) => writeFile(`${path}.${process.pid}.${index + 1}.tmp`, 'old')),
    );
    await writeFileAtomic(path, 'new');
    expect(await readFile(path, 'utf8')).to.equal('new');
  });
});

function spawnedAndGone(): number {
  return Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
}
