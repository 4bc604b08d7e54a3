import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { faultOfHresult } from '../../core/base/hresult.ts';
import type { PortMapping } from '../../core/host/port.ts';
import type { HcnNetworkDocument } from '../../core/spec/hcn.ts';
import { endpoint } from '../../core/win32/network/documents.ts';
import type { HcnRequest } from '../../core/win32/network/hcn-protocol.ts';
import type { Win32Network } from '../../core/win32/network/network.ts';
import { networkDocument } from '../../core/win32/network/network-document.ts';
import { HCN_OWNER, NETWORK_ID, NETWORK_NAME } from '../../core/win32/network/ownership.ts';
import { freePort } from '../../scripts/ports.ts';
import { occupy } from '../contract/kit/http.ts';
import { MemoryHns } from '../doubles/memory-hns.ts';
import { faultOf } from './kit/fault-of.ts';
import { openMemoryNetwork, tcp } from './kit/memory-network.ts';

describe('the network of the Windows host', () => {
  let stateFolder: string;
  let hns: MemoryHns;
  let warnings: string[];
  let running: string | undefined;
  const open = () =>
    openMemoryNetwork(hns, stateFolder, {
      onTrouble: (message) => warnings.push(message),
      systems: { usingNamespace: async (id) => (id === running ? 'system' : undefined) },
    });
  let network: Win32Network;
  const make = (mappings: PortMapping[] = [], id = randomUUID()) =>
    network.createNamespace(id, { owner: 'tests', portMappings: mappings });

  beforeEach(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'win32-network-'));
    hns = new MemoryHns();
    warnings = [];
    running = undefined;
    network = open();
  });
  afterEach(() => rm(stateFolder, { recursive: true, force: true }));

  const files = async () => (await readdir(join(stateFolder, 'namespaces')).catch(() => [])).sort();

  it('makes the network once, with our tag, id and a planned subnet', async () => {
    await Promise.all([make(), make(), make()]);
    const creations = hns.requests.filter((request) => request.op === 'create' && request.kind === 'network');
    expect(creations).to.have.length(1);
    const made = hns.networks.get(NETWORK_ID);
    expect([made?.Owner, made?.Name, made?.Type]).to.deep.equal([HCN_OWNER, NETWORK_NAME, 'NAT']);
    expect(made?.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix).to.equal('172.31.240.0/20');
  });

  it('makes it again after a reboot, with the same subnet, also when another place is free by then', async () => {
    hns.networks.set(randomUUID(), foreignNetwork('172.31.240.0/20'));
    await make();
    const before = hns.networks.get(NETWORK_ID);
    hns = new MemoryHns();
    network = open();
    await make();
    expect(before?.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix).to.equal('172.31.224.0/20');
    expect(hns.networks.get(NETWORK_ID)).to.deep.equal(before);
  });

  it('moves, and says so, when somebody else is there by then', async () => {
    await make();
    hns = new MemoryHns();
    hns.networks.set(randomUUID(), foreignNetwork('172.31.248.0/24'));
    network = open();
    await make();
    expect(hns.networks.get(NETWORK_ID)?.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix).to.equal('172.31.224.0/20');
    expect(warnings).to.include('the network for containers moves');
  });

  it('takes the network that another service made a moment ago', async () => {
    hns.intercept = (request) => {
      if (request.op !== 'create' || request.kind !== 'network') return;
      hns.networks.set(NETWORK_ID, request.settings);
    };
    expect((await make()).portMappings).to.deep.equal([]);
  });

  it('never takes a network for its own that is not', async () => {
    hns.networks.set(NETWORK_ID, foreignNetwork('10.0.0.0/24'));
    const error = await faultOf(make([tcp(0, 80)]));
    expect([error.kind, error.hint?.includes('Get-HnsNetwork')]).to.deep.equal(['AlreadyExists', true]);
    expect([hns.endpoints.size, hns.namespaces.size, await files()]).to.deep.equal([0, 0, []]);
  });

  it('gives the ports that were chosen, in the order of the wish, and the address', async () => {
    const fixed = await freePort();
    const made = await make([tcp(0, 80), tcp(fixed, 81), tcp(0, 80), tcp(0, 82)]);
    const [first, second, third, fourth] = made.portMappings;
    expect(made.portMappings.map(({ containerPort }) => containerPort)).to.deep.equal([80, 81, 80, 82]);
    expect(second?.hostPort).to.equal(fixed);
    expect(new Set([first, third, fourth].map((mapping) => mapping?.hostPort)).size).to.equal(3);
    expect(made.ipAddress).to.match(/^172\.31\.240\.\d+$/);
    expect(await open().listNamespaces()).to.deep.equal([made]);
  });

  it('puts the endpoint into the namespace, and takes both away again', async () => {
    const { id } = await make([tcp(0, 80)]);
    expect([...hns.endpoints.values()].map(({ namespace, Owner }) => [namespace, Owner])).to.deep.equal([
      [id, HCN_OWNER],
    ]);
    await network.deleteNamespace(id);
    expect([hns.endpoints.size, hns.namespaces.size, await files()]).to.deep.equal([0, 0, []]);
    await network.deleteNamespace(id);
  });

  it('the network is removed when asked, and made again at the same place', async () => {
    hns.networks.set(randomUUID(), foreignNetwork('172.31.240.0/20'));
    await network.removeSharedNetwork();
    const { id } = await make();
    const before = hns.networks.get(NETWORK_ID);
    expect((await faultOf(network.removeSharedNetwork())).kind).to.equal('Busy');
    await network.deleteNamespace(id);
    await network.removeSharedNetwork();
    expect([hns.networks.has(NETWORK_ID), hns.networks.size]).to.deep.equal([false, 1]);
    hns.networks.clear();
    await make();
    expect(hns.networks.get(NETWORK_ID)).to.deep.equal(before);
  });

  it('the network is not removed while an endpoint of another state root, or of anybody, is on it', async () => {
    const { id } = await make();
    await network.deleteNamespace(id);
    hns.endpoints.set('theirs', endpoint({ owner: 'docker', name: 'web', networkId: NETWORK_ID }));
    const error = await faultOf(network.removeSharedNetwork());
    expect([error.kind, error.hint?.includes('theirs')]).to.deep.equal(['Busy', true]);
    expect(hns.networks.has(NETWORK_ID)).to.equal(true);
  });

  it('is Busy while a running system has it', async () => {
    const { id } = await make();
    running = id;
    expect((await faultOf(network.deleteNamespace(id))).kind).to.equal('Busy');
    expect(hns.namespaces.has(id)).to.equal(true);
  });

  for (const [step, fails] of [
    ['the endpoint', (request: HcnRequest) => request.op === 'create' && request.kind === 'endpoint'],
    ['the namespace', (request: HcnRequest) => request.op === 'create' && request.kind === 'namespace'],
    ['the attachment', (request: HcnRequest) => request.op === 'modify' && request.settings.RequestType === 'Add'],
    ['the question for the ports', (request: HcnRequest) => request.op === 'query' && request.kind === 'endpoint'],
  ] as const) {
    it(`leaves nothing when ${step} fails`, async () => {
      let isDone = false;
      hns.intercept = (request) => {
        if (isDone || !fails(request)) return;
        isDone = true;
        throw faultOfHresult(0x80004005, { op: 'test' });
      };
      expect((await faultOf(make([tcp(0, 80)]))).hresult).to.equal(0x80004005);
      expect([isDone, hns.endpoints.size, hns.namespaces.size, await files()]).to.deep.equal([true, 0, 0, []]);
    });
  }

  it('what could not be undone is undone by the next open', async () => {
    let isBroken = true;
    hns.intercept = (request) => {
      if (isBroken && request.op !== 'enumerate' && hns.namespaces.size > 0) throw fault('Timeout', 'HNS hangs.');
    };
    expect((await faultOf(make([tcp(0, 80)]))).kind).to.equal('Timeout');
    expect([hns.endpoints.size, (await files()).length, await network.listNamespaces()]).to.deep.equal([1, 1, []]);
    isBroken = false;
    await open().restore();
    expect([hns.endpoints.size, hns.namespaces.size, await files()]).to.deep.equal([0, 0, []]);
  });

  it('a namespace that was half made is made anew under its id', async () => {
    const id = randomUUID();
    hns.intercept = (request) => {
      if (request.op !== 'enumerate' && hns.namespaces.size > 0) throw fault('Timeout', 'HNS hangs.');
    };
    await faultOf(make([], id));
    await faultOf(network.check(id));
    hns.intercept = () => undefined;
    await make([], id);
    expect([hns.endpoints.size, hns.namespaces.size]).to.deep.equal([1, 1]);
    await network.check(id);
  });

  it('restore without anything half made asks nobody', async () => {
    await make();
    hns.requests.length = 0;
    await open().restore();
    expect(hns.requests).to.deep.equal([]);
  });

  it('names the port when HNS finds it taken after all', async () => {
    const port = await freePort();
    await network.createNamespace(randomUUID(), { owner: 'tests', portMappings: [] });
    hns.intercept = (request) => {
      if (request.op === 'create' && request.kind === 'endpoint') throw faultOfHresult(0x80070020, { op: 'test' });
    };
    const error = await faultOf(make([tcp(port, 80)]));
    expect(error.kind).to.equal('AlreadyExists');
    expect(error.message).to.contain(String(port));
  });

  it('names the port that a program has, before HNS is asked', async () => {
    const taken = await occupy(0);
    const error = await faultOf(make([tcp(await freePort(), 80), tcp(taken.port, 81)]));
    await taken.release();
    expect(error.kind).to.equal('AlreadyExists');
    expect(error.message).to.contain(String(taken.port));
    expect(hns.requests).to.deep.equal([]);
  });

  it('two callers at once with one port: one gets it', async () => {
    const port = await freePort();
    const outcomes = await Promise.allSettled([make([tcp(port, 80)]), make([tcp(port, 81)])]);
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect(hns.endpoints.size).to.equal(1);
  });

  it('removes endpoints of this state root that no record knows, and nothing else', async () => {
    const { id: kept } = await make();
    const { id: lost } = await make();
    const name = [...hns.endpoints.values()].find(({ namespace }) => namespace === lost)?.Name ?? '';
    await rm(join(stateFolder, 'namespaces', `${lost}.json`));
    const card = { owner: HCN_OWNER, networkId: NETWORK_ID };
    hns.endpoints.set('other-root', endpoint({ ...card, name: `${HCN_OWNER}-00000000-${randomUUID()}` }));
    hns.endpoints.set('other-owner', endpoint({ ...card, owner: 'docker', name }));
    hns.endpoints.set('other-name', endpoint({ ...card, name: 'web' }));
    network = open();
    const { id: added } = await make();
    expect([...hns.namespaces].sort()).to.deep.equal([kept, added].sort());
    const left = [...hns.endpoints].map(([id, { namespace }]) => namespace ?? id);
    expect(left.sort()).to.deep.equal([kept, added, 'other-root', 'other-owner', 'other-name'].sort());
  });

  it('leaves an endpoint that has its id and is not its own', async () => {
    const { id } = await make();
    const [endpointId = ''] = hns.endpoints.keys();
    hns.endpoints.set(endpointId, endpoint({ owner: 'docker', name: 'web', networkId: NETWORK_ID }));
    await network.deleteNamespace(id);
    expect([...hns.endpoints.keys()]).to.deep.equal([endpointId]);
    expect(warnings).to.include('an endpoint is not ours and stays');
  });

  it('knows its own by id and name where HNS forgets owners', async () => {
    const { id } = await make();
    for (const settings of [...hns.networks.values(), ...hns.endpoints.values()])
      Reflect.deleteProperty(settings, 'Owner');
    await make();
    await network.deleteNamespace(id);
    expect([hns.endpoints.size, hns.namespaces.size, warnings]).to.deep.equal([1, 1, []]);
  });

  it('takes a namespace that HNS has forgotten for gone (0x803B0015), and one that is there not', async () => {
    const { id } = await make();
    hns.intercept = (request) => {
      if (request.op === 'delete' && request.kind === 'namespace') throw faultOfHresult(0x803b0015, { op: 'test' });
    };
    expect((await faultOf(network.deleteNamespace(id))).hresult).to.equal(0x803b0015);
    hns.namespaces.delete(id);
    await network.deleteNamespace(id);
    expect(await network.listNamespaces()).to.deep.equal([]);
  });
});

function foreignNetwork(prefix: string): HcnNetworkDocument {
  return networkDocument({
    owner: 'docker',
    name: 'nat',
    kind: 'nat',
    subnet: prefix,
    gateway: prefix.replace(/0\/\d+$/, '1'),
  });
}
