import { expect } from 'chai';
import { fault } from '../../core/base/fault.ts';
import type { ComputeSystemDocument } from '../../core/spec/compute-document.ts';
import type { ModifySettingRequest } from '../../core/spec/utility-vm-document.ts';
import type { SystemHandle } from '../../core/win32/hcs.ts';
import { changeInMachine } from '../../core/win32/hyperv/change-in-machine.ts';
import { makesOwnMachine } from '../../core/win32/hyperv/choose-schema.ts';
import { planMachine } from '../../core/win32/hyperv/plan-machine.ts';
import { faultOf } from './kit/fault-of.ts';

const ID = '7b8d3e0c-9d0e-4c0e-8a53-0f4b1c2d3e4f';
const document: ComputeSystemDocument = {
  Owner: 'test',
  SchemaVersion: { Major: 2, Minor: 1 },
  ShouldTerminateOnLastHandleClosed: false,
  Container: {
    Storage: {
      Layers: [
        { Id: '44ee543c-e9f7-5ac3-a463-d6dc23dde7ce', Path: 'C:\\store\\app' },
        { Id: '010df3e1-7918-5616-b7ed-f330ad22e0d8', Path: 'C:\\store\\base' },
      ],
      Path: 'C:\\store\\web',
    },
  },
};

const service = (...minors: number[]): Record<string, unknown> => ({
  Properties: [{ SupportedSchemaVersions: [{ Major: 1, Minor: 0 }, ...minors.map((Minor) => ({ Major: 2, Minor }))] }],
});

describe('which way to a virtual machine', () => {
  it('is ours from schema 2.4 on', () => {
    const says = [1, 3, 4, 5, 11].map((minor) => makesOwnMachine(service(minor), document, undefined));
    expect(says).to.deep.equal([false, false, true, true, true]);
  });

  it('is left to HCS when it does not say what it knows', () => {
    for (const odd of [{}, { Properties: [] }, { Properties: 'none' }, service()])
      expect(makesOwnMachine(odd, document, undefined), JSON.stringify(odd)).to.equal(false);
  });

  it('is left to HCS for a managed service account, and for devices', () => {
    expect(makesOwnMachine(service(11), document, '{}')).to.equal(false);
    const AssignedDevices = [
      { Type: 'ClassGuid' as const, InterfaceClassGuid: '5b45201d-f2f2-4f3b-85bb-30ff1f953599' },
    ];
    const withDevice = { ...document, Container: { ...document.Container, AssignedDevices } };
    expect(makesOwnMachine(service(11), withDevice, undefined)).to.equal(false);
  });
});

describe('the plan of a virtual machine', () => {
  const plan = (container: Partial<ComputeSystemDocument['Container']>) =>
    planMachine({
      id: ID,
      document: { ...document, Container: { ...document.Container, ...container } },
      scratchFolder: 'scratch',
      utilityVmFolder: 'base/UtilityVM',
      network: {
        namespace: { ID },
        endpoints: [{ id: ID, macAddress: '00-15-5D-00-00-01', document: { ID } }],
      },
      startMs: 1000,
    });

  it('has each thing before what needs it, and for all but an announcement a way back', () => {
    const { steps } = plan({ MappedDirectories: [{ HostPath: 'D:\\data', ContainerPath: 'C:\\data' }] }).plan;
    expect(steps.map(({ what }) => what.replace(/ .*/, ''))).to.deep.equal([
      'share',
      'share',
      'attach',
      'put',
      'share',
      'make',
      'tell',
      'add',
    ]);
    expect(steps.filter(({ remove }) => remove === undefined).map(({ what }) => what)).to.deep.equal([
      `tell the guest of the network endpoint ${ID}`,
    ]);
  });

  it('gives the guest memory beside the container’s, and its processors', () => {
    const topology = (container: Partial<ComputeSystemDocument['Container']>) =>
      plan(container).plan.document.VirtualMachine.ComputeTopology;
    expect(topology({}).Memory.SizeInMB).to.equal(1024);
    expect(topology({ Memory: { SizeInMB: 256 } }).Memory.SizeInMB).to.equal(1024);
    expect(topology({ Memory: { SizeInMB: 4096 } }).Memory.SizeInMB).to.equal(4608);
    expect(topology({}).Processor.Count).to.equal(2);
    expect(topology({ Processor: { Count: 4 } }).Processor.Count).to.equal(4);
  });

  it('names in the container’s document only what its steps have made', () => {
    const { plan: machine, document: inside } = plan({
      MappedDirectories: [{ HostPath: 'D:\\d', ContainerPath: 'C:\\d' }],
    });
    const { Storage, MappedDirectories = [] } = inside.HostedSystem.Container;
    const text = JSON.stringify(machine.steps.map(({ add }) => add)).toLowerCase();
    const shares = [...Storage.Layers.map(({ Path }) => Path), ...MappedDirectories.map(({ HostPath }) => HostPath)];
    for (const path of shares) expect(text).to.contain(`"name":"${path.split('\\').at(-1)}"`);
    expect(text).to.contain(JSON.stringify(Storage.Path).toLowerCase());
    expect(inside.HostingSystemId).to.equal(machine.id);
  });
});

