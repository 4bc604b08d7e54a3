import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { fault } from '../../../core/base/fault.ts';
import type { HostFinding, PreparationStep } from '../../../core/host/preparation.ts';
import {
  type ContainerHostCheckObject,
  type ContainerHostRepairObject,
  type ContainerHostStepObject,
  OBJECTS,
} from '../../../core/service/generated/contract.gen.ts';
import { describeHost } from '../../../core/win32/capabilities.ts';
import { sampleImage } from '../../doubles/memory-images.ts';
import { type HandlerKit, hostOf, openHandlerKit, type Said } from './handler-kit.ts';

const BROKEN: HostFinding = {
  id: 'HostComputeService',
  name: 'HostComputeService',
  result: 'failed',
  cause: 'The service is disabled.',
  fix: 'Set-Service',
  repair: 'Start the service',
};
const ORPHAN = 'eeee0000-1111-4222-8333-444444444444';

/** The handlers give what their contract declares. */
const checksOf = (said: Said) => said.objects.map(({ value }) => value as ContainerHostCheckObject);
const repairsOf = (said: Said) => said.objects.map(({ value }) => value as ContainerHostRepairObject);
const stepsOf = (said: Said) => said.objects.map(({ value }) => value as ContainerHostStepObject);

function step(id: string, afterRestart = false): PreparationStep {
  return { id, action: 'Install', target: id, command: `Install-It ${id}`, afterRestart };
}

