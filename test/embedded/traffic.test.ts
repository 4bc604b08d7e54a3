import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { KeeperClient } from '../../core/embedded/keeper-client.ts';
import type { KeeperReply, KeeperRequest } from '../../core/embedded/keeper-protocol.ts';
import { EmbeddedNetwork } from '../../core/embedded/network.ts';
import { PortForward } from '../../core/embedded/port-forward.ts';

const ID = '0001a000-1111-4222-8333-444444444444';

/** A keeper that answers as it is told; undefined: it is not there. */
class FakeKeeper extends KeeperClient {
  traffic: KeeperReply | undefined;

  constructor(stateFolder: string) {
    super({ stateFolder, program: '', isRoot: true });
  }

  override async ask(request: KeeperRequest): Promise<KeeperReply> {
    return request.op === 'listen' ? { ok: true, hostPorts: [8080] } : { ok: true };
  }

  override async tryAsk(request: KeeperRequest): Promise<KeeperReply | undefined> {
    return request.op === 'traffic' ? this.traffic : { ok: true };
  }
}

describe('what published ports have carried', () => {
  let folder: string;
  let keeper: FakeKeeper;
  let network: EmbeddedNetwork;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-traffic-'));
    keeper = new FakeKeeper(folder);
    network = new EmbeddedNetwork({ stateFolder: folder, keeper, log: silentLog });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is nothing without ports: there is no other way in or out', async () => {
    expect(await network.traffic(undefined)).to.deep.equal({ receivedBytes: 0, sentBytes: 0 });
    await network.createNamespace(ID, { owner: 'test', portMappings: [] });
    expect(await network.traffic(ID)).to.deep.equal({ receivedBytes: 0, sentBytes: 0 });
  });

  it('is what the keeper says, and unknown when it does not know, or is not there', async () => {
    await network.createNamespace(ID, {
      owner: 'test',
      portMappings: [{ protocol: 'tcp', hostPort: 8080, containerPort: 80 }],
    });
    keeper.traffic = { ok: true, traffic: { receivedBytes: 3, sentBytes: 4 } };
    expect(await network.traffic(ID)).to.deep.equal({ receivedBytes: 3, sentBytes: 4 });
    for (const reply of [{ ok: true }, { ok: false, code: 'EIO', message: 'no' }, undefined] as const) {
      keeper.traffic = reply;
      expect(await network.traffic(ID)).to.equal(undefined);
    }
  });

  it('is unknown to a keeper that took the ports up after another', () => {
    const connector = { connect: () => Promise.reject(new Error('nobody connects here')) };
    expect(new PortForward(connector, true).traffic).to.deep.equal({ receivedBytes: 0, sentBytes: 0 });
    expect(new PortForward(connector, false).traffic).to.equal(undefined);
  });
});
