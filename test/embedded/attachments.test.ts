import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { EmbeddedWorld } from '../../core/embedded/embedded-world.ts';
import { openEmbeddedHost } from '../../core/embedded/host.ts';
import type { UserNamespace } from '../../core/embedded/user-namespace.ts';

describe('attached scratches of the embedded host', () => {
  let stateFolder: string;
  before(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'hcs-attachments-'));
    await mkdir(join(stateFolder, 'attachments'));
  });
  after(() => rm(stateFolder, { recursive: true }));

  it('a scratch that is let go while a system’s end frees it stays let go', async () => {
    let count = 0;
    const world = new EmbeddedWorld({
      stateFolder,
      runtime: { now: () => new Date(), newId: () => String(++count) },
      log: silentLog,
      assets: { sandbox: '', systemBoot: '', baseBoot: '', agentFolder: '', keeper: '' },
      userNamespace: {} as UserNamespace, // nothing here enters it
    });
    for (let round = 0; round < 10; round++) {
      const scratch = join(stateFolder, `scratch-${round}`);
      await world.attach(scratch, []);
      await world.useScratch(scratch, 'one');
      await Promise.all([world.releaseScratch(scratch, 'one'), world.detach(scratch)]);
      expect(await world.attachment(scratch), `round ${round}`).to.equal(undefined);
    }
  });

  it('what a host that was killed while it attached has left goes with the next', async () => {
    const file = (name: string) => JSON.stringify(join(import.meta.dirname, '../../core/embedded', name));
    const code = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      fs.promises.link = () => process.kill(process.pid, 'SIGKILL');
      syncBuiltinESMExports();
      const { EmbeddedWorld } = await import(${file('embedded-world.ts')});
      const world = new EmbeddedWorld({ stateFolder: ${JSON.stringify(stateFolder)}, runtime: { newId: () => 'an-id' } });
      await world.attach('/scratch', []);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
    const signal = await new Promise((resolve) => child.once('exit', (_, by) => resolve(by)));
    expect(signal).to.equal('SIGKILL');
    expect(await readdir(join(stateFolder, 'attachments')), 'it was killed in the middle').to.have.length(1);
    const runtime = { now: () => new Date(), newId: () => randomUUID() };
    await (await openEmbeddedHost({ stateFolder, runtime, log: silentLog })).close();
    expect(await readdir(join(stateFolder, 'attachments'))).to.deep.equal([]);
  });
});