describe('a change of a container in a virtual machine', () => {
  const container = 'container' as unknown as SystemHandle; // only passed on
  const machine = 'machine' as unknown as SystemHandle; // the same
  type Asked = [unknown, string | undefined, string | undefined, string];

  async function asked(request: ModifySettingRequest, refuses?: unknown): Promise<Asked[]> {
    const told: Asked[] = [];
    const modifySystem = async (system: unknown, one: object): Promise<void> => {
      const { ResourcePath, RequestType, Settings } = one as ModifySettingRequest; // what changeInMachine sends
      told.push([system, RequestType, ResourcePath, JSON.stringify(Settings)]);
      if (system === refuses) throw fault('NotSupported', 'no');
    };
    const changing = changeInMachine({ hcs: { modifySystem }, container, machine }, request);
    if (refuses === undefined) await changing;
    else expect((await faultOf(changing)).kind).to.equal('NotSupported');
    return told;
  }

  const folder = (RequestType: 'Add' | 'Remove'): ModifySettingRequest => ({
    ResourcePath: 'Container/MappedDirectories',
    RequestType,
    Settings: { HostPath: 'D:\\data', ContainerPath: 'C:\\data', ReadOnly: true },
  });
  const SHARES = 'VirtualMachine/Devices/VirtualSmb/Shares';

  it('shares a folder with the machine before the container, and takes it away after it', async () => {
    const added = await asked(folder('Add'));
    const removed = await asked(folder('Remove'));
    expect(added.map(([system, type, path]) => [system, type, path])).to.deep.equal([
      [machine, 'Add', SHARES],
      [container, 'Add', 'Container/MappedDirectories'],
    ]);
    expect(removed.map(([system, type, path]) => [system, type, path])).to.deep.equal([
      [container, 'Remove', 'Container/MappedDirectories'],
      [machine, 'Remove', SHARES],
    ]);
    const share = /late-[0-9a-f]{16}/.exec(added[0]?.[3] ?? '')?.[0];
    for (const [, , , settings] of [...added, ...removed]) expect(settings).to.contain(share);
    expect(added[1]?.[3]).to.contain('VMSMB').and.not.to.contain('D:');
  });

  it('takes the share away again when the container refuses', async () => {
    const told = await asked(folder('Add'), container);
    expect(told.map(([system, type]) => [system, type])).to.deep.equal([
      [machine, 'Add'],
      [container, 'Add'],
      [machine, 'Remove'],
    ]);
  });

  it('of anything else goes to the container as it is', async () => {
    const request = { ResourcePath: 'Container/Memory/SizeInMB', RequestType: 'Update', Settings: 512 } as const;
    expect(await asked(request)).to.deep.equal([[container, 'Update', request.ResourcePath, '512']]);
  });
});
