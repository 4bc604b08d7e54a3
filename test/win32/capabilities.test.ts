import { expect } from 'chai';
import { faultOfHresult } from '../../core/base/hresult.ts';
import type { Binding } from '../../core/win32/binding.ts';
import { describeHost } from '../../core/win32/capabilities.ts';
import { type HostFacts, HostProbe } from '../../core/win32/host-facts.ts';
import type { Native } from '../../core/win32/native.ts';
import { WINDOWS_SERVER } from '../doubles/windows-machine.ts';

/** A server with everything. */
const WHOLE: HostFacts = {
  ...WINDOWS_SERVER,
  version: { ...WINDOWS_SERVER.version, revision: 1742 },
  edition: 'ServerDatacenter',
  compute: { state: 'running', version: 'schema 2.15' },
  network: { state: 'stopped' },
};

describe('what a Windows host can do', () => {
  it('everything, when nothing is missing', () => {
    const found = describeHost(WHOLE);
    expect(found).to.deep.include({
      kind: 'windows',
      osVersion: '10.0.26100.1742',
      architecture: 'amd64',
      osFeatures: [],
    });
    expect(found.isolations).to.deep.equal(['process', 'hyperv']);
    expect(found.features.filter(({ available }) => !available)).to.deep.equal([]);
    expect(found.features.find(({ name }) => name === 'Windows')?.version).to.equal('10.0.26100.1742 ServerDatacenter');
  });

  const absent = { state: 'absent' } as const;
  for (const [why, changes, isolations, name, fix] of [
    ['an old build', { version: { major: 10, minor: 0, build: 17134 } }, [], 'Windows', 'Windows Server 2019'],
    ['no elevation', { isAdministrator: false }, [], 'Elevation', 'RunAs'],
    ['Hyper-V rights alone', { isAdministrator: false, isHyperVAdministrator: true }, [], 'Elevation', 'RunAs'],
    [
      'a server without the feature',
      { compute: absent, network: absent },
      [],
      'Containers',
      'Install-WindowsFeature Containers',
    ],
    [
      'a client without the feature',
      { network: absent, isServer: false },
      [],
      'Containers',
      'Enable-WindowsOptionalFeature',
    ],
    ['a disabled service', { compute: { state: 'disabled' } }, [], 'HostComputeService', 'Set-Service vmcompute'],
    ['a disabled network service', { network: { state: 'disabled' } }, [], 'HostNetworkService', 'Set-Service hns'],
    [
      'a missing function',
      { missing: { ...WHOLE.missing, layers: ['ImportLayer of vmcompute.dll'] } },
      [],
      'ContainerFunctions',
      'Update Windows',
    ],
    ['no Hyper-V', { hasHyperV: false }, ['process'], 'HyperV', 'Install-WindowsFeature Hyper-V'],
    ['no Hyper-V on a client', { hasHyperV: false, isServer: false }, ['process'], 'HyperV', 'Microsoft-Hyper-V'],
    ['no hypervisor', { hasHypervisor: false }, ['process'], 'Hypervisor', 'bcdedit'],
    ['virtualization off', { hasHypervisor: false, isVirtualizationOn: false }, ['process'], 'Hypervisor', 'firmware'],
  ] as const) {
    it(`${why}: ${isolations.join(', ') || 'no containers'}, and how to have it`, () => {
      const found = describeHost({ ...WHOLE, ...(changes as Partial<HostFacts>) });
      expect(found.isolations).to.deep.equal(isolations);
      expect(found.osVersion === undefined).to.equal(isolations.length === 0);
      const lacking = found.features.filter(({ available }) => !available);
      expect(lacking.map((feature) => feature.name)).to.deep.equal([name]);
      expect(lacking[0]?.fix).to.contain(fix);
      expect(lacking[0]?.disables).to.be.a('string').and.not.equal('');
    });
  }
});

/** A machine of which each function answers as told. */
function machine(
  answers: Readonly<Record<string, (...args: never[]) => unknown>>,
  missing: readonly string[] = [],
): Native {
  const call = async (binding: Binding, ...args: unknown[]): Promise<unknown> => {
    const answer = answers[binding.name];
    return answer === undefined ? 0 : answer(...(args as never[])); // each answer knows its own arguments
  };
  return { call, has: ({ name }: Binding) => !missing.includes(name) } as unknown as Native; // what the probe uses
}

const failing = (hresult: number) => () => {
  throw faultOfHresult(hresult, { op: 'test' });
};
const noAnswer = failing(0x80370114);
const noHns = { send: () => Promise.reject(faultOfHresult(0x80070424, { op: 'test' })) };

