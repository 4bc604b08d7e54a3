import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import type { PortMapping } from '../../core/host/port.ts';
import type { HcnEndpointAnswer, HcnNetworkAnswer } from '../../core/spec/hcn.ts';
import { openNative } from '../../core/win32/native.ts';
import { endpointRequest, namespace, query } from '../../core/win32/network/documents.ts';
import { runRequest } from '../../core/win32/network/hcn-calls.ts';
import { HcnClient } from '../../core/win32/network/hcn-client.ts';
import type { HcnRequest } from '../../core/win32/network/hcn-protocol.ts';
import { Win32Network } from '../../core/win32/network/network.ts';
import { networkDocument } from '../../core/win32/network/network-document.ts';
import { NETWORK_ID } from '../../core/win32/network/ownership.ts';
import { freePort } from '../../scripts/ports.ts';
import { faultOf } from './kit/fault-of.ts';
import { standinFile } from './kit/standin.ts';

const tcp = (hostPort: number, containerPort: number): PortMapping => ({ protocol: 'tcp', hostPort, containerPort });

function dlls(): Record<string, string> {
  return Object.fromEntries(['computenetwork', 'vmcompute'].map((name) => [name, standinFile(`${name}.dll`)]));
}

/** A document as it is written down: what `hcn-documents.test.ts` compares the builders with. */
function golden<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../golden/hcn', `${name}.json`), 'utf8')) as T; // ours
}

/** A stand-in keeps its networks, as HNS does, for whoever comes: each test leaves it empty. */
async function forgetAll(): Promise<void> {
  const native = openNative({ dlls: dlls() });
  for (const kind of ['endpoint', 'namespace', 'network'] as const) {
    const ids = (await runRequest(native, { op: 'enumerate', kind, query: query() })) as string[];
    for (const id of ids) await runRequest(native, { op: 'delete', kind, id });
  }
}

describe('calls of the Host Compute Network', () => {
  const native = openNative({ dlls: dlls() });
  before(forgetAll);
  afterEach(forgetAll);
  const send = (request: HcnRequest) => runRequest(native, request);
  const create = (name: string, id = randomUUID()) =>
    send({ op: 'create', kind: 'network', id, settings: golden(name) }).then(() => id);
  const remove = (kind: 'network' | 'endpoint' | 'namespace', id: string) => send({ op: 'delete', kind, id });
  const list = async (kind: 'network' | 'endpoint' | 'namespace') =>
    (await send({ op: 'enumerate', kind, query: query() })) as string[];

  for (const name of ['nat', 'nat-chosen', 'transparent', 'transparent-dhcp', 'l2bridge', 'internal']) {
    it(`take the document of a network, ${name}, and give it back`, async () => {
      const id = await create(`network-${name}`);
      expect(await list('network')).to.deep.equal([id]);
      const found = (await send({ op: 'query', kind: 'network', id })) as HcnNetworkAnswer;
      expect([found.Name, found.Owner]).to.deep.equal(['lab', 'HcsContainers']);
      await remove('network', id);
      expect(await list('network')).to.deep.equal([]);
    });
  }

  for (const name of ['plain', 'full']) {
    it(`take the document of an endpoint, ${name}, and put it into a namespace`, async () => {
      const network = await create('network-nat');
      const [endpoint, space, guest] = [randomUUID(), randomUUID(), randomUUID()];
      const settings = { ...golden<object>(`endpoint-${name}`), HostComputeNetwork: network };
      await send({ op: 'create', kind: 'endpoint', id: endpoint, network, settings: settings as never }); // a golden one
      await send({ op: 'create', kind: 'namespace', id: space, settings: namespace() });
      await send({ op: 'create', kind: 'namespace', id: guest, settings: namespace('guest') });
      await send({ op: 'modify', kind: 'namespace', id: space, settings: endpointRequest('Add', endpoint) });
      const found = (await send({ op: 'query', kind: 'endpoint', id: endpoint })) as HcnEndpointAnswer;
      expect(found.HostComputeNamespace?.toLowerCase()).to.equal(space);
      expect(found.IpConfigurations?.[0]?.IpAddress).to.match(/^172\.31\.\d+\.\d+$/);
      await send({ op: 'modify', kind: 'namespace', id: space, settings: endpointRequest('Remove', endpoint) });
      await remove('endpoint', endpoint);
      for (const id of [space, guest]) await remove('namespace', id);
      await remove('network', network);
      expect([await list('endpoint'), await list('namespace')]).to.deep.equal([[], []]);
    });
  }

  it('filter what they list', async () => {
    const network = await create('network-nat');
    const list = (filter: { Name?: string; VirtualNetwork?: string }, kind: 'network' | 'endpoint') =>
      send({ op: 'enumerate', kind, query: query(filter) });
    expect(await list({ Name: 'lab' }, 'network')).to.deep.equal([network]);
    expect(await list({ Name: 'other' }, 'network')).to.deep.equal([]);
    expect(await list({ VirtualNetwork: network }, 'endpoint')).to.deep.equal([]);
    await remove('network', network);
  });

  it('fail with the code and the words of the error record', async () => {
    const settings = { ...networkDocument({ owner: 'a', name: 'b', kind: 'nat' }), Colour: 'red' };
    const refused = await faultOf(send({ op: 'create', kind: 'network', id: randomUUID(), settings }));
    expect(refused.hresult).to.equal(0x803b001b);
    expect(refused.message).to.contain('The network service says:').and.to.contain('Colour');
    for (const [kind, hresults] of [
      ['network', [0x803b0001]],
      ['endpoint', [0x803b0002]],
      ['namespace', [0x80070490]],
    ] as const) {
      const missing = await faultOf(send({ op: 'query', kind, id: randomUUID() }));
      expect([missing.kind, hresults.includes(missing.hresult as never)], kind).to.deep.equal(['NotFound', true]);
    }
  });

  it('refuse a host port that another endpoint has', async () => {
    const network = await create('network-nat');
    const [one, two] = [randomUUID(), randomUUID()];
    const settings = { ...golden<object>('endpoint-full'), HostComputeNetwork: network, IpConfigurations: undefined };
    await send({ op: 'create', kind: 'endpoint', id: one, network, settings: settings as never }); // a golden one
    const error = await faultOf(
      send({ op: 'create', kind: 'endpoint', id: two, network, settings: settings as never }),
    );
    expect(error.hresult).to.equal(0x803b0013);
    await remove('endpoint', one);
    await remove('network', network);
  });

  it('tell the version of the network service', async () => {
    expect(await send({ op: 'version' })).to.have.keys('Major', 'Minor');
  });
});

