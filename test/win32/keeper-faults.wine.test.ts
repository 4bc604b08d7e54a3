import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import type { HostEvent } from '../../core/host/port.ts';
import type { Win32Compute } from '../../core/win32/compute.ts';
import { ComputeBed, eventually, finish } from './kit/compute-bed.ts';

/** What a stand-in DLL says when its process ends. */
interface Report {
  made: Record<string, number>;
  live: Record<string, number>;
  notes: unknown[];
  leaks: unknown[];
  doubleFree: number;
  useAfterClose: number;
  wrongFree: number;
  closedInUse: number;
  violations: number;
}

/** How long a start hangs: far longer than it is waited for. */
const LATE_MS = 2_000;

/** What goes wrong in HCS, and what is too much: all of it ends, nothing is told twice, nothing is left open. */
describe('the keeper when things go wrong', function () {
  this.timeout(180_000);
  let bed: ComputeBed;
  let compute: Win32Compute;
  let faults: string;
  let report: string;
  const before_ = { faults: process.env['HCS_STANDIN_FAULTS'], report: process.env['HCS_STANDIN_REPORT'] };

  before(async () => {
    bed = await ComputeBed.make();
    faults = join(bed.root, 'faults.json');
    report = join(bed.root, 'report.txt');
    await script([]);
    process.env['HCS_STANDIN_FAULTS'] = faults; // the keeper inherits them
    process.env['HCS_STANDIN_REPORT'] = report;
    compute = bed.open();
  });

  after(async () => {
    restore('HCS_STANDIN_FAULTS', before_.faults);
    restore('HCS_STANDIN_REPORT', before_.report);
    await bed.dispose();
  });

  /** The stand-in reads the file again when its time or size has changed. */
  let scripts = 0;
  async function script(entries: object[]): Promise<void> {
    // Renamed into its place: nobody reads half of it.
    await writeFile(`${faults}.new`, `${JSON.stringify({ faults: entries })}${' '.repeat(++scripts)}`);
    await rename(`${faults}.new`, faults);
  }

  function listen(): { heard: HostEvent[]; stop: () => void } {
    const heard: HostEvent[] = [];
    return { heard, stop: compute.subscribe((event) => heard.push(event)) };
  }

  it('fifty processes at once with 1 MB each keep outputs and exit codes apart', async () => {
    const id = await bed.running(compute);
    const size = 1024 * 1024;
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    const found = await Promise.all(
      numbers.map(async (n) => {
        const one = await bed.launch(compute, id, bed.steps(`fill:${size}`, `err:e${n}`, `exit:${n}`));
        const { code, stdout, stderr } = await finish(one);
        await one.close();
        return [code, stdout.length, stderr.toString()];
      }),
    );
    expect(found).to.deep.equal(numbers.map((n) => [n, size, `e${n}`]));
    await end(id);
  });

  it('an exit whose event is lost is found', async () => {
    const id = await bed.running(compute);
    await script([{ event: 'ProcessExited', lost: true, times: 2 }]);
    const withPipes = await bed.launch(compute, id, bed.steps('out:x', 'exit:7'));
    const without = await compute.createProcess(
      id,
      randomUUID(),
      { CommandLine: bed.steps('exit:8') },
      { kind: 'spool' },
    );
    expect(await Promise.all([withPipes.exited, without.exited])).to.deep.equal([7, 8]);
    await script([]);
    await end(id);
  });

  it('an event that comes twice is told once, and one that comes late is waited for', async () => {
    const id = await bed.running(compute);
    const ears = listen();
    await script([
      { event: 'ProcessExited', twice: true },
      { event: 'SystemExited', delayMs: 700 },
    ]);
    const key = randomUUID();
    const one = await bed.launch(compute, id, bed.steps('exit:9'), {}, key);
    expect(await one.exited).to.equal(9);
    await compute.terminate(id);
    await eventually('the end is heard', () => ears.heard.some((event) => event.type === 'systemExited'));
    await delay(300);
    ears.stop();
    expect(ears.heard.filter((event) => event.systemId === id)).to.deep.equal([
      { type: 'processExited', systemId: id, processKey: key, exitCode: 9 },
      { type: 'systemExited', systemId: id, exitType: 'ForcedExit' },
    ]);
    await script([]);
    await end(id);
  });

  it('the end of a system whose event is lost is found', async () => {
    const id = await bed.running(compute);
    await script([{ event: 'SystemExited', lost: true }]);
    await compute.terminate(id);
    expect((await compute.query(id)).state).to.equal('Stopped');
    await script([]);
    await end(id);
  });

  it('a start that HCS fails says why, and leaves the system Stopped', async () => {
    const id = randomUUID();
    await compute.create(id, bed.document());
    await script([{ call: 'HcsStartComputeSystem', hr: '0x80370101' }]);
    const failure = await compute.start(id).catch((error: unknown) => error);
    expect(isFault(failure) && failure.hresult).to.equal(0x80370101);
    expect((await compute.query(id)).state).to.equal('Stopped');
    await script([]);
    await end(id);
  });

  it('a start that never ends is Timeout, and one that is cancelled Cancelled; both are Stopped', async () => {
    for (const how of ['Timeout', 'Cancelled'] as const) {
      const id = randomUUID();
      await compute.create(id, bed.document());
      await script([{ call: 'HcsStartComputeSystem', delayMs: LATE_MS }]);
      const options = how === 'Timeout' ? { timeoutMs: 200 } : { signal: AbortSignal.timeout(200) };
      const failure = await compute.start(id, options).catch((error: unknown) => error);
      expect(isFault(failure) && failure.kind, String(failure)).to.equal(how);
      expect((await compute.query(id)).state).to.equal('Stopped');
      await script([]);
      await end(id);
    }
    await delay(2 * LATE_MS); // what was given up goes on in HCS: the last test finds nothing open
  });

  it('a create that HCS refuses leaves nothing, and its scratch is free', async () => {
    const id = randomUUID();
    const document = bed.document();
    await script([{ call: 'HcsCreateComputeSystem', hr: '0x8037010D', refused: true }]);
    const failure = await compute.create(id, document).catch((error: unknown) => error);
    expect(isFault(failure) && failure.hresult).to.equal(0x8037010d);
    await script([]);
    expect((await compute.list()).map((system) => system.id)).not.to.include(id);
    await compute.create(id, document);
    await end(id);
  });

  it('the false failure of HcsCreateProcess on Windows Server 2022 is none', async () => {
    const id = await bed.running(compute);
    await script([{ call: 'HcsCreateProcess', falseInvalid: true }]);
    const one = await bed.launch(compute, id, bed.steps('sleep:300', 'out:here', 'exit:6'));
    const { code, stdout } = await finish(one);
    expect([code, stdout.toString()]).to.deep.equal([6, 'here']);
    await script([]);
    await end(id);
  });

  it('a program that is not there is CommandFailed, and leaves its key free', async () => {
    const id = await bed.running(compute);
    const key = randomUUID();
    const failure = await bed.launch(compute, id, 'no-such-program.exe /x', {}, key).catch((error: unknown) => error);
    expect(isFault(failure) && [failure.kind, failure.hresult]).to.deep.equal(['CommandFailed', 0x80070002]);
    expect(await compute.listProcesses(id)).to.deep.equal([]);
    expect((await finish(await bed.launch(compute, id, bed.steps('exit:4'), {}, key))).code).to.equal(4);
    await end(id);
  });

  it('a core that is killed loses no output and no exit code', async () => {
    const id = await bed.running(compute);
    const key = randomUUID();
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(import.meta.dirname, 'kit', 'launch-and-wait.ts'),
        JSON.stringify({
          root: bed.root,
          id,
          key,
          commandLine: bed.steps('line:up', 'sleep:1000', 'out:late', 'exit:300'),
        }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const found = await compute.openProcess(id, key);
    const { code, stdout } = await finish(found);
    expect([code, stdout.toString().replaceAll('\r', '')]).to.deep.equal([300, 'up\nlate']);
    await end(id);
  });

  it('leaves no handle, operation or text open', async () => {
    compute.dispose();
    await eventually('the keeper has gone', async () =>
      (await readFile(report, 'utf8').catch(() => '')).endsWith('\n'),
    );
    const lines = (await readFile(report, 'utf8')).trim().split('\n');
    const { made, live, notes, leaks, ...counted } = JSON.parse(lines.at(-1) ?? '') as Report;
    expect(made['processes'], 'it counted the keeper').to.be.greaterThan(55);
    expect(live).to.deep.equal({ operations: 0, systems: 0, processes: 0, pipes: 0, strings: 0 });
    expect([notes, leaks]).to.deep.equal([[], []]);
    expect(counted).to.include({ doubleFree: 0, useAfterClose: 0, wrongFree: 0, closedInUse: 0, violations: 0 });
    compute = bed.open();
  });

  async function end(id: string): Promise<void> {
    await compute.terminate(id);
    await compute.close(id);
  }
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
