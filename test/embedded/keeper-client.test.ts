import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { KeeperClient } from '../../core/embedded/keeper-client.ts';

describe('a keeper that is there and says nothing', () => {
  let stateFolder: string;
  const held: Socket[] = [];
  const server = createServer((socket) => void held.push(socket));

  before(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'hcs-keeper-'));
    const folder = join(stateFolder, 'keeper', 'run');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await new Promise<void>((resolve) => server.listen(join(folder, 'service.sock'), resolve));
  });
  after(async () => {
    for (const socket of held) socket.destroy();
    server.close();
    await rm(stateFolder, { recursive: true });
  });

  it('holds nobody up for ever: who needs it is told what to do, who does not goes on', async () => {
    const client = new KeeperClient({ stateFolder, program: '/nowhere', isRoot: true, answerMs: 50 });
    const error = await client.processId().catch((failure: unknown) => failure);
    expect(isFault(error, 'Timeout') && error.hint, String(error)).to.match(
      /^End the process that has '.*service.sock'/,
    );
    expect(await client.tryAsk({ op: 'release', id: randomUUID() })).to.equal(undefined);
  });
});
