import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { NETWORK_KIND, type NetworkKind, type NetworkSetting } from '../../../core/host/capabilities.ts';
import type { NamespaceOptions, NetworkSpec } from '../../../core/host/network.ts';
import { type Bed, OWNER, scopeEachCase } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';

/** Networks by name: making, listing, removing them, and what a container's place in one can be told. */
export function namedNetworkCases(bed: Bed): void {
  describe('networks by name', () => {
    scopeEachCase(bed);
    bookCases(bed);
    useCases(bed);
    badNetworks(bed);
    badNamespaces(bed);
    lackCases(bed);
  });
}

const newName = () => `lab-${randomUUID().slice(0, 8)}`;

function make(bed: Bed, spec: Partial<NetworkSpec> = {}, id: string = randomUUID()) {
  const { network } = bed.host;
  return network.createNetwork(bed.trackNetwork(id), { owner: OWNER, name: newName(), kind: 'nat', ...spec });
}

function place(bed: Bed, options: Partial<NamespaceOptions>, id: string = randomUUID()) {
  return bed.host.network.createNamespace(bed.trackNamespace(id), { owner: OWNER, portMappings: [], ...options });
}

function bookCases(bed: Bed): void {
  it('a network is listed as it was made, also by the next instance', async () => {
    const name = newName();
    const made = await make(bed, { name });
    expect([made.owner, made.name, made.kind]).to.deep.equal([OWNER, name, 'nat']);
    const find = async () => (await bed.host.network.listNetworks()).find((one) => one.id === made.id);
    expect(await find()).to.deep.equal(made);
    await bed.reopen();
    expect(await find()).to.deep.equal(made);
  });

  it('listNetworks with an owner gives that owner’s and no others', async () => {
    const owner = `owner-${randomUUID()}`;
    const mine = await make(bed, { owner });
    await make(bed);
    expect(await bed.host.network.listNetworks({ owner })).to.deep.equal([mine]);
    expect(await bed.host.network.listNetworks({ owner: `${owner}-none` })).to.deep.equal([]);
  });

  it('createNetwork with a known id or name, in any case, is AlreadyExists and leaves the first', async () => {
    const made = await make(bed);
    await expectFault('AlreadyExists', () => make(bed, {}, made.id));
    const failure = await expectFault('AlreadyExists', () => make(bed, { name: made.name.toUpperCase() }));
    expect(failure.message).to.contain(made.name);
    const listed = (await bed.host.network.listNetworks()).filter((one) => one.name.toLowerCase() === made.name);
    expect(listed).to.deep.equal([made]);
  });

  it('deleteNetwork forgets it and frees its name; one that is not there succeeds', async () => {
    const { id, name } = await make(bed);
    await bed.host.network.deleteNetwork(id);
    expect((await bed.host.network.listNetworks()).map((one) => one.id)).not.to.include(id);
    await bed.host.network.deleteNetwork(id);
    await bed.host.network.deleteNetwork(randomUUID());
    expect((await make(bed, { name })).name).to.equal(name);
  });
}

function useCases(bed: Bed): void {
  it('the shared network is Busy while a namespace is on it; removed, it is made again when it is needed', async () => {
    const { network } = bed.host;
    const { id } = await bed.namespace([]);
    await expectFault('Busy', () => network.removeSharedNetwork());
    await network.deleteNamespace(id);
    for (let time = 0; time < 2; time++) {
      // Somebody else's containers may be on it: theirs is the only reason why it may stay.
      await network.removeSharedNetwork().catch((error: unknown) => expect(error).to.include({ kind: 'Busy' }));
    }
    const made = await bed.namespace([{ protocol: 'tcp', hostPort: 0, containerPort: 80 }]);
    expect(await network.listNamespaces()).to.deep.include(made);
  });

  it('a namespace on a network, by its name or id, says so and is listed so', async () => {
    const network = await make(bed);
    const byName = await place(bed, { network: network.name.toUpperCase() });
    const byId = await place(bed, { network: network.id });
    expect([byName.networkId, byId.networkId]).to.deep.equal([network.id, network.id]);
    expect((await bed.namespace([])).networkId).to.equal(undefined);
    const listed = await bed.host.network.listNamespaces();
    expect(listed).to.deep.include(byName).and.to.deep.include(byId);
  });

  it('a namespace on a network that is not there is NotFound, naming it, and nothing is left', async () => {
    const id = randomUUID();
    const failure = await expectFault('NotFound', () => place(bed, { network: 'no-such-network' }, id));
    expect(failure.message).to.contain('no-such-network');
    expect((await bed.host.network.listNamespaces()).map((one) => one.id)).not.to.include(id);
  });

  it('deleteNetwork is Busy while a namespace is on it, then works', async () => {
    const network = await make(bed);
    const { id } = await place(bed, { network: network.name });
    await expectFault('Busy', () => bed.host.network.deleteNetwork(network.id));
    expect(await bed.host.network.listNetworks()).to.deep.include(network);
    await bed.host.network.deleteNamespace(id);
    await bed.host.network.deleteNetwork(network.id);
    expect(await bed.host.network.listNetworks()).not.to.deep.include(network);
  });
}

