import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isNotFound } from '../../core/base/hresult.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { Hcs } from '../../core/win32/hcs.ts';
import type { MachinePlan } from '../../core/win32/hyperv/machine-plan.ts';
import { planMachine } from '../../core/win32/hyperv/plan-machine.ts';
import { HeldMachine } from '../../core/win32/keeper/held-machine.ts';
import { openNative } from '../../core/win32/native.ts';
import { runningOperations } from '../../core/win32/operation.ts';
import { eventually } from './kit/compute-bed.ts';
import { faultOf } from './kit/fault-of.ts';
import { type ScriptedFault, setFaults, standinFile } from './kit/standin.ts';

const ID = '7b8d3e0c-9d0e-4c0e-8a53-0f4b1c2d3e4f';

describe('the virtual machine of a container', function () {
  this.timeout(60_000);
  const native = openNative({ dlls: { computecore: standinFile('computecore.dll') } });
  const hcs = new Hcs(native);
  let root: string;
  let plan: MachinePlan;
  let lost: string[];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'hcs-machine-'));
    const utilityVmFolder = join(root, 'base', 'UtilityVM');
    const scratchFolder = join(root, 'scratch');
    await mkdir(join(utilityVmFolder, 'Files'), { recursive: true });
    await mkdir(scratchFolder);
    await writeFile(join(utilityVmFolder, 'SystemTemplate.vhdx'), 'the machine’s disk');
    await writeFile(join(scratchFolder, 'sandbox.vhdx'), 'the container’s disk');
    ({ plan } = planMachine({
      id: ID,
      document: {
        Owner: 'test',
        SchemaVersion: { Major: 2, Minor: 1 },
        ShouldTerminateOnLastHandleClosed: false,
        Container: {
          Storage: {
            Layers: [
              { Id: '44ee543c-e9f7-5ac3-a463-d6dc23dde7ce', Path: join(root, 'app') },
              { Id: '010df3e1-7918-5616-b7ed-f330ad22e0d8', Path: join(root, 'base') },
            ],
            Path: scratchFolder,
          },
          MappedDirectories: [{ HostPath: root, ContainerPath: 'C:\\data' }],
        },
      },
      scratchFolder,
      utilityVmFolder,
      network: undefined,
      startMs: 5_000,
    }));
  });
  after(() => rm(root, { recursive: true }));
  beforeEach(() => {
    lost = [];
  });
  afterEach(async () => {
    await setFaults(native);
    await runningOperations(native).settled();
    expect(await isThere(), 'the machine has gone').to.equal(false);
    expect(existsSync(join(root, 'scratch', 'vm')), 'and its disk').to.equal(false);
    expect(existsSync(join(root, 'scratch', 'sandbox.vhdx')), 'the scratch stays').to.equal(true);
  });

  const machine = (): HeldMachine => new HeldMachine({ hcs, log: silentLog }, plan, (reason) => lost.push(reason));

  async function isThere(): Promise<boolean> {
    try {
      const handle = await hcs.openSystem(plan.id);
      await handle.close();
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
  }

  async function terminate(): Promise<void> {
    const handle = await hcs.openSystem(plan.id);
    await hcs.terminateSystem(handle);
    await handle.close();
  }

  it('is made with all that the container needs, and taken apart to the last', async () => {
    const one = machine();
    await one.bringUp(plan);
    expect(await isThere()).to.equal(true);
    expect(existsSync(plan.diskPath)).to.equal(true);
    await one.takeApart();
    await one.takeApart();
    expect(lost).to.deep.equal([]);
  });

  it('that ends by itself is told, once, with what HCS says', async () => {
    const one = machine();
    await one.bringUp(plan);
    await terminate();
    await eventually('it is told', () => lost.length > 0);
    expect(lost.join()).to.contain('ForcedExit');
    await one.takeApart();
    expect(lost).to.have.length(1);
  });

  it('whose end was told to nobody is found by looking', async () => {
    const one = machine();
    await one.bringUp(plan);
    await setFaults(native, { event: 'SystemExited', lost: true });
    await terminate();
    expect(lost).to.deep.equal([]);
    await one.look();
    expect(lost).to.have.length(1);
    await one.takeApart();
  });

  it('is taken up by the next keeper, and ended by it', async () => {
    const first = machine();
    await first.bringUp(plan);
    await first.letGo();
    const next = machine();
    await next.adopt();
    await next.takeApart();
  });

  it('that is gone when the next keeper comes leaves only its disk, which goes', async () => {
    const first = machine();
    await first.bringUp(plan);
    await first.letGo();
    await terminate();
    const next = machine();
    await next.adopt();
    expect(lost).to.deep.equal([]);
    await next.takeApart();
  });

  it('of a creation that was cut short makes place for the next', async () => {
    const first = machine();
    await first.bringUp(plan);
    await first.letGo();
    const next = machine();
    await next.bringUp(plan);
    await next.takeApart();
  });

  const REFUSED: [string, ScriptedFault, string, string][] = [
    ['its making', { call: 'HcsCreateComputeSystem', hr: '0x80370102' }, 'NotInstalled', ''],
    ['access to its disk', { call: 'HcsGrantVmAccess', hr: '0x80070005', refused: true }, 'AccessDenied', ''],
    ['its start', { call: 'HcsStartComputeSystem', hr: '0x800705AA' }, 'any', ''],
    ['the answer of its guest', { call: 'HcsStartComputeSystem', hr: '0x80370109' }, 'Timeout', 'did not answer'],
    ['the first layer', { call: 'HcsModifyComputeSystem', hr: '0x80070005' }, 'AccessDenied', 'share the layer'],
    ['the scratch', { call: 'HcsModifyComputeSystem', hr: '0x80070020', skip: 2 }, 'Busy', 'attach the scratch'],
    ['the last step', { call: 'HcsModifyComputeSystem', hr: '0x80070003', skip: 4 }, 'NotFound', 'share the folder'],
  ];
  for (const [what, scripted, kind, words] of REFUSED) {
    it(`that is refused ${what} fails with the reason, and nothing is left`, async () => {
      await setFaults(native, scripted);
      const refusal = await faultOf(machine().bringUp(plan));
      if (kind !== 'any') expect(refusal.kind, refusal.message).to.equal(kind);
      expect(refusal.message).to.contain(words);
      expect(lost).to.deep.equal([]);
    });
  }

  it('whose guest never answers is given up after the time it has, and ended', async () => {
    await setFaults(native, { call: 'HcsStartComputeSystem', delayMs: 8_000 });
    const silent = await faultOf(machine().bringUp(plan));
    expect(silent.kind).to.equal('Timeout');
    expect(silent.message).to.contain('did not answer within 5 s');
    expect(silent.hint).to.contain('nested');
  });

  it('that HCS does not connect to its guest is of no use, and ended', async () => {
    const { GuestConnection: _, ...rest } = plan.document.VirtualMachine;
    const without = { ...plan.document, VirtualMachine: rest } as MachinePlan['document']; // no such document is ours
    const silent = await faultOf(machine().bringUp({ ...plan, document: without }));
    expect([silent.kind, silent.message.includes('is not connected')]).to.deep.equal(['Timeout', true]);
  });

  it('whose image has no disk for it is never made', async () => {
    const refusal = await faultOf(machine().bringUp({ ...plan, templatePath: join(root, 'none.vhdx') }));
    expect(refusal.kind).to.equal('NotFound');
    expect(refusal.hint).to.contain('Import');
  });
});
