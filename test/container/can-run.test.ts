import { expect } from 'chai';
import { whyCannotRun } from '../../core/container/can-run.ts';
import { describeHost } from '../../core/win32/capabilities.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { sampleImage } from '../doubles/memory-images.ts';
import { WINDOWS_SERVER } from '../doubles/windows-machine.ts';

describe('a machine on which no container runs', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());
  const image = { ...sampleImage(), osFeatures: [], osVersion: '10.0.26100.1742' };

  it('one that has all runs them', () => {
    expect(whyCannotRun(describeHost(WINDOWS_SERVER), 'x', undefined)).to.equal(undefined);
    expect(whyCannotRun(describeHost(WINDOWS_SERVER), 'x', 'hyperv')).to.equal(undefined);
  });

  const absent = { state: 'absent' } as const;
  for (const [what, facts, isolation, kind, words, hint] of [
    ['no administrator', { isAdministrator: false }, undefined, 'AccessDenied', 'as administrator', 'RunAs'],
    [
      'no feature',
      { compute: absent, network: absent },
      undefined,
      'NotInstalled',
      "'Containers'",
      'Install-ContainerHost;',
    ],
    [
      'a disabled vmcompute',
      { compute: { state: 'disabled' } },
      undefined,
      'NotInstalled',
      'HostComputeService',
      'Set-Service vmcompute',
    ],
    [
      'a disabled hns',
      { network: { state: 'disabled' } },
      undefined,
      'NotInstalled',
      'HostNetworkService',
      'Set-Service hns',
    ],
    [
      'no Hyper-V',
      { hasHyperV: false, hasHypervisor: false },
      'hyperv',
      'NotInstalled',
      "'Microsoft-Hyper-V'",
      '-Isolation HyperV',
    ],
    [
      'no hypervisor',
      { hasHypervisor: false },
      'hyperv',
      'NotInstalled',
      'no hypervisor runs',
      'ExposeVirtualizationExtensions',
    ],
    [
      'an image of an older build',
      { hasHyperV: false, version: { major: 10, minor: 0, build: 20348 } },
      undefined,
      'NotSupported',
      'build 26100, this host is 20348',
      'update this host',
    ],
  ] as const) {
    it(`${what}: New-Container and Start-Container tell it, and nothing is made`, async () => {
      kit.machine.capabilities = describeHost(WINDOWS_SERVER);
      const id = await kit.create('before', { image, ...(isolation === undefined ? {} : { isolation }) });
      const held = kit.machine.held();
      kit.machine.capabilities = describeHost({ ...WINDOWS_SERVER, ...facts });
      const request = { image, ...(isolation === undefined ? {} : { isolation }) };
      const created = await faultOf(kit.create('web', request));
      kit.images.images.splice(0, kit.images.images.length, image);
      const started = await faultOf(kit.containers.start(id));
      for (const failure of [created, started]) {
        expect(failure.kind).to.equal(kind);
        expect(failure.message).to.contain(words);
        expect(failure.hint).to.contain(hint);
      }
      expect(started.message).to.match(/^Cannot start container 'before': (?!Cannot)/);
      expect(kit.machine.held()).to.deep.equal(held);
    });
  }
});