/** What no host can ever make, and the field that the message names. */
const BAD_NETWORKS: readonly [field: string, spec: Partial<NetworkSpec>][] = [
  ['name', { name: '' }],
  ['name', { name: 'two words' }],
  ['name', { name: 'x'.repeat(64) }],
  ['name', { name: '5a2f3d1e-84c7-4b8e-9d36-6c1f0a7be000' }],
  ['adapter', { kind: 'transparent' }],
  ['adapter', { kind: 'l2bridge', subnet: '10.5.0.0/24', gateway: '10.5.0.1' }],
  ['adapter', { kind: 'nat', adapter: 'Ethernet' }],
  ['adapter', { kind: 'internal', adapter: 'Ethernet' }],
  ['vlanId', { kind: 'nat', vlanId: 5 }],
  ['vlanId', { kind: 'transparent', adapter: 'Ethernet', vlanId: 5 }],
  ['vlanId', { kind: 'l2bridge', adapter: 'Ethernet', subnet: '10.5.0.0/24', gateway: '10.5.0.1', vlanId: 4095 }],
  ['subnet', { kind: 'l2bridge', adapter: 'Ethernet' }],
  ['subnet', { subnet: 'ten dot five' }],
  ['subnet', { subnet: '10.5.0.0/30' }],
  ['gateway', { gateway: '10.5.0.1' }],
  ['gateway', { subnet: '10.5.0.0/24', gateway: '10.6.0.1' }],
  ['gateway', { subnet: '10.5.0.0/24', gateway: '10.5.0.0' }],
  ['gateway', { subnet: '10.5.0.0/24', gateway: '10.5.0.255' }],
  ['gateway', { kind: 'transparent', adapter: 'Ethernet', subnet: '10.5.0.0/24' }],
  ['dns', { dns: {} }],
  ['dns.servers', { dns: { servers: ['dns.example'] } }],
  ['dns.search', { dns: { search: ['two words'] } }],
  ['dns.domain', { dns: { domain: '' } }],
];

function badNetworks(bed: Bed): void {
  for (const [field, spec] of BAD_NETWORKS) {
    it(`a network with ${JSON.stringify(spec)} is InvalidArgument, naming ${field}`, async () => {
      const failure = await expectFault('InvalidArgument', () => make(bed, spec));
      expect(failure.message).to.contain(`'${field}'`);
    });
  }
}

const rule = { direction: 'in', action: 'block', priority: 100 } as const;

const BAD_NAMESPACES: readonly [field: string, options: Partial<NamespaceOptions>][] = [
  ['dns', { dns: {} }],
  ['dns.servers', { dns: { servers: ['::1'] } }],
  ['rules[0].priority', { rules: [{ ...rule, priority: 0 }] }],
  ['rules[0].priority', { rules: [{ ...rule, priority: 65_001 }] }],
  ['rules[1].priority', { rules: [rule, { ...rule, priority: 1.5 }] }],
  ['rules[0].localPorts', { rules: [{ ...rule, localPorts: ['80'] }] }],
  ['rules[0].localPorts', { rules: [{ ...rule, protocol: 'icmp', localPorts: ['80'] }] }],
  ['rules[0].remotePorts', { rules: [{ ...rule, protocol: 'tcp', remotePorts: ['2000-1000'] }] }],
  ['rules[0].remotePorts', { rules: [{ ...rule, protocol: 'udp', remotePorts: ['65536'] }] }],
  ['rules[0].remoteAddresses', { rules: [{ ...rule, remoteAddresses: ['10.0.0.0/33'] }] }],
  ['rules[0].localAddresses', { rules: [{ ...rule, localAddresses: ['localhost'] }] }],
  ['natExceptions', { natExceptions: ['10.0.0.0'] }],
  ['maximumOutgoingBytesPerSecond', { maximumOutgoingBytesPerSecond: 0 }],
  ['maximumOutgoingBytesPerSecond', { maximumOutgoingBytesPerSecond: 1500.5 }],
];

function badNamespaces(bed: Bed): void {
  for (const [field, options] of BAD_NAMESPACES) {
    it(`a namespace with ${JSON.stringify(options)} is InvalidArgument, naming ${field}`, async () => {
      const id = randomUUID();
      const failure = await expectFault('InvalidArgument', () => place(bed, options, id));
      expect(failure.message).to.contain(`'${field}'`);
      expect((await bed.host.network.listNamespaces()).map((one) => one.id)).not.to.include(id);
    });
  }
}

