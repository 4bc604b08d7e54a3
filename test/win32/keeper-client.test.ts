import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeJson } from '../../core/base/atomic-file.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { keeperFilePath } from '../../core/win32/keeper/handshake.ts';
import { HeldSystems } from '../../core/win32/keeper/held-systems.ts';
import { Records } from '../../core/win32/keeper/records.ts';
import { KeeperServer } from '../../core/win32/keeper/server.ts';
import { KeeperClient } from '../../core/win32/keeper-client.ts';
import { eventually } from '../contract/kit/within.ts';

/** A keeper of nothing, in this process. */
describe('the client of the keeper', () => {
  let folder: string;
  let server: KeeperServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-keeper-client-'));
    const unasked = (): never => {
      throw new Error('nobody asks for it here');
    };
    const hcs = new Proxy({}, { get: unasked }) as HeldSystemsWorld['hcs']; // it holds no system
    const world = { hcs, records: new Records(folder), log: silentLog, now: () => new Date(), tell: unasked };
    const systems = new HeldSystems({ ...world, disconnected: unasked });
    const secret = 'a secret';
    server = new KeeperServer({ systems, secret, newId: () => 'one', retire: unasked });
    const address = join(folder, 'socket');
    server.listener.listen(address);
    await once(server.listener, 'listening');
    await writeJson(keeperFilePath(folder), { processId: process.pid, address, secret });
  });
  after(async () => {
    server.listener.close();
    await rm(folder, { recursive: true });
  });

  function client(): KeeperClient {
    return new KeeperClient({
      program: { stateFolder: folder, path: 'none', dlls: {} },
      newId: () => 'two',
      log: silentLog,
      listener: { notice: () => undefined, connected: () => undefined, lost: () => undefined },
    });
  }

  it('has one connection until it is closed', async () => {
    const one = client();
    expect(await one.connectIfUp()).to.equal(true);
    expect(server.connectionCount).to.equal(1);
    one.close();
    await eventually(20_000, 'the connection is gone', () => server.connectionCount === 0);
  });

  it('that is closed while it connects leaves no connection, which would keep the keeper', async () => {
    const one = client();
    const connecting = one.connectIfUp().catch((error: unknown) => error);
    one.close();
    expect(await connecting).to.include({ kind: 'InvalidState' });
    await eventually(20_000, 'no connection is left', () => server.connectionCount === 0);
  });
});

type HeldSystemsWorld = ConstructorParameters<typeof HeldSystems>[0];
