import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect } from 'chai';
import { Helper } from '../../core/win32/helper/start-helper.ts';
import { eventually } from '../eventually.ts';
import { layerDlls } from './kit/layers-bed.ts';

const PROGRAM = join(import.meta.dirname, '../../core/win32/helper/main.ts');

/** Windows ends the helper with the service: libuv puts children into a job that goes with their parent. */
it('a helper killed in the middle of a file leaves nothing of it', async function () {
  this.timeout(60_000);
  const root = await mkdtemp(join(tmpdir(), 'hcs-writer-'));
  try {
    const target = join(root, 'target');
    await mkdir(target);
    const helper = new Helper(PROGRAM, layerDlls());
    await helper.send({ task: 'write', volume: `${root}${sep}`, parts: ['target'] });
    const info = Buffer.alloc(40).toString('base64');
    await helper.send({ step: 'file', path: 'whole', sizeBytes: 1, info });
    await helper.sendData(Buffer.from('x'));
    await helper.send({ step: 'file', path: 'half', sizeBytes: 10, info });
    await helper.sendData(Buffer.from('x'));
    await helper.flush();
    await eventually(async () => (await readdir(target)).some((name) => name.startsWith('.hcs-')));
    await eventually(async () => (await readdir(target)).includes('whole'));
    await helper.kill();
    await eventually(async () => (await readdir(target)).every((name) => name === 'whole'));
    expect(await readdir(target)).to.deep.equal(['whole']);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
