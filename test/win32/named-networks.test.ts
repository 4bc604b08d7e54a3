import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { faultOfHresult } from '../../core/base/hresult.ts';
import type { NamespaceOptions, NetworkSpec } from '../../core/host/network.ts';
import { endpoint } from '../../core/win32/network/documents.ts';
import type { Win32Network } from '../../core/win32/network/network.ts';
import { networkDocument } from '../../core/win32/network/network-document.ts';
import { HCN_OWNER, NETWORK_ID } from '../../core/win32/network/ownership.ts';
import { MemoryHns } from '../doubles/memory-hns.ts';
import { faultOf } from './kit/fault-of.ts';
import { openMemoryNetwork } from './kit/memory-network.ts';

describe('networks by name on the Windows host', () => {
  let stateFolder: string;
  let hns: MemoryHns;
  let warnings: string[];
  let network: Win32Network;
  const open = () => openMemoryNetwork(hns, stateFolder, { onTrouble: (message) => warnings.push(message) });
  const make = (spec: Partial<NetworkSpec> = {}, id: string = randomUUID()) =>
    network.createNetwork(id, { owner: 'tests', name: 'lab', kind: 'nat', ...spec });
  const place = (options: Partial<NamespaceOptions> = {}) =>
    network.createNamespace(randomUUID(), { owner: 'tests', portMappings: [], ...options });
  const files = async () => (await readdir(join(stateFolder, 'networks')).catch(() => [])).sort();
  /** HNS after a start of the machine. */
  const reboot = () => {
    hns = new MemoryHns();
    network = open();
  };
  const prefixOf = (id: string) => hns.networks.get(id)?.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix;

  beforeEach(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'win32-networks-'));
    warnings = [];
    reboot();
  });
  afterEach(() => rm(stateFolder, { recursive: true, force: true }));

  it('have our tag, a name with the state root, a planned subnet', async () => {
    const made = await make();
    const document = hns.networks.get(made.id);
    expect([document?.Owner, document?.Type]).to.deep.equal([HCN_OWNER, 'NAT']);
    expect(document?.Name).to.match(/^HcsContainers-[0-9a-f]{8}-lab$/);
    expect([made.subnet, made.gateway, prefixOf(made.id)]).to.deep.equal([
      '172.31.240.0/20',
      '172.31.240.1',
      '172.31.240.0/20',
    ]);
  });

  it('never overlap each other or the shared one, also while HNS has forgotten them', async () => {
    const one = await make({ name: 'one' });
    reboot();
    const two = await make({ name: 'two', kind: 'internal' });
    await place();
    expect([one.subnet, two.subnet, prefixOf(NETWORK_ID)]).to.deep.equal([
      '172.31.240.0/20',
      '172.31.224.0/20',
      '172.31.208.0/20',
    ]);
    reboot();
    const error = await faultOf(make({ name: 'three', subnet: '172.31.208.0/24' }));
    expect([error.kind, error.message.includes('172.31.208.0/20')]).to.deep.equal(['AlreadyExists', true]);
  });

  it('one of the world outside may not lie over one that lives on this machine alone', async () => {
    const outside = { kind: 'l2bridge', adapter: 'Ethernet', gateway: '172.31.240.1' } as const;
    await make({ name: 'inner' });
    const error = await faultOf(make({ name: 'outer', subnet: '172.31.0.0/16', ...outside }));
    expect([error.kind, error.message.includes('inner')]).to.deep.equal(['AlreadyExists', true]);
    await make({ name: 'outer', subnet: '10.5.0.0/24', ...outside, gateway: '10.5.0.1' });
  });

  it('are made again as they were when HNS has forgotten them', async () => {
    const spec = { kind: 'transparent', adapter: 'Ethernet', subnet: '10.5.0.0/24', gateway: '10.5.0.254' } as const;
    const [chosen, given] = [await make(), await make({ name: 'outer', ...spec, vlanId: 12 })];
    const before = [hns.networks.get(chosen.id), hns.networks.get(given.id)];
    reboot();
    await place({ network: 'lab', dns: { servers: ['10.0.0.1'] } });
    await place({ network: 'OUTER' });
    expect([hns.networks.get(chosen.id), hns.networks.get(given.id)]).to.deep.equal(before);
    expect(warnings).to.deep.equal([]);
  });

  it('move when somebody is in a subnet that we chose; one that was asked for is AlreadyExists', async () => {
    const [chosen, given] = [await make(), await make({ name: 'given', subnet: '10.9.0.0/24' })];
    reboot();
    hns.networks.set(randomUUID(), foreign('172.31.240.0/24'));
    hns.networks.set(randomUUID(), foreign('10.0.0.0/8'));
    await place({ network: chosen.id });
    expect(prefixOf(chosen.id)).to.equal('172.31.224.0/20');
    expect((await network.listNetworks()).find(({ id }) => id === chosen.id)?.subnet).to.equal('172.31.224.0/20');
    expect(warnings).to.deep.equal(['the network for containers moves']);
    const error = await faultOf(place({ network: given.id }));
    expect([error.kind, error.message.includes('10.0.0.0/8')]).to.deep.equal(['AlreadyExists', true]);
    expect(await network.listNamespaces()).to.have.length(1);
  });

  it('leave nothing when HNS fails; what could not be undone is undone by the next open', async () => {
    hns.intercept = (request) => {
      if (request.op === 'create') throw faultOfHresult(0x80004005, { op: 'test' });
    };
    expect((await faultOf(make())).hresult).to.equal(0x80004005);
    expect([hns.networks.size, await files()]).to.deep.equal([0, []]);
    hns.intercept = (request) => {
      if (hns.networks.size > 0 || request.op === 'create') {
        if (request.op === 'create' && request.kind === 'network') hns.networks.set(request.id, request.settings);
        throw fault('Timeout', 'HNS hangs.');
      }
    };
    expect((await faultOf(make())).kind).to.equal('Timeout');
    expect([hns.networks.size, (await files()).length, await network.listNetworks()]).to.deep.equal([1, 1, []]);
    hns.intercept = () => undefined;
    await open().restore();
    expect([hns.networks.size, await files()]).to.deep.equal([0, []]);
  });

  it('an adapter that is not there is NotFound, naming it', async () => {
    hns.intercept = (request) => {
      if (request.op === 'create') throw faultOfHresult(0x803b0006, { op: 'test' });
    };
    const error = await faultOf(make({ kind: 'transparent', adapter: 'Wi-Fi' }));
    expect([error.kind, error.message.includes("'Wi-Fi'")]).to.deep.equal(['NotFound', true]);
  });

  it('with an endpoint of somebody else on them they are Busy, naming it', async () => {
    const { id } = await make();
    hns.endpoints.set('theirs', endpoint({ owner: 'docker', name: 'web', networkId: id }));
    const error = await faultOf(network.deleteNetwork(id));
    expect([error.kind, error.hint?.includes('theirs')]).to.deep.equal(['Busy', true]);
    expect([hns.networks.size, (await files()).length]).to.deep.equal([1, 1]);
    hns.endpoints.clear();
    await network.deleteNetwork(id);
    expect([hns.networks.size, await files()]).to.deep.equal([0, []]);
  });

  it('a network that has the id of ours and is not ours stays, and is not used', async () => {
    const { id } = await make();
    hns.networks.set(id, foreign('10.0.0.0/24'));
    expect((await faultOf(place({ network: id }))).kind).to.equal('AlreadyExists');
    await network.deleteNetwork(id);
    expect([hns.networks.size, await files()]).to.deep.equal([1, []]);
  });

  it('give their containers what was asked for', async () => {
    const { id } = await make();
    const rules = [{ direction: 'in', action: 'block', priority: 7, protocol: 'tcp', localPorts: ['80'] }] as const;
    const dns = { servers: ['10.0.0.1'] };
    await place({ network: id, rules, dns, natExceptions: ['10.0.0.0/8'], maximumOutgoingBytesPerSecond: 5000 });
    const [made] = hns.endpoints.values();
    expect(made?.HostComputeNetwork).to.equal(id);
    expect(made?.Dns).to.deep.equal({ ServerList: ['10.0.0.1'] });
    expect(made?.Policies?.map(({ Type }) => Type).sort()).to.deep.equal(['ACL', 'ACL', 'ACL', 'OutBoundNAT', 'QOS']);
  });

  it('endpoints of this state root on them that no record knows are removed', async () => {
    const { id } = await make();
    const lost = await place({ network: id });
    await rm(join(stateFolder, 'namespaces', `${lost.id}.json`));
    network = open();
    const { id: kept } = await place({ network: id });
    expect([...hns.namespaces]).to.deep.equal([kept]);
  });
});

function foreign(prefix: string) {
  return networkDocument({
    owner: 'docker',
    name: prefix,
    kind: 'nat',
    subnet: prefix,
    gateway: prefix.replace(/0\/\d+$/, '1'),
  });
}
