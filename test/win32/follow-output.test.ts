import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { FollowOutput } from '../../core/win32/follow-output.ts';
import { eventually } from '../contract/kit/within.ts';
import { skip } from '../skip.ts';

const PATIENCE_MS = 20_000;

describe('output that is followed', () => {
  let folder: string;
  let path: string;
  before(function () {
    if (process.platform !== 'linux') skip(this, 'which files are open is asked of /proc');
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-follow-'));
    path = join(folder, 'stdout');
    await writeFile(path, 'abcdef');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Windows does not remove the folder of an open file. */
  const isOpen = (): boolean => readdirSync('/proc/self/fd').some((fd) => targetOf(fd) === path);
  const isClosed = () => eventually(PATIENCE_MS, 'the file is closed', () => !isOpen());

  it('comes whole, as it grows, and its file is closed at the end', async () => {
    const output = new FollowOutput({ path, offset: 1, size: 3 });
    const read = output.setEncoding('utf8').toArray();
    await delay(20);
    output.grow(5);
    await delay(20);
    output.finish(6);
    expect((await read).join('')).to.equal('bcdef');
    await isClosed();
  });

  it('that nobody reads on keeps no file open: before its end is known, and after', async () => {
    const output = new FollowOutput({ path, offset: 0, size: 3 });
    output.once('data', () => output.pause());
    await eventually(PATIENCE_MS, 'it is read', isOpen);
    await isClosed();
    output.finish(6);
    await delay(50);
    await isClosed();
    const ended = new FollowOutput({ path, offset: 0, size: 3 });
    const first = once(ended, 'data');
    ended.once('data', () => {
      ended.pause();
      ended.finish(3);
    });
    await first;
    await isClosed();
    output.destroy();
    ended.destroy();
  });

  it('is read on after its file was closed', async () => {
    const output = new FollowOutput({ path, offset: 0, size: 3 });
    const pieces: string[] = [];
    output.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
    await eventually(PATIENCE_MS, 'the first is there', () => pieces.join('') === 'abc');
    await isClosed();
    output.finish(6);
    await eventually(PATIENCE_MS, 'the rest is there', () => pieces.join('') === 'abcdef');
    await isClosed();
  });
});

function targetOf(fd: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined; // closed meanwhile
  }
}
