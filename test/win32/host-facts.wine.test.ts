import { createServer } from 'node:net';
import { cpus, networkInterfaces, release } from 'node:os';
import { expect } from 'chai';
import { overlaps, parsePrefix } from '../../core/base/ip-prefix.ts';
import { planSubnet } from '../../core/base/plan-subnet.ts';
import { describeHost } from '../../core/win32/capabilities.ts';
import { HostProbe } from '../../core/win32/host-facts.ts';
import { openNative } from '../../core/win32/native.ts';
import { listeners, takenByHost } from '../../core/win32/network/host-routes.ts';
import { checkPortsFree, portsNotHeld } from '../../core/win32/network/port-check.ts';
import { standinFile } from './kit/standin.ts';

const noHns = { send: () => Promise.reject(new Error('there is none')) };

describe('this machine’s networks, as Windows tells them', () => {
  const native = openNative();

  it('has the network of every adapter that node sees, and plans around them', async () => {
    const taken = await takenByHost(native);
    const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const networks = addresses.flatMap(({ family, cidr }) =>
      family === 'IPv4' && cidr !== null ? [parsePrefix(cidr)] : [],
    );
    expect(networks).not.to.deep.equal([]);
    for (const network of networks) expect(taken.map(({ prefix }) => prefix)).to.deep.include(network);
    const planned = parsePrefix(planSubnet({ taken }).prefix);
    expect(networks.filter((network) => overlaps(network, planned))).to.deep.equal([]);
  });

  it('sees listeners on every address, by port, and names them before anything is made', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
      const server = createServer();
      const port = await new Promise<number>((resolve) => {
        server.listen({ port: 0, host }, () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      expect(
        (await listeners(native)).map((one) => one.port),
        host,
      ).to.include(port);
      const error = await checkPortsFree(native, [port]).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(String(error), host).to.contain(`Host port ${port} is in use`);
      expect(await portsNotHeld([port]), host).to.deep.equal([]);
      await new Promise((resolve) => server.close(resolve));
      await checkPortsFree(native, [port]);
      expect(await portsNotHeld([port]), host).to.deep.equal([port]);
    }
  });
});

describe('the facts of a Windows machine', () => {
  it('are those that node sees, and name the functions that are not there', async () => {
    const probe = new HostProbe(openNative(), noHns);
    const { version, architecture, missing, isServer, processorCount } = await probe.facts();
    expect(processorCount).to.equal(cpus().length);
    expect([version.major, version.minor, version.build].join('.')).to.equal(release());
    expect([architecture, isServer]).to.deep.equal(['amd64', false]);
    expect(missing.compute).to.deep.equal([
      'HcsCreateComputeSystem of computecore.dll',
      'HcsCreateProcess of computecore.dll',
    ]);
  });

  it('say that containers can run where the services answer and nothing is missing', async () => {
    const dlls = Object.fromEntries(
      ['computecore', 'computenetwork', 'vmcompute'].map((name) => [name, standinFile(`${name}.dll`)]),
    );
    const hns = { send: async () => ({ Major: 15, Minor: 4 }) };
    const facts = await new HostProbe(openNative({ dlls }), hns).facts();
    expect(facts.missing).to.deep.equal({ compute: [], network: [], layers: [] });
    expect(facts.compute.version).to.match(/^schema .*\b2\.\d+/);
    const found = describeHost(facts);
    expect(found.isolations).to.deep.equal(['process']);
    expect(found.features.filter(({ available }) => !available).map(({ name }) => name)).to.deep.equal([
      'HyperV',
      'Hypervisor',
    ]);
  });
});
