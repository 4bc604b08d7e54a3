import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { LogFile } from '../../../core/host/log-file.ts';
import { LEAST_LOG_BYTES, LONGEST_LINE_BYTES, listParts } from '../../../core/host/log-parts.ts';
import type { LogOutput } from '../../../core/host/port.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { firstDifference, pattern } from '../kit/pattern.ts';
import { finish, launch, newKey, probe, readAll, run } from '../kit/run.ts';
import { eventually, pause, within } from '../kit/within.ts';

const MB = 1024 * 1024;
const WRITTEN = 8 * MB;
/** A front that is going is gone, or goes on, within that. */
const QUIET_MS = 300;

/** A log keeps its end, and the places in it stay what they were. */
export function logLimitCases(bed: Bed): void {
  describe('limits of logs', () => {
    scopeEachCase(bed);
    const logs = (maximumBytes?: number): LogOutput => {
      const path = join(bed.fixture.root, 'logs', newKey());
      const output: LogOutput = { kind: 'log', stdoutPath: `${path}.out`, stderrPath: `${path}.err` };
      return maximumBytes === undefined ? output : { ...output, maximumBytes };
    };
    /** Where the host cannot: that it says so. */
    const can = async (): Promise<boolean> => {
      if ((await bed.host.capabilities()).limits.includes('log')) return true;
      const system = await bed.shared();
      await expectFault('NotSupported', () => launch(bed, system, probe('out:x'), { output: logs(MB) }));
      return false;
    };
    const fill = async (system: TestSystem, output: LogOutput): Promise<void> => {
      expect((await run(bed, system, probe(`fill:${WRITTEN}`), { output, timeoutMs: 30_000 })).code).to.equal(0);
    };
    /** Waits until the front has gone, and no more of it goes. */
    const trimmed = (path: string, mostBytes: number): Promise<void> =>
      eventually(20_000, 'the front has gone', async () => {
        const taken = await takenBytes(path);
        if (taken > mostBytes) return false;
        await pause(QUIET_MS);
        return (await takenBytes(path)) === taken;
      });

    it('the last bytes stay, about twice as much is on the disk at most, and places stay what they were', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const output = logs(MB);
      await fill(await bed.shared(), output);
      await trimmed(output.stdoutPath, 2.1 * MB);
      const { begin, bytes } = await readLog(output.stdoutPath);
      expect(begin + bytes.length, 'its end').to.equal(WRITTEN);
      expect(bytes.length)
        .to.be.at.least(MB)
        .and.at.most(2.1 * MB + LONGEST_LINE_BYTES);
      const written = pattern(1, WRITTEN);
      expect(firstDifference(bytes, written.subarray(begin))).to.equal(undefined);
      expect(written[begin - 1], 'it begins with a line').to.equal(0x0a);
      expect((await readLog(output.stderrPath)).bytes.length).to.equal(0);
    });

    it('a next process goes on where the log ends, with a limit or without', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const output = logs(MB);
      const system = await bed.shared();
      await fill(system, output);
      const { stdout } = await run(bed, system, probe('out:more'), { output: { ...output, maximumBytes: 2 * MB } });
      expect(stdout.toString()).to.equal('more');
      const { maximumBytes: _, ...unlimited } = output;
      await run(bed, system, probe('out:again'), { output: unlimited });
      const { begin, bytes } = await readLog(output.stdoutPath);
      expect(begin + bytes.length).to.equal(WRITTEN + 9);
      expect(bytes.subarray(-9).toString()).to.equal('moreagain');
      expect(firstDifference(bytes.subarray(0, -9), pattern(1, WRITTEN).subarray(begin))).to.equal(undefined);
    });

    it('a log that is too long already loses its front', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const output = logs();
      const system = await bed.shared();
      await fill(system, output);
      await run(bed, system, probe('line:x'), { output: { ...output, maximumBytes: MB } });
      await trimmed(output.stdoutPath, 2.1 * MB);
      const { begin, bytes } = await readLog(output.stdoutPath);
      expect(begin + bytes.length).to.equal(WRITTEN + 2);
    });

    it('a stream that was not read reads on behind what went', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const output = logs(MB);
      const system = await bed.shared();
      const key = newKey();
      await fill(system, output);
      const process = await launch(bed, system, probe(`fill:${WRITTEN}`, 'exit:3'), { output, key });
      expect(await within(30_000, 'exited', process.exited)).to.equal(3);
      process.stdout.destroy();
      await trimmed(output.stdoutPath, 2.1 * MB);
      const again = await bed.host.compute.openProcess(system.id, key);
      const { begin } = await readLog(output.stdoutPath);
      const stdout = await readAll(again.stdout);
      expect(firstDifference(stdout, pattern(1, WRITTEN).subarray(begin - WRITTEN))).to.equal(undefined);
      again.stderr.destroy();
      await again.close();
    });

    it('a limit holds while no caller is there', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const output = logs(MB);
      const system = await bed.shared();
      const key = newKey();
      await launch(bed, system, probe('sleep:500', `fill:${WRITTEN}`, 'exit:4'), { output, key });
      await bed.closeHost();
      await trimmed(output.stdoutPath, 2.1 * MB);
      await eventually(20_000, 'all is written', async () => {
        const { begin, bytes } = await readLog(output.stdoutPath);
        return begin + bytes.length === WRITTEN;
      });
      await bed.openAgain();
      const again = await bed.host.compute.openProcess(system.id, key, { stdout: -10 });
      const { code, stdout } = await finish(again);
      expect([code, firstDifference(stdout, pattern(1, WRITTEN).subarray(-10))]).to.deep.equal([4, undefined]);
      await again.close();
    });

    it('what a terminal has shown is kept to a limit too, and who comes back sees its end', async function () {
      this.timeout(90_000);
      if (!(await can())) return;
      const { controls } = await bed.host.capabilities();
      if (!controls.includes('console')) return;
      const output = logs(LEAST_LOG_BYTES);
      const system = await bed.shared();
      const key = newKey();
      const command = `cmd /c "for /l %i in (1,1,3000) do @echo ${'x'.repeat(70)}%i& echo the end"`;
      const process = await launch(bed, system, command, { key, output, EmulateConsole: true, ConsoleSize: [25, 120] });
      expect(await within(60_000, 'exited', process.exited)).to.equal(0);
      process.stdout.destroy();
      await trimmed(output.stdoutPath, 2.2 * LEAST_LOG_BYTES);
      const again = await bed.host.compute.openProcess(system.id, key, { stdout: -200 });
      expect((await readAll(again.stdout)).toString()).to.contain('the end');
      await again.close();
    });

    it('a limit that is none is InvalidArgument, and nothing is made', async () => {
      const system = await bed.shared();
      for (const maximumBytes of [0, -1, LEAST_LOG_BYTES - 1, 100_000.5, Number.NaN, Number.POSITIVE_INFINITY]) {
        const output = logs(maximumBytes);
        await expectFault('InvalidArgument', () => launch(bed, system, probe('out:x'), { output }));
        expect((await listParts(output.stdoutPath)).pieces).to.deep.equal([]);
      }
    });
  });
}

async function readLog(path: string): Promise<{ begin: number; bytes: Buffer }> {
  const log = await LogFile.open(path);
  if (log === undefined) return { begin: 0, bytes: Buffer.alloc(0) };
  try {
    const piece = Buffer.alloc(MB);
    const all: Buffer[] = [];
    let begin: number | undefined;
    for (let at = 0; ; ) {
      const { offset, size } = await log.read(piece, at);
      if (size === 0) return { begin: begin ?? 0, bytes: Buffer.concat(all) };
      begin ??= offset;
      all.push(Buffer.from(piece.subarray(0, size)));
      at = offset + size;
    }
  } finally {
    await log.close();
  }
}

/** Of the disk, by a log. */
async function takenBytes(path: string): Promise<number> {
  const { pieces } = await listParts(path);
  const sizes = pieces.map(async (piece) => (await stat(piece.path)).blocks * 512);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
