import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import { faultOfHresult } from '../../core/base/hresult.ts';
import type { Isolation } from '../../core/host/capabilities.ts';
import type { NamespaceOptions } from '../../core/host/network.ts';
import type { HcnRequest } from '../../core/win32/network/hcn-protocol.ts';
import type { Win32Network } from '../../core/win32/network/network.ts';
import { Repeat } from '../../core/win32/network/repeat.ts';
import { MemoryHns } from '../doubles/memory-hns.ts';
import { openMemoryNetwork, tcp } from './kit/memory-network.ts';

describe('a network service that has lost running containers', () => {
  let stateFolder: string;
  let hns: MemoryHns;
  let told: string[];
  let isolation: Isolation;
  /** The namespaces that a running system has; its id is the namespace's, with an s. */
  const running = new Set<string>();
  const open = () =>
    openMemoryNetwork(hns, stateFolder, {
      onTrouble: (message) => told.push(message),
      systems: {
        isRunning: async () => true,
        usingNamespace: async (id) => (running.has(id) ? `${id}-s` : undefined),
        isolationOf: async () => isolation,
      },
    });
  let network: Win32Network;
  const make = async (options: Partial<NamespaceOptions> = {}) => {
    const made = await network.createNamespace(randomUUID(), { owner: 'tests', portMappings: [], ...options });
    running.add(made.id);
    hns.containers.set(made.id, `${made.id}-s`);
    return made;
  };
  const everything = () =>
    structuredClone([hns.networks, hns.endpoints, [...hns.namespaces].sort(), [...hns.containers].sort()]);
  const forget = () => {
    for (const objects of [hns.networks, hns.endpoints, hns.namespaces, hns.containers]) objects.clear();
    told.length = 0;
  };

  beforeEach(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'win32-mending-'));
    hns = new MemoryHns();
    told = [];
    isolation = 'process';
    running.clear();
    network = open();
  });
  afterEach(() => rm(stateFolder, { recursive: true, force: true }));

  it('gets them back as they were: networks, addresses, ports, rules, the container in its namespace', async () => {
    const { id } = await network.createNetwork(randomUUID(), { owner: 'tests', name: 'lab', kind: 'nat' });
    await make({ portMappings: [tcp(0, 80), tcp(0, 81)], dns: { servers: ['10.0.0.1'] } });
    await make({ network: id, rules: [{ direction: 'in', action: 'block', priority: 7 }] });
    const [before, listed] = [everything(), await network.listNamespaces()];
    forget();
    await open().mend();
    const policies = (part: unknown) => JSON.stringify([...(part as Map<string, { Policies?: unknown[] }>).values()]);
    expect(everything().filter((_, at) => at !== 1)).to.deep.equal(before.filter((_, at) => at !== 1));
    expect([...hns.endpoints.keys()].sort()).to.deep.equal([...(before[1] as Map<string, unknown>).keys()].sort());
    expect(policies(hns.endpoints)).to.contain('10.0.0.1').and.to.contain('"Priority":7');
    expect(await network.listNamespaces()).to.deep.equal(listed);
    expect(told).to.deep.equal(
      Array(2).fill('the network service had lost a running container; its network was made again'),
    );
  });

  it('is asked two questions when it has lost nothing, and none without a namespace', async () => {
    await network.mend();
    expect(hns.requests).to.deep.equal([]);
    for (let count = 0; count < 5; count++) await make();
    hns.requests.length = 0;
    await network.mend();
    expect(hns.requests.map(({ op }) => op)).to.deep.equal(['enumerate', 'enumerate']);
  });

  it('gets back only what is missing', async () => {
    const { id } = await make({ portMappings: [tcp(0, 80)] });
    const before = everything();
    hns.endpoints.clear();
    hns.requests.length = 0;
    await network.mend();
    expect(everything()[2]).to.deep.equal(before[2]);
    expect(hns.requests.flatMap((request) => (request.op === 'create' ? request.kind : []))).to.deep.equal([
      'endpoint',
    ]);
    expect([...hns.endpoints.values()][0]?.namespace).to.equal(id);
  });

  it('gets nothing for containers that do not run', async () => {
    const { id } = await make();
    running.clear();
    forget();
    await network.mend();
    expect([hns.networks.size, hns.endpoints.size, hns.namespaces.size]).to.deep.equal([0, 0, 0]);
    await network.deleteNamespace(id);
    expect(await network.listNamespaces()).to.deep.equal([]);
  });

  for (const [step, fails] of [
    ['the namespace', (request: HcnRequest) => request.op === 'create' && request.kind === 'namespace'],
    [
      'the container in it',
      (request: HcnRequest) => request.op === 'modify' && request.settings.ResourceType === 'Container',
    ],
    ['the endpoint', (request: HcnRequest) => request.op === 'create' && request.kind === 'endpoint'],
    [
      'the attachment',
      (request: HcnRequest) => request.op === 'modify' && request.settings.ResourceType === 'Endpoint',
    ],
    ['the question for the ports', (request: HcnRequest) => request.op === 'query' && hns.endpoints.size > 0],
  ] as const) {
    it(`goes on where it stopped when ${step} fails, and that is told once`, async () => {
      await make({ portMappings: [tcp(0, 80)] });
      const before = everything();
      forget();
      hns.intercept = (request) => {
        if (fails(request)) throw faultOfHresult(0x80004005, { op: 'test' });
      };
      await network.mend();
      await network.mend();
      expect(told).to.deep.equal(['a container has lost its network']);
      hns.intercept = () => undefined;
      await open().mend();
      expect([everything()[2], everything()[3], hns.endpoints.size]).to.deep.equal([before[2], before[3], 1]);
      expect([...hns.endpoints.values()][0]?.namespace).not.to.equal(undefined);
    });
  }

  it('one container that cannot be helped does not keep the others from it', async () => {
    const [one, two] = [await make(), await make()];
    forget();
    hns.intercept = (request) => {
      if (request.op === 'create' && request.id === one.id) throw fault('Timeout', 'HNS hangs.');
    };
    await network.mend();
    expect([...hns.namespaces]).to.deep.equal([two.id]);
  });

  it('a virtual machine needs a new start for that, which is told', async () => {
    await make();
    forget();
    isolation = 'hyperv';
    await network.mend();
    expect([hns.namespaces.size, told]).to.deep.equal([0, ['a container has lost its network']]);
  });
});

describe('work that is repeated', () => {
  it('is never done twice at once, and not after its stop', async () => {
    let [now, most, times] = [0, 0, 0];
    let enough: () => void = () => undefined;
    const thrice = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const keepAlive = setInterval(() => undefined, 1000);
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 3));
      now--;
      if (++times === 3) enough();
    };
    const repeat = new Repeat(work, { firstMs: 0, everyMs: 1 });
    await thrice;
    await repeat.stop();
    const done = times;
    await new Promise((resolve) => setTimeout(resolve, 20));
    clearInterval(keepAlive);
    expect([most, now, times]).to.deep.equal([1, 0, done]);
  });
});