describe('host handlers', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());
  const preparation = () => kit.machine.preparation;
  const orphan = () => mkdir(join(kit.root, 'containers', ORPHAN, 'logs'), { recursive: true });

  it('Get-ContainerHost shows what a Windows machine lacks, what that disables, and the command that brings it', async () => {
    kit.machine.capabilities = describeHost({
      version: { major: 10, minor: 0, build: 20348, revision: 2402 },
      edition: 'ServerStandard',
      isServer: true,
      architecture: 'amd64',
      processorCount: 2,
      compute: { state: 'running', version: 'schema 2.15' },
      network: { state: 'disabled' },
      hasHyperV: false,
      hasHypervisor: false,
      isVirtualizationOn: true,
      isAdministrator: true,
      isHyperVAdministrator: false,
      missing: { compute: [], network: [], layers: [] },
    });
    const said = await kit.call('Get-ContainerHost', {});
    const features = new Map(
      (hostOf(said).Features as { Name: string }[]).map((feature) => [feature.Name, feature]), // what the handler makes
    );
    expect(features.get('Windows')).to.deep.include({ Available: true, Version: '10.0.20348.2402 ServerStandard' });
    expect(features.get('HostComputeService')).to.deep.include({ Available: true, Version: 'schema 2.15' });
    expect(features.get('Elevation')).to.deep.include({ Available: true });
    expect(features.get('HyperV')).to.deep.include({
      Available: false,
      Reason: 'Hyper-V isolation',
      Fix: 'Install-WindowsFeature Hyper-V -Restart',
    });
    expect(features.get('Hypervisor')).to.have.property('Fix').that.contains('bcdedit');
    expect(features.get('HostNetworkService')).to.have.property('Fix').that.contains('Start-Service hns');
    expect(said.warnings.join()).to.contain('HostNetworkService is missing');
  });

  describe('Test-ContainerHost', () => {
    it('gives one object for each check, of declared properties only, and changes nothing', async () => {
      preparation().findings.push(BROKEN);
      await orphan();
      kit.images.unused = ['/layers/old'];
      const said = await kit.call('Test-ContainerHost', {});
      expect(checksOf(said).map(({ Name, Result, CanRepair }) => [Name, Result, CanRepair])).to.deep.equal([
        ['Memory', 'Passed', false],
        ['HostComputeService', 'Failed', true],
        ['HalfDone', 'Warning', true],
        ['Image', 'Passed', false],
        ['UnusedLayer', 'Warning', true],
      ]);
      const declared = OBJECTS.ContainerHostCheck.properties.map(({ name }) => name);
      for (const check of checksOf(said)) expect(declared).to.include.members(Object.keys(check));
      expect(said.asked).to.deep.equal([]);
      expect(preparation().done).to.deep.equal([]);
    });

    it('takes names with wildcards', async () => {
      preparation().findings.push(BROKEN);
      const said = await kit.call('Test-ContainerHost', { Name: ['host*', 'nothing'] });
      expect(checksOf(said).map(({ Id }) => Id)).to.deep.equal(['host:HostComputeService']);
    });

    for (const [result, answer] of [
      ['failed', false],
      ['warning', true],
      ['passed', true],
    ] as const) {
      it(`-Quiet says ${answer} when the worst check has ${result}`, async () => {
        preparation().findings.push({ ...BROKEN, result });
        const said = await kit.call('Test-ContainerHost', { Quiet: true });
        expect(said.objects).to.deep.equal([{ type: 'Boolean', value: answer }]);
      });
    }

    it('tells which images cannot run here, and why', async () => {
      kit.machine.capabilities = {
        ...kit.machine.capabilities,
        kind: 'windows',
        osFeatures: [],
        osVersion: '10.0.20348.1',
      };
      kit.images.images.splice(0);
      const image = (name: string, osVersion: string) =>
        sampleImage({
          name,
          reference: `${name}:1`,
          osVersion,
          osFeatures: [],
          digest: `sha256:${name.padEnd(64, '0')}`,
        });
      kit.images.images.push(
        image('fits', '10.0.20348.9'),
        image('newer', '10.0.26100.1'),
        sampleImage({ name: 'bad', digest: 'sha256:bad', damage: fault('Corrupt', 'Its manifest is damaged.') }),
        sampleImage({ name: 'penguin', os: 'linux', digest: 'sha256:linux' }),
      );
      const found = checksOf(await kit.call('Test-ContainerHost', { Name: ['Image'] }));
      expect(found.map(({ Result }) => Result)).to.deep.equal(['Passed', 'Warning', 'Failed', 'Warning']);
      expect(found[1]?.Cause).to.contain('26100').and.to.contain('20348');
      expect(found[1]?.Fix).to.match(/\S/);
      expect(found[2]).to.include({ Cause: 'Its manifest is damaged.', CanRepair: false });
      expect(found[3]?.Cause).to.contain('linux');
    });

    it('goes on where a part cannot be looked at, and says so', async () => {
      kit.machine.failNext(
        'compute.list',
        fault('NotInstalled', 'There is no HCS.', { hint: 'Install-ContainerHost' }),
      );
      const found = checksOf(await kit.call('Test-ContainerHost', {}));
      expect(found.find(({ Name }) => Name === 'Leftovers')).to.deep.include({
        Result: 'Warning',
        Cause: 'There is no HCS.',
        Fix: 'Install-ContainerHost',
      });
      expect(found.map(({ Name }) => Name)).to.include.members(['Memory', 'Image']);
    });
  });

  describe('Repair-ContainerHost', () => {
    it('asks for each, mends each, and gives a record of each', async () => {
      preparation().findings.push(BROKEN);
      await orphan();
      kit.images.unused = ['/layers/old'];
      const said = await kit.call('Repair-ContainerHost', {});
      expect(said.asked).to.deep.equal([
        'Start the service HostComputeService',
        `Finish it, or undo it HalfDone '${ORPHAN}'`,
        "Remove the layer UnusedLayer '/layers/old'",
      ]);
      expect(repairsOf(said).map(({ Name, Result }) => [Name, Result])).to.deep.equal([
        ['HostComputeService', 'Repaired'],
        ['HalfDone', 'Repaired'],
        ['UnusedLayer', 'Repaired'],
      ]);
      const left = checksOf(await kit.call('Test-ContainerHost', {})).filter(({ Result }) => Result !== 'Passed');
      expect(left).to.deep.equal([]);
    });

    it('touches nothing with -WhatIf, and lists everything', async () => {
      preparation().findings.push(BROKEN);
      await orphan();
      const before = checksOf(await kit.call('Test-ContainerHost', {}));
      const said = await kit.call('Repair-ContainerHost', {}, { answer: false });
      expect(said.asked).to.have.length(2);
      expect(said.objects).to.deep.equal([]);
      expect(checksOf(await kit.call('Test-ContainerHost', {}))).to.deep.equal(before);
    });

    it('goes on with the next when one fails', async () => {
      preparation().findings.push(BROKEN);
      preparation().failures.set('HostComputeService', fault('AccessDenied', 'No.'));
      await orphan();
      const said = await kit.call('Repair-ContainerHost', {});
      expect(said.thrown).to.equal(undefined);
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['AccessDenied']);
      expect(repairsOf(said).map(({ Name }) => Name)).to.deep.equal(['HalfDone']);
    });

    it('mends what Test-ContainerHost pipes into it, and that alone', async () => {
      preparation().findings.push(BROKEN, { ...BROKEN, id: 'other', name: 'Other' });
      const said = await kit.call('Repair-ContainerHost', { Id: ['host:other', 'host:Memory', 'host:gone'] });
      expect(repairsOf(said).map(({ Id }) => Id)).to.deep.equal(['host:other']);
      expect(said.errors).to.deep.equal([]);
      const wrong = await kit.call('Repair-ContainerHost', { Id: ['web'] });
      expect(wrong.errors.map(({ kind }) => kind)).to.deep.equal(['NotFound']);
    });

    it('tells what only a person can mend, with the fix', async () => {
      const { repair: _, ...byHand } = BROKEN;
      preparation().findings.push(byHand);
      const said = await kit.call('Repair-ContainerHost', { Name: ['Host*'] });
      expect(said.warnings.join()).to.contain('The service is disabled.').and.to.contain('Set-Service');
      expect(said.asked).to.deep.equal([]);
    });
  });

  describe('Install-ContainerHost', () => {
    const journal = () => readFile(join(kit.root, 'preparation.json'), 'utf8').catch(() => undefined);

    it('says that there is nothing to do on a machine that is ready', async () => {
      const said = await kit.call('Install-ContainerHost', {});
      expect(said.verbose.join()).to.contain('ready');
      expect(said.objects).to.deep.equal([]);
      expect(await journal()).to.equal(undefined);
    });

    it('takes each step in order, and needs no restart where none does', async () => {
      preparation().steps = [step('a'), step('b', true)];
      const said = await kit.call('Install-ContainerHost', {});
      expect(stepsOf(said).map(({ Target, Result }) => [Target, Result])).to.deep.equal([
        ['a', 'Done'],
        ['b', 'Done'],
      ]);
      expect(said.asked).to.deep.equal(['Install (Install-It a) a', 'Install (Install-It b) b']);
      expect(said.progress.at(-1)?.completed).to.equal(true);
      expect(preparation().restarts).to.equal(0);
      expect(await journal()).to.equal(undefined);
    });

    it('lists every step with its command, and takes none, with -WhatIf', async () => {
      preparation().steps = [step('a'), step('b', true)];
      preparation().needRestart.add('a');
      const said = await kit.call('Install-ContainerHost', { Restart: true }, { answer: false });
      expect(said.asked).to.deep.equal(['Install (Install-It a) a', 'Install (Install-It b) b']);
      expect(preparation()).to.deep.include({ done: [], restarts: 0, continuation: undefined });
      expect(await journal()).to.equal(undefined);
    });

    it('keeps what must wait for the restart, goes on after it, and then tidies up', async () => {
      preparation().steps = [step('a'), step('c'), step('b', true)];
      preparation().needRestart.add('a');
      const said = await kit.call('Install-ContainerHost', { Isolation: 'HyperV' });
      expect(stepsOf(said).map(({ Target, Result }) => [Target, Result])).to.deep.equal([
        ['a', 'Done'],
        ['c', 'Done'],
        ['b', 'Waiting'],
      ]);
      expect(said.warnings.join()).to.contain('Restart-Computer');
      expect(JSON.parse((await journal()) ?? '')).to.deep.include({
        hyperV: true,
        done: ['Install-It a', 'Install-It c'],
        waiting: ['Install-It b'],
      });
      expect(preparation().continuation).to.deep.equal({
        program: '/node',
        arguments: ['/hcs.mjs', 'Install-ContainerHost', '-NoRestart', '-Isolation', 'HyperV'],
        environment: { HCS_CONTAINERS_ROOT: kit.root },
      });
      expect(preparation().restarts).to.equal(0);
      const waiting = checksOf(await kit.call('Test-ContainerHost', { Name: ['Installation'] }));
      expect(waiting.map(({ Result, Fix }) => [Result, Fix?.includes('Restart-Computer')])).to.deep.equal([
        ['Warning', true],
      ]);

      preparation().asked = [];
      const after = await kit.call('Install-ContainerHost', { NoRestart: true });
      expect(stepsOf(after).map(({ Target, Result }) => [Target, Result])).to.deep.equal([['b', 'Done']]);
      expect(preparation().asked).to.deep.equal([{ hyperV: true }]); // as the call before had asked
      expect(preparation().continuation).to.equal(undefined);
      expect(await journal()).to.equal(undefined);
    });

    it('restarts the machine when told to, last of all', async () => {
      preparation().steps = [step('a')];
      preparation().needRestart.add('a');
      const said = await kit.call('Install-ContainerHost', { Restart: true });
      expect(said.asked.at(-1)).to.equal('Restart the computer box');
      expect(preparation().restarts).to.equal(1);
      expect(kit.machine.calls.at(-1)).to.equal('preparation.restart');
    });

    it('stops at a step that fails, keeps note of a restart that is needed, and registers nothing', async () => {
      preparation().steps = [step('a'), step('bad'), step('c')];
      preparation().needRestart.add('a');
      preparation().failures.set('bad', fault('CommandFailed', 'The source files could not be found.'));
      const said = await kit.call('Install-ContainerHost', {});
      expect(said.thrown?.kind).to.equal('CommandFailed');
      expect(preparation().done).to.deep.equal(['a']);
      expect(JSON.parse((await journal()) ?? '')).to.deep.include({ done: ['Install-It a'] });
      expect(preparation().continuation).to.equal(undefined);
    });

    it('takes no further step once it is cancelled', async () => {
      preparation().steps = [step('a')];
      const controller = new AbortController();
      controller.abort(fault('Cancelled', 'Ctrl+C'));
      const said = await kit.call('Install-ContainerHost', {}, { signal: controller.signal });
      expect(said.thrown?.kind).to.equal('Cancelled');
      expect(preparation().done).to.deep.equal([]);
    });

    it('refuses -Restart with -NoRestart, and goes on over a damaged journal', async () => {
      const both = await kit.call('Install-ContainerHost', { Restart: true, NoRestart: true });
      expect(both.thrown?.kind).to.equal('InvalidArgument');
      await writeFile(join(kit.root, 'preparation.json'), '{"schemaVersion":');
      preparation().steps = [step('a')];
      expect(stepsOf(await kit.call('Install-ContainerHost', {}))).to.have.length(1);
    });
  });
});
