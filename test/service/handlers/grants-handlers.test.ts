import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { containersOf, type HandlerKit, hostOf, openHandlerKit } from './handler-kit.ts';

const SPEC = '{"CmsPlugins":["ActiveDirectory"],"DomainJoinConfig":{"DnsName":"a.b","MachineAccountName":"web"}}';

describe('handlers of what a container gets of its machine', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());
  const make = (more: object) => kit.call('New-Container', { Name: 'web', ContainerImageName: 'windows', ...more });

  it('New-Container reads -CredentialSpec from the state root and takes -Device', async () => {
    kit.machine.capabilities = { ...kit.machine.capabilities, grants: ['credentialSpec', 'device'] };
    await mkdir(join(kit.root, 'CredentialSpecs'));
    await writeFile(join(kit.root, 'CredentialSpecs', 'web.json'), SPEC);
    const [web] = containersOf(await make({ CredentialSpec: 'file://web.json', Device: ['PCIROOT(0)#PCI(0100)'] }));
    await kit.call('Start-Container', { Name: ['web'] });
    const system = kit.machine.systems.get(web?.ContainerId ?? '');
    expect(system?.options?.credentialSpec).to.equal(SPEC);
    expect(system?.document.Container.AssignedDevices?.[0]?.LocationPath).to.equal('PCIROOT(0)#PCI(0100)');
  });

  for (const [given, kind] of [
    [{ CredentialSpec: 'none.json' }, 'NotFound'],
    [{ CredentialSpec: '{}' }, 'InvalidArgument'],
    [{ Device: ['gpu'] }, 'InvalidArgument'],
    [{ CredentialSpec: SPEC }, 'NotSupported'],
    [{ ProcessorCount: 2 }, 'NotSupported'],
  ] as const) {
    it(`New-Container with ${JSON.stringify(given).slice(0, 40)} is refused as ${kind}, and nothing is made`, async () => {
      const said = await make(given);
      expect(said.thrown?.kind).to.equal(kind);
      expect(said.thrown?.hint).to.be.a('string');
      expect(said.objects).to.deep.equal([]);
      expect(kit.machine.held().scratches).to.deep.equal([]);
    });
  }

  it('Get-ContainerHost tells what New-Container can be given', async () => {
    expect(hostOf(await kit.call('Get-ContainerHost', {})).Supports).to.deep.equal([
      'SecretFile',
      'MemoryStartupBytes',
    ]);
    const { capabilities } = kit.machine;
    kit.machine.capabilities = {
      ...capabilities,
      grants: ['credentialSpec', 'device'],
      limits: ['memory', 'processor', 'threads', 'scratch', 'storage', 'log'],
    };
    const processor = ['ProcessorCount', 'ProcessorMaximum', 'ProcessorWeight'];
    const all = [
      'CredentialSpec',
      'Device',
      'MemoryStartupBytes',
      ...processor,
      'StorageMaximumIOPS',
      'StorageMaximumBandwidth',
      'MaximumThreadCount',
      'ScratchSizeBytes',
      'LogMaximumBytes',
    ];
    expect(hostOf(await kit.call('Get-ContainerHost', {})).Supports).to.deep.equal(all);
  });

  it('Invoke-ContainerCommand passes -User and -RunAsAdministrator on', async () => {
    await make({ Command: 'idle' });
    await kit.call('Start-Container', { Name: ['web'] });
    kit.machine.programs.set('who', async ({ parameters, stdout }) => {
      stdout(`${parameters.User} ${parameters.RestrictedToken}`);
      return 0;
    });
    const run = async (more: object) =>
      (await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'who', ...more })).stdout;
    expect(await run({ User: 'ContainerUser' })).to.equal('ContainerUser undefined');
    expect(await run({ RunAsAdministrator: true })).to.equal('ContainerAdministrator false');
    expect(await run({})).to.equal('undefined undefined');
  });
});
