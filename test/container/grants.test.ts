import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { assignedDevice, parseDevice } from '../../core/container/settings/devices.ts';
import type { HostCapabilities } from '../../core/host/capabilities.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';

const GPU = 'class/5b45201d-f2f2-4f3b-85bb-30ff1f953599';
const SPEC = '{"CmsPlugins":["ActiveDirectory"],"DomainJoinConfig":{"DnsName":"a.b","MachineAccountName":"web"}}';

describe('devices', () => {
  it('are a class or a location path, in one spelling', () => {
    expect(parseDevice('class/{5B45201D-F2F2-4F3B-85BB-30FF1F953599}')).to.equal(GPU);
    expect(parseDevice(' Class=5B45201D-F2F2-4F3B-85BB-30FF1F953599 ')).to.equal(GPU);
    expect(parseDevice('vpci-location-path://PCIROOT(0)#PCI(0100)')).to.equal('PCIROOT(0)#PCI(0100)');
    expect(assignedDevice(GPU)).to.deep.equal({ Type: 'ClassGuid', InterfaceClassGuid: GPU.slice(6) });
    expect(assignedDevice('PCIROOT(0)#PCI(0100)')).to.deep.equal({
      Type: 'DeviceInstance',
      LocationPath: 'PCIROOT(0)#PCI(0100)',
    });
  });

  for (const text of [
    '',
    'class/',
    'class/5b45201d',
    '5b45201d-f2f2-4f3b-85bb-30ff1f953599',
    '/dev/null',
    'PCIROOT',
    'class/PCI(0)',
  ]) {
    it(`'${text}' is none`, async () => {
      const failure = await faultOf(Promise.resolve().then(() => parseDevice(text)));
      expect(failure.kind).to.equal('InvalidArgument');
      expect(failure.hint).to.contain('-Device class/<interface class GUID>');
    });
  }
});

describe('what a container gets of its machine', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());
  const can = (more: Partial<HostCapabilities>) => {
    kit.machine.capabilities = { ...kit.machine.capabilities, ...more };
  };
  const systems = () => [...kit.machine.systems.values()];

  it('reaches the host at each start, also of the next service', async () => {
    can({ grants: ['credentialSpec', 'device'], limits: ['memory', 'processor'] });
    const id = await kit.create('web', { credentialSpec: SPEC, devices: [GPU], processorCount: 2 });
    const expected = { isolation: 'process', credentialSpec: SPEC };
    await kit.containers.start(id);
    expect(systems()[0]?.options).to.deep.equal(expected);
    expect(systems()[0]?.document.Container).to.deep.include({
      AssignedDevices: [{ Type: 'ClassGuid', InterfaceClassGuid: GPU.slice(6) }],
      Processor: { Count: 2 },
    });
    await kit.containers.stop(id);
    await kit.reopen({ close: true });
    await kit.containers.start(id);
    expect(systems()[0]?.options).to.deep.equal(expected);
    expect(systems()[0]?.document.Container.AssignedDevices).to.have.length(1);
  });

  it('Hyper-V isolation is asked of the host', async () => {
    can({ isolations: ['process', 'hyperv'] });
    const id = await kit.create('web', { isolation: 'hyperv' });
    await kit.containers.start(id);
    expect(systems()[0]?.options).to.deep.equal({ isolation: 'hyperv' });
    expect([...kit.machine.scratches.values()].map((one) => one.isolation)).to.deep.equal(['hyperv']);
    expect(systems()[0]?.document.Container).not.to.have.any.keys('AssignedDevices', 'Processor', 'Memory');
  });

  for (const [what, request, parameter] of [
    ['an account', { credentialSpec: SPEC }, 'CredentialSpec'],
    ['a device', { devices: [GPU] }, 'Device'],
    ['fewer processors', { processorCount: 1 }, 'ProcessorCount'],
  ] as const) {
    it(`a host without refuses ${what} before anything is made`, async () => {
      const failure = await faultOf(kit.create('web', request));
      expect(failure.kind).to.equal('NotSupported');
      expect(failure.message).to.contain('Nothing was created.');
      expect(failure.hint).to.contain(`Leave out -${parameter}`);
      expect(kit.machine.held().scratches).to.deep.equal([]);
      expect((await kit.containers.list()).containers).to.deep.equal([]);
    });
  }

  it('a device and Hyper-V isolation do not go together', async () => {
    can({ grants: ['device'], isolations: ['process', 'hyperv'] });
    const failure = await faultOf(kit.create('web', { devices: [GPU], isolation: 'hyperv' }));
    expect(failure.kind).to.equal('NotSupported');
    expect(failure.hint).to.contain('-Isolation Process');
  });

  it('a host that has lost it since refuses the start, and holds nothing', async () => {
    can({ grants: ['credentialSpec'] });
    const id = await kit.create('web', { credentialSpec: SPEC });
    can({ grants: [] });
    const failure = await faultOf(kit.containers.start(id));
    expect(failure.kind).to.equal('NotSupported');
    expect(failure.message).to.match(/^Cannot start container 'web': .*accounts/);
    expect(kit.machine.held()).to.deep.include({ attached: [], systems: [], namespaces: [] });
  });

  it('is kept in the record, and a damaged list of devices is told', async () => {
    can({ grants: ['device'] });
    const id = await kit.create('web', { devices: [GPU] });
    const path = join(kit.root, 'containers', id, 'container.json');
    const record = JSON.parse(await readFile(path, 'utf8')) as { devices: unknown };
    expect(record.devices).to.deep.equal([GPU]);
    await writeFile(path, JSON.stringify({ ...record, devices: [7] }));
    expect((await kit.containers.list()).damaged[0]?.reason.message).to.contain("'devices'");
  });

  it("an image's user runs its command and later ones, unless another is named", async () => {
    const seen: (string | undefined)[] = [];
    kit.machine.programs.set('who', async ({ parameters, ended }) => {
      seen.push(parameters.User);
      if (parameters.CommandLine === 'who') return 0;
      return new Promise((resolve) => ended.addEventListener('abort', () => resolve(1)));
    });
    kit.machine.capabilities.grants = ['user'];
    const id = await kit.create('web', { image: sampleImage({ user: 'ContainerUser' }), command: 'who stays' });
    await kit.reopen({ close: true });
    await kit.containers.start(id);
    const sink = { stdout: async () => undefined, stderr: async () => undefined };
    for (const request of [{}, { user: 'bob' }, { asAdministrator: true }])
      await kit.containers.run(id, { commandLine: 'who', ...request }, sink);
    expect(seen).to.deep.equal(['ContainerUser', 'ContainerUser', 'bob', 'ContainerAdministrator']);
  });

  it('a command runs as who is named', async () => {
    const seen: object[] = [];
    kit.machine.programs.set('who', async ({ parameters: { User, RestrictedToken } }) => {
      seen.push({ User, RestrictedToken });
      return 0;
    });
    const id = await kit.create('web');
    await kit.containers.start(id);
    const sink = { stdout: async () => undefined, stderr: async () => undefined };
    for (const request of [
      {},
      { user: 'ContainerUser' },
      { asAdministrator: true },
      { user: 'bob', asAdministrator: true },
    ])
      await kit.containers.run(id, { commandLine: 'who', ...request }, sink);
    expect(seen).to.deep.equal([
      { User: undefined, RestrictedToken: undefined },
      { User: 'ContainerUser', RestrictedToken: undefined },
      { User: 'ContainerAdministrator', RestrictedToken: false },
      { User: 'bob', RestrictedToken: false },
    ]);
  });
});