describe('the network over its helper process', () => {
  let folder: string;
  let faults: string;
  let client: HcnClient;
  let network: Win32Network;
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const open = (deadlineMs: number): void => {
    client = new HcnClient({
      program: join(import.meta.dirname, '../../core/win32/network/hcn-helper-main.ts'),
      dlls: dlls(),
      log,
      now: () => new Date(),
      deadlineMs,
    });
    network = new Win32Network(
      {
        stateFolder: folder,
        runtime: { now: () => new Date(), newId: randomUUID },
        log,
        native: openNative(),
        systems: {
          isRunning: async () => false,
          usingNamespace: async () => undefined,
          isolationOf: async () => 'process',
        },
      },
      client,
    );
  };
  const make = (...portMappings: PortMapping[]) =>
    network.createNamespace(randomUUID(), { owner: 'tests', portMappings });
  const list = (kind: 'endpoint' | 'namespace') => client.send({ op: 'enumerate', kind, query: query() });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-network-'));
    faults = join(folder, 'faults.json');
    await writeFile(faults, '{"faults":[]}');
    process.env['HCS_STANDIN_FAULTS'] = faults;
    open(20_000);
  });
  afterEach(async () => {
    delete process.env['HCS_STANDIN_FAULTS'];
    await client.close();
    await forgetAll();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes namespaces with their ports and addresses, and takes them away', async () => {
    const port = await freePort();
    const [one, two] = [await make(tcp(port, 80), tcp(0, 81)), await make(tcp(0, 80))];
    expect(one.portMappings[0]).to.deep.equal(tcp(port, 80));
    const chosen = [one.portMappings[1]?.hostPort ?? 0, two.portMappings[0]?.hostPort ?? 0];
    expect(new Set([port, ...chosen]).size).to.equal(3);
    for (const hostPort of chosen) expect(hostPort).to.be.within(1024, 65_535);
    expect(new Set([one.ipAddress, two.ipAddress]).size).to.equal(2);
    expect(await network.listNamespaces()).to.have.deep.members([one, two]);
    for (const { id } of [one, two]) await network.deleteNamespace(id);
    expect([await list('endpoint'), await list('namespace'), await network.listNamespaces()]).to.deep.equal([
      [],
      [],
      [],
    ]);
  });

  it('ends a helper whose call hangs; what it was at is undone, and the next call works', async () => {
    await client.close();
    open(6000);
    const before = await make();
    await writeFile(faults, '{"faults":[{"call":"HcnCreateEndpoint","delayMs":60000}]}');
    const error = await faultOf(make(tcp(0, 80)));
    expect([error.kind, error.hint?.includes('Get-Service hns')]).to.deep.equal(['Timeout', true]);
    await writeFile(faults, '{"faults":[]}');
    const after = await make(tcp(0, 80));
    await network.restore(); // whatever could not be undone in time
    expect(await network.listNamespaces()).to.have.deep.members([before, after]);
    expect([await list('endpoint'), await list('namespace')].map((ids) => (ids as string[]).length)).to.deep.equal([
      2, 2,
    ]);
    expect(await readdir(join(folder, 'namespaces'))).to.have.length(2);
    expect(warnings).to.include('the network service did not answer; its helper was ended');
  });

  it('makes the network again where it was when HNS has forgotten it, as after a reboot', async () => {
    const prefixOf = async () => {
      const found = (await client.send({ op: 'query', kind: 'network', id: NETWORK_ID })) as HcnNetworkAnswer;
      return found.Ipams?.[0]?.Subnets?.[0]?.IpAddressPrefix;
    };
    const { id } = await make();
    const before = await prefixOf();
    await forgetAll();
    await network.deleteNamespace(id);
    await make(tcp(0, 80));
    expect([before, await prefixOf()]).to.deep.equal(['172.31.240.0/20', '172.31.240.0/20']);
  });

  it('names the port when HNS says that a program took it (0x80070020)', async () => {
    await make();
    await writeFile(faults, '{"faults":[{"call":"HcnCreateEndpoint","hr":"0x80070020"}]}');
    const port = await freePort();
    const error = await faultOf(make(tcp(port, 80)));
    expect(error.kind).to.equal('AlreadyExists');
    expect(error.message).to.contain(`Host port ${port}`);
    expect(await network.listNamespaces()).to.have.length(1);
  });
});