/** A right use of each setting of a namespace. */
const SETTINGS: readonly [NetworkSetting, Partial<NamespaceOptions>][] = [
  ['dns', { dns: { servers: ['10.1.0.10'], search: ['corp.example'] } }],
  ['rules', { rules: [{ ...rule, protocol: 'tcp', remoteAddresses: ['10.0.0.0/8'], localPorts: ['80', '90-99'] }] }],
  ['natExceptions', { natExceptions: ['10.0.0.0/8'] }],
  ['bandwidth', { maximumOutgoingBytesPerSecond: 1_000_000 }],
];

/** A right network of each kind, with `adapter` where it is on one. */
const right = (kind: NetworkKind, adapter: string): Partial<NetworkSpec> => ({
  kind,
  ...(kind === 'transparent' || kind === 'l2bridge' ? { adapter } : {}),
  ...(kind === 'l2bridge' ? { subnet: '203.0.113.0/24', gateway: '203.0.113.1' } : {}),
});

function lackCases(bed: Bed): void {
  for (const kind of NETWORK_KIND) {
    it(`a network of kind ${kind} can be made, or is NotSupported, as the capabilities say`, async () => {
      const { networks } = await bed.host.capabilities();
      const { adapter } = bed.fixture;
      if (!networks.includes(kind)) {
        const failure = await expectFault('NotSupported', () => make(bed, right(kind, 'Ethernet')));
        expect(failure.message).to.contain(kind);
        expect(failure.hint).not.to.equal(undefined);
        return;
      }
      if (adapter === undefined && right(kind, '').adapter !== undefined) return; // one that is not there is tried below
      const spec = right(kind, adapter ?? '');
      const made = await make(bed, spec);
      expect(made).to.deep.include(spec);
      const { id } = await place(bed, { network: made.name });
      await bed.host.network.deleteNamespace(id);
      await bed.host.network.deleteNetwork(made.id);
    });
  }

  it('an adapter that this machine has not is NotFound, naming it, and nothing is left', async () => {
    const { networks } = await bed.host.capabilities();
    const id = randomUUID();
    const adapter = 'No Such Adapter';
    const kind = networks.includes('transparent') ? 'NotFound' : 'NotSupported';
    const failure = await expectFault(kind, () => make(bed, right('transparent', adapter), id));
    if (kind === 'NotFound') expect(failure.message).to.contain(adapter);
    expect((await bed.host.network.listNetworks()).map((one) => one.id)).not.to.include(id);
  });

  for (const [setting, options] of SETTINGS) {
    it(`a namespace can have ${setting}, or it is NotSupported, as the capabilities say`, async () => {
      const { networkSettings } = await bed.host.capabilities();
      const id = randomUUID();
      if (networkSettings.includes(setting)) {
        expect((await place(bed, options, id)).id).to.equal(id);
        return;
      }
      const failure = await expectFault('NotSupported', () => place(bed, options, id));
      expect(failure.hint).not.to.equal(undefined);
      expect((await bed.host.network.listNamespaces()).map((one) => one.id)).not.to.include(id);
    });
  }

  it('a subnet that was asked for is taken, and no two networks share one; or it is NotSupported', async () => {
    const { networkSettings } = await bed.host.capabilities();
    const subnet = '192.168.251.0/24';
    if (!networkSettings.includes('subnet')) {
      await expectFault('NotSupported', () => make(bed, { subnet }));
      return;
    }
    const made = await make(bed, { subnet });
    expect([made.subnet, made.gateway]).to.deep.equal([subnet, '192.168.251.1']);
    const failure = await expectFault('AlreadyExists', () => make(bed, { subnet: '192.168.251.128/25' }));
    expect(failure.message).to.contain(subnet);
    const other = await make(bed);
    expect(other.subnet)
      .to.match(/\/\d+$/)
      .and.not.to.equal(subnet);
  });

  it('an internal network publishes no ports and translates no addresses; or it is NotSupported', async () => {
    const { networks } = await bed.host.capabilities();
    if (!networks.includes('internal')) {
      await expectFault('NotSupported', () => make(bed, { kind: 'internal' }));
      return;
    }
    const network = await make(bed, { kind: 'internal' });
    const portMappings = [{ protocol: 'tcp', hostPort: 0, containerPort: 80 }] as const;
    await expectFault('InvalidArgument', () => place(bed, { network: network.id, portMappings }));
    await expectFault('InvalidArgument', () => place(bed, { network: network.id, natExceptions: ['10.0.0.0/8'] }));
    expect((await place(bed, { network: network.id })).networkId).to.equal(network.id);
  });
}
