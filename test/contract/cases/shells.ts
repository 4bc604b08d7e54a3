import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { ComputeHost } from '../../../core/host/port.ts';
import { programShells } from '../../../core/host/program-shells.ts';
import type { Shell, ShellOptions } from '../../../core/host/shells.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { eventually, within } from '../kit/within.ts';

/** PowerShell in a system. On a host, or in a system, that has none: that it says so. */
export function shellCases(bed: Bed): void {
  describe('shells', function () {
    this.timeout(120_000);
    scopeEachCase(bed);
    workCases(bed);
    endCases(bed);
    refusedCases(bed);
  });
}

const shells = ({ host }: Bed) => host.shells ?? programShells(host.compute);

/**
 * Where PowerShell is a program as others are, a system without it is what can be asked for anywhere: then nothing is left
 * of the question, and the answer tells it. @returns undefined there.
 */
async function open(
  bed: Bed,
  { id }: Pick<TestSystem, 'id'>,
  options: Partial<ShellOptions>,
): Promise<Shell | undefined> {
  const key = `shell-${randomUUID()}`;
  const asked = { environment: {}, isRestricted: false, ...options };
  if (bed.host.shells !== undefined && !(await lacksPowerShell(bed))) return bed.host.shells.open(id, key, asked);
  const { compute } = bed.host;
  const without: Pick<ComputeHost, 'createProcess'> = {
    createProcess: (system, name, parameters, output) =>
      compute.createProcess(system, name, { ...parameters, CommandLine: `no-${parameters.CommandLine}` }, output),
  };
  const told = await expectFault('NotInstalled', () =>
    (bed.host.shells ?? programShells(without)).open(id, key, asked),
  );
  expect(told.message).to.match(/There is no PowerShell/);
  expect(told.hint).to.be.a('string');
  expect(await compute.listProcesses(id)).to.deep.equal([]);
  return undefined;
}

async function lacksPowerShell({ host }: Bed): Promise<boolean> {
  const { features } = await host.capabilities();
  return features.some(({ name, available }) => name === 'PowerShell' && !available);
}

async function said(shell: Shell): Promise<string> {
  const chunks: Buffer[] = [];
  shell.problems.resume();
  for await (const chunk of shell.output) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim();
}

function workCases(bed: Bed): void {
  it('a script has the variables that it was given, and the system’s drive as C:', async () => {
    const system = await bed.running();
    const environment = { HCS_WORD: 'wörd a=b', HCS_EMPTY: '' };
    const script = "\"$env:HCS_WORD|$(Test-Path C:\\probe\\probe.exe)|$((Get-Location).Path -replace '/', '\\')\"";
    const shell = await open(bed, system, { environment, script, workingDirectory: 'C:\\probe' });
    if (shell === undefined) return;
    shell.input.end();
    expect(await within(60_000, 'the script', said(shell))).to.equal('wörd a=b|True|C:\\probe');
    expect(await shell.exited).to.equal(0);
    await shell.end();
  });

  it('it reads what is sent, and its exit code arrives', async () => {
    const system = await bed.running();
    const script = '$text = [Console]::In.ReadToEnd(); $text.Length; exit 7';
    const shell = await open(bed, system, { script });
    if (shell === undefined) return;
    shell.input.end('x'.repeat(300_000));
    expect(await within(60_000, 'the script', said(shell))).to.equal('300000');
    expect(await shell.exited).to.equal(7);
    await shell.end();
  });

  it('without a script it is a server, which waits for the first packet', async () => {
    const system = await bed.running();
    const shell = await open(bed, system, {});
    if (shell === undefined) return;
    shell.problems.resume();
    const answer = new Promise<Buffer>((resolve) => shell.output.once('data', resolve));
    shell.input.write("<Close PSGuid='00000000-0000-0000-0000-000000000000' />\n");
    expect((await within(60_000, 'its answer', answer)).toString()).to.match(/^<CloseAck PSGuid='0{8}-/);
    await shell.end();
  });
}

function endCases(bed: Bed): void {
  it('`end` ends it in the middle of its work, again and again, and frees its key', async () => {
    const system = await bed.running();
    const shell = await open(bed, system, { script: '"begun"; Start-Sleep 600' });
    if (shell === undefined) return;
    await within(60_000, 'its first line', new Promise((resolve) => shell.output.once('data', resolve)));
    await within(20_000, 'its end', Promise.all([shell.end(), shell.end()]));
    await shell.end();
    expect(await bed.host.compute.listProcesses(system.id)).to.deep.equal([]);
  });

  it('it ends with its system, and its output with it', async () => {
    const system = await bed.running();
    const shell = await open(bed, system, { script: '"begun"; Start-Sleep 600' });
    if (shell === undefined) return;
    await within(60_000, 'its first line', new Promise((resolve) => shell.output.once('data', resolve)));
    const rest = said(shell);
    await bed.host.compute.terminate(system.id);
    await within(20_000, 'its end', shell.exited);
    await within(20_000, 'the end of its output', rest);
    await shell.end();
  });

  it('the end of its input ends a server', async () => {
    const system = await bed.running();
    const shell = await open(bed, system, {});
    if (shell === undefined) return;
    shell.input.end();
    await within(60_000, 'its end', said(shell));
    await within(20_000, 'its end', shell.exited);
    await shell.end();
  });
}

function refusedCases(bed: Bed): void {
  it('there is none in a system that is not there, was not started, is paused, or has ended', async () => {
    const refuses = (kind: 'NotFound' | 'InvalidState', id: string) =>
      expectFault(kind, () => shells(bed).open(id, `shell-${randomUUID()}`, { environment: {}, isRestricted: false }));
    await refuses('NotFound', randomUUID());
    const system = await bed.created();
    await refuses('InvalidState', system.id);
    await bed.host.compute.start(system.id);
    const { pausable } = await bed.host.capabilities();
    if (pausable.includes('process')) {
      await bed.host.controls.pause(system.id);
      await refuses('InvalidState', system.id);
      await bed.host.controls.resume(system.id);
    }
    await bed.host.compute.terminate(system.id);
    await refuses('InvalidState', system.id);
    await eventually(
      5000,
      'nothing is left',
      async () => (await bed.host.compute.listProcesses(system.id)).length === 0,
    );
  });
}
