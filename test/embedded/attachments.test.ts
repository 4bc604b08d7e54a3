import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { EmbeddedWorld } from '../../core/embedded/embedded-world.ts';
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
});