describe('what a Windows machine says of itself', () => {
  const features = (ebx: number) => (_class: number, leaves: Buffer) => leaves.writeUInt32LE(ebx, 52);

  it('a guest of a hypervisor has none of its own', async () => {
    expect(
      (await new HostProbe(machine({ NtQuerySystemInformation: features(0) }), noHns).facts()).hasHypervisor,
    ).to.equal(false);
    expect(
      (await new HostProbe(machine({ NtQuerySystemInformation: features(3) }), noHns).facts()).hasHypervisor,
    ).to.equal(true);
    expect(
      (await new HostProbe(machine({ NtQuerySystemInformation: failing(0x80070057) }), noHns).facts()).hasHypervisor,
    ).to.equal(false);
  });

  it('its processors are those of all groups, whatever part of them our process may use', async () => {
    const native = machine({ GetActiveProcessorCount: (group: number) => (group === 0xffff ? 128 : 64) });
    expect((await new HostProbe(native, noHns).facts()).processorCount).to.equal(128);
    expect(describeHost({ ...WHOLE, processorCount: 128 }).processorCount).to.equal(128);
  });

  it('an unregistered service that answers is there, one that does not is not', async () => {
    const answers = {
      OpenServiceW: failing(0x80070424),
      HcsGetServiceProperties: (_query: string, result: [string]) => {
        result[0] = '{"Properties":[{"SupportedSchemaVersions":[{"Major":2,"Minor":1},{"Major":2,"Minor":15}]}]}';
      },
    };
    const hns = { send: async () => ({ Major: 15, Minor: 1 }) };
    const there = await new HostProbe(machine(answers), hns).facts();
    expect([there.compute, there.network]).to.deep.equal([
      { state: 'running', version: 'schema 2.1, 2.15' },
      { state: 'running', version: '15.1' },
    ]);
    const gone = { ...answers, HcsGetServiceProperties: failing(0x80370114) };
    const none = await new HostProbe(machine(gone), noHns).facts();
    expect([none.compute, none.network]).to.deep.equal([{ state: 'absent' }, { state: 'absent' }]);
  });

  it('does not ask a stopped service, nor wait for a slow one', async () => {
    let asked = 0;
    const status = (dwCurrentState: number) => (_service: unknown, out: unknown[]) => {
      out[0] = { dwCurrentState };
    };
    const slow = {
      send: () => {
        asked++;
        return new Promise<never>(() => undefined);
      },
    };
    const stopped = await new HostProbe(machine({ QueryServiceStatus: status(1) }), slow).facts();
    expect([asked, stopped.network]).to.deep.equal([0, { state: 'stopped' }]);
    // `slow` never answers: that this comes back is the proof.
    const running = await new HostProbe(machine({ QueryServiceStatus: status(4) }), slow).facts();
    expect([asked, running.network]).to.deep.equal([1, { state: 'running' }]);
  });

  it('asks an unregistered service that does not answer once, and one that runs until it answers', async () => {
    let asked = 0;
    const failing = {
      send: () => {
        asked++;
        return asked < 3 ? Promise.reject(new Error('hns is busy')) : Promise.resolve({ Major: 15, Minor: 1 });
      },
    };
    let isRegistered = false;
    const answers = {
      OpenServiceW: () => {
        if (!isRegistered) throw faultOfHresult(0x80070424, { op: 'test' });
      },
      QueryServiceStatus: (_service: unknown, out: unknown[]) => {
        out[0] = { dwCurrentState: 4 };
      },
      HcsGetServiceProperties: noAnswer,
    };
    const probe = new HostProbe(machine(answers), failing);
    for (let call = 0; call < 3; call++) expect((await probe.facts()).network).to.deep.equal({ state: 'absent' });
    expect(asked).to.equal(1);
    isRegistered = true;
    expect((await probe.facts()).network).to.deep.equal({ state: 'running' });
    expect((await probe.facts()).network).to.deep.equal({ state: 'running', version: '15.1' });
    await probe.facts();
    expect(asked).to.equal(3);
  });

  it('a disabled service is told apart from a stopped one', async () => {
    const answers = {
      QueryServiceStatus: (_service: unknown, out: unknown[]) => {
        out[0] = { dwCurrentState: 1 };
      },
      RegGetValueW: (
        _key: bigint,
        _sub: string,
        name: string,
        _flags: number,
        _type: null,
        data: Buffer,
        size: [number],
      ) => {
        data.writeUInt32LE(name === 'Start' ? 4 : 1742);
        size[0] = 4;
      },
    };
    const found = await new HostProbe(machine(answers), noHns).facts();
    expect([found.compute.state, found.network.state, found.hasHyperV, found.version.revision]).to.deep.equal([
      'disabled',
      'disabled',
      false,
      1742,
    ]);
  });

  it('names the functions that its DLLs lack', async () => {
    const { missing } = await new HostProbe(machine({}, ['HcnCreateNetwork', 'PrepareLayer']), noHns).facts();
    expect(missing).to.deep.equal({
      compute: [],
      network: ['HcnCreateNetwork of computenetwork.dll'],
      layers: ['PrepareLayer of vmcompute.dll'],
    });
  });
});
