import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { type Containers, openContainers } from '../../core/container/containers.ts';
import type { Host } from '../../core/host/port.ts';
import { openWin32Host } from '../../core/win32/host.ts';
import { file, folder, streamOf } from '../contract/kit/entries.ts';
import { fakeRuntime } from '../doubles/containers-kit.ts';
import { MemoryImages, sampleImage } from '../doubles/memory-images.ts';
import { faultOf } from './kit/fault-of.ts';
import type { ScriptedFault } from './kit/standin.ts';
import { standinDlls } from './kit/standin-dlls.ts';

const BASE = [folder('Files'), folder('Files/Windows'), folder('Hives'), file('Hives/system.reg', 'registry')];
const SPEC = '{"CmsPlugins":["ActiveDirectory"],"DomainJoinConfig":{"DnsName":"a.b","MachineAccountName":"web"}}';

/** Whatever Windows refuses: its own words reach who asked, nothing is left behind, and the same works afterwards. */
describe('what Windows refuses a container', function () {
  this.timeout(120_000);
  let root: string;
  let host: Host;
  let containers: Containers;
  let id: string;
  let faults: string;
  const before_ = process.env['HCS_STANDIN_FAULTS'];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'hcs-bad-input-'));
    faults = join(root, 'faults.json');
    await script();
    process.env['HCS_STANDIN_FAULTS'] = faults; // the keeper and the helpers inherit it
    const runtime = fakeRuntime();
    const state = join(root, 'state');
    host = await openWin32Host({ stateFolder: state, runtime, log: silentLog, dlls: standinDlls(), keeperIdleMs: 500 });
    const layer = join(root, 'layers', 'base');
    await mkdir(join(root, 'layers'));
    await host.layers.importLayer(layer, [], streamOf(BASE));
    const { osVersion } = await host.capabilities();
    const image = sampleImage({ osFeatures: [], ...(osVersion === undefined ? {} : { osVersion }) });
    const images = Object.assign(new MemoryImages([image]), { layerFolders: async () => [layer] });
    containers = await openContainers({ root, host, images, runtime, log: silentLog });
    id = (await containers.create({ name: 'web', image })).id;
  });

  after(async () => {
    await containers.remove(id, { force: true });
    await containers.close();
    await host.close();
    if (before_ === undefined) delete process.env['HCS_STANDIN_FAULTS'];
    else process.env['HCS_STANDIN_FAULTS'] = before_;
    await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  });

  /** The stand-ins read the file again when its time or size has changed. */
  let scripts = 0;
  async function script(...entries: ScriptedFault[]): Promise<void> {
    await writeFile(faults, `${JSON.stringify({ faults: entries })}${' '.repeat(++scripts)}`);
  }

  async function expectNothingHeld(): Promise<void> {
    expect(await host.compute.list()).to.deep.equal([]);
    expect(await host.network.listNamespaces()).to.deep.equal([]);
    const attached = join(root, 'state', 'attachments');
    const records = existsSync(attached) ? (await readdir(attached)).filter((name) => name.endsWith('.json')) : [];
    expect(records).to.deep.equal([]);
    expect((await containers.view(id))?.state).to.equal('Off');
  }

  for (const [what, entry, kind, words, hint] of [
    [
      'the caller is no administrator',
      { call: 'HcsCreateComputeSystem', hr: '0x8037011B', refused: true },
      'AccessDenied',
      'does not run as administrator (HCS_E_ACCESS_DENIED, 0x8037011B)',
      'Start-Process powershell -Verb RunAs',
    ],
    [
      'the feature is missing',
      { call: 'HcsCreateComputeSystem', hr: '0x80370114', refused: true },
      'NotInstalled',
      "the Windows feature 'Containers' is not installed",
      'Install-ContainerHost;',
    ],
    [
      'no hypervisor runs',
      { call: 'HcsCreateComputeSystem', hr: '0xC0351000' },
      'NotInstalled',
      'no hypervisor runs on this machine',
      'bcdedit /set hypervisorlaunchtype auto',
    ],
    [
      'the image is of another build',
      { call: 'HcsStartComputeSystem', hr: '0x80370101' },
      'NotSupported',
      "the image's Windows build does not match this host's",
      '-Isolation HyperV',
    ],
    [
      'vmcompute does not run',
      { call: 'HcsCreateComputeSystem', hr: '0x800706BA', refused: true },
      'ConnectionFailed',
      'the Host Compute Service (vmcompute) does not run',
      'Start-Service vmcompute',
    ],
    [
      'hns does not run',
      { call: 'HcnCreateNamespace', hr: '0x800706D9', refused: true },
      'ConnectionFailed',
      'the Host Network Service (hns) does not run',
      'Start-Service hns',
    ],
    [
      'the id is there already',
      { call: 'HcsCreateComputeSystem', hr: '0x8037010F', refused: true },
      'AlreadyExists',
      'is there already',
      'Repair-ContainerHost -WhatIf',
    ],
    [
      'somebody holds the layer',
      { call: 'ActivateLayer', hr: '0x80070020', refused: true },
      'Busy',
      'is in use',
      'exclude the state folder',
    ],
    [
      'the account lacks a privilege',
      { call: 'PrepareLayer', hr: '0x80070522', refused: true },
      'AccessDenied',
      'does not run as administrator',
      '-Verb RunAs',
    ],
  ] as const) {
    it(what, async () => {
      await script(entry);
      const failure = await faultOf(containers.start(id));
      await script();
      expect(failure.message).to.match(/^Cannot start container 'web': /);
      expect(failure.message, failure.message).to.contain(words);
      expect(failure.kind).to.equal(kind);
      expect(failure.hint).to.contain(hint);
      expect(failure.hresult).to.equal(Number(entry.hr));
      await expectNothingHeld();
    });
  }

  it('and then it starts; an unknown user is named, and the container runs on', async () => {
    expect(await containers.start(id)).to.equal(true);
    const sink = { stdout: async () => undefined, stderr: async () => undefined };
    for (const [hr, user] of [
      ['0x8007052E', 'bob'],
      ['0x80070534', 'contoso\\bob'],
    ] as const) {
      await script({ call: 'HcsCreateProcess', hr, refused: true });
      const failure = await faultOf(containers.run(id, { commandLine: 'cmd /c exit 0', user }, sink));
      await script();
      expect(failure.kind).to.equal('InvalidArgument');
      expect(failure.message).to.contain(`there is no user '${user}' in the container`);
      expect(failure.hint).to.contain('ContainerAdministrator');
      expect(failure.hresult).to.equal(Number(hr));
    }
    const { exitCode } = await containers.run(id, { commandLine: 'cmd /c exit 3', asAdministrator: true }, sink);
    expect(exitCode).to.equal(3);
    expect(await host.compute.listProcesses(id)).to.deep.equal([]);
    await containers.stop(id, { turnOff: true });
    await expectNothingHeld();
  });

  it('a field that this build does not know is named', async () => {
    const scratch = join(root, 'other-scratch');
    const layer = join(root, 'layers', 'base');
    await host.layers.createScratch(scratch, [layer]);
    const Path = await host.layers.attachScratch(scratch, [layer]);
    const Container = { Storage: { Layers: [{ Id: '', Path: layer }], Path }, NewInWindows13: true };
    const document = {
      Owner: 'test',
      SchemaVersion: { Major: 2 as const, Minor: 1 },
      ShouldTerminateOnLastHandleClosed: false,
      Container,
    };
    const failure = await faultOf(host.compute.create('dddd0000-1111-4222-8333-444444444444', document));
    expect(failure.kind).to.equal('NotSupported');
    expect(failure.message).to.contain('this Windows build rejects the field $.Container.NewInWindows13');
    expect(failure.hint).to.contain('Install Windows updates');
    await host.layers.detachScratch(scratch);
    await host.layers.destroyScratch(scratch);
    await expectNothingHeld();
  });

  it('an account that the host cannot vouch for ends the start, and no guard is left', async () => {
    const image = (await containers.view(id))?.record.image;
    expect(image?.name).to.equal('Windows');
    const { osVersion = '' } = await host.capabilities();
    const request = { name: 'gmsa', image: sampleImage({ osFeatures: [], osVersion }), credentialSpec: SPEC };
    const { id: own } = await containers.create(request);
    await script({ call: 'HcsModifyServiceSettings', hr: '0x80070005', refused: true });
    const failure = await faultOf(containers.start(own));
    await script();
    expect(failure.kind).to.equal('AccessDenied');
    await expectNothingHeld();
    await containers.start(own);
    await containers.remove(own, { force: true });
    await expectNothingHeld();
  });
});
