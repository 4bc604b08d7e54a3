import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type LogTime, LogTimesReader } from '../../../core/host/log-times.ts';
import { skip } from '../../skip.ts';
import { type Bed, scopeEachCase, systemDocument } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { firstDifference, pattern } from '../kit/pattern.ts';
import { finish, firstLine, launch, newKey, probe, run } from '../kit/run.ts';
import { startAndDie } from '../kit/start-and-die.ts';
import { eventually, pause, within } from '../kit/within.ts';

/** What another process finds after this one closed the host, or died. */
export function survivalCases(bed: Bed): void {
  describe('survival', () => {
    scopeEachCase(bed);

    it('when a log grew is noted beside it, also while no caller is there', async () => {
      const system = await bed.shared();
      const stdoutPath = join(bed.fixture.root, 'logs', `${newKey()}.out`);
      const stderrPath = `${stdoutPath}.err`;
      const key = newKey();
      const begun = Date.now();
      const steps = probe('sleep:600', 'line:one', 'sleep:4000', 'line:two', 'sleep:600');
      await launch(bed, system, steps, { key, output: { kind: 'log', stdoutPath, stderrPath } });
      await bed.reopen(); // the one who asked for it goes
      const process = await bed.host.compute.openProcess(system.id, key);
      await process.exited;
      const reader = await LogTimesReader.open(stdoutPath);
      const entries: LogTime[] = [];
      for await (const entry of reader.from(0)) entries.push(entry);
      const [one, two] = [0, 4].map((offset) => entries.findLast((entry) => entry.offset <= offset));
      expect((one?.timeMs ?? 0) - begun).to.be.greaterThan(400);
      expect((two?.timeMs ?? 0) - (one?.timeMs ?? 0)).to.be.greaterThan(900);
      expect(await reader.offsetSince((two?.timeMs ?? 0) - 10)).to.equal(two?.offset);
      expect(await reader.offsetSince(Date.now())).to.equal(undefined);
      await reader.close();
      await process.close();
    });

    it('close of the host can be repeated', async () => {
      const { host } = bed;
      await bed.closeHost();
      await within(20_000, 'the second close', host.close());
      await bed.openAgain();
      expect(await bed.host.compute.list()).to.be.an('array');
    });

    it('systems in every state are found again as they were', async function () {
      this.timeout(90_000);
      const [created, running, stopped] = [await bed.created(), await bed.running(), await bed.running()];
      await bed.host.compute.shutdown(stopped.id);
      const ids = [created.id, running.id, stopped.id];
      const ask = () => Promise.all(ids.map((id) => bed.host.compute.query(id)));
      const before = await ask();
      await bed.reopen();
      expect(await ask()).to.deep.equal(before);
      expect((await bed.host.compute.list()).map((system) => system.id)).to.include.members(ids);
      await within(30_000, 'start', bed.host.compute.start(created.id));
      expect((await run(bed, created, probe('exit:5'))).code).to.equal(5);
      expect((await run(bed, running, probe('exit:6'))).code).to.equal(6);
    });

    it('a running process goes on, with all that it wrote while nobody was there', async () => {
      const system = await bed.shared();
      const key = newKey();
      const first = await launch(
        bed,
        system,
        probe('line:one', 'sleep:1500', 'fill:200000', 'err:late', 'sleep:1000', 'exit:300'),
        { key },
      );
      await firstLine(first.stdout);
      await bed.closeHost();
      await pause(2000);
      await bed.openAgain();
      const again = await bed.host.compute.openProcess(system.id, key, { stdout: 4 });
      const { code, stdout, stderr } = await finish(again);
      expect(firstDifference(stdout, pattern(1, 200_000))).to.equal(undefined);
      expect([code, stderr.toString()]).to.deep.equal([300, 'late']);
      await again.close();
    });

    it('the exit code of a process that ended while nobody looked is known, and when that was', async () => {
      const system = await bed.shared();
      const key = newKey();
      const path = join(bed.fixture.root, 'logs', newKey());
      const output = { kind: 'log' as const, stdoutPath: `${path}.out`, stderrPath: `${path}.err` };
      const begun = Date.now();
      await launch(bed, system, probe('sleep:300', 'out:end', 'exit:4294967295'), { key, output });
      await bed.closeHost();
      const hasEnd = async () => (await readFile(output.stdoutPath, 'utf8').catch(() => '')) === 'end';
      await eventually(20_000, 'it has come to its end', hasEnd);
      await pause(2000); // its exit follows
      const backAt = Date.now();
      await bed.openAgain();
      expect(await bed.host.compute.listProcesses(system.id)).to.include(key);
      const again = await bed.host.compute.openProcess(system.id, key);
      expect(await within(20_000, 'exited', again.exited)).to.equal(4294967295);
      expect(again.exitedAt?.getTime(), 'when it exited').to.be.within(begun, backAt);
      expect((await finish(again)).stdout.toString()).to.equal('end');
      await again.close();
    });

    it('a process found again can be ended, and its end is heard', async () => {
      const system = await bed.shared();
      const key = newKey();
      await launch(bed, system, probe('sleep:600000'), { key });
      await bed.reopen();
      const heard: unknown[] = [];
      const stop = bed.host.compute.subscribe((event) => heard.push(event));
      const again = await bed.host.compute.openProcess(system.id, key);
      await again.terminate();
      expect(await within(20_000, 'exited', again.exited)).to.equal(1);
      await eventually(20_000, 'the event', () => heard.length > 0);
      stop();
      expect(heard).to.deep.equal([{ type: 'processExited', systemId: system.id, processKey: key, exitCode: 1 }]);
      await again.close();
    });

    it('a system found again shuts down in good order', async () => {
      const system = await bed.running();
      await bed.reopen();
      await bed.host.compute.shutdown(system.id);
      expect((await bed.host.compute.query(system.id)).exitType).to.equal('GracefulExit');
    });

    it('kill -9 of the process that started it all loses no system, output or exit code', async function () {
      this.timeout(90_000);
      const { openModule, root } = bed.fixture;
      if (openModule === undefined) skip(this, 'the host is not opened by another process here');
      const scratch = await bed.scratch();
      const [id, key] = [bed.newId(), newKey()];
      await bed.closeHost();
      const command = probe('line:up', 'sleep:1500', 'out:after its death', 'exit:4000000000');
      await startAndDie({ openModule, root, id, key, document: systemDocument(scratch), command });
      await pause(2000);
      await bed.openAgain();
      expect((await bed.host.compute.query(id)).state).to.equal('Running');
      const again = await bed.host.compute.openProcess(id, key);
      const { code, stdout } = await finish(again);
      expect([code, stdout.toString()]).to.deep.equal([4000000000, 'up\nafter its death']);
      await again.close();
      expect(
        (await run(bed, { id, scratch, document: systemDocument(scratch), namespace: undefined }, probe('exit:9')))
          .code,
      ).to.equal(9);
    });

    it('an attached scratch and a running system still hold each other', async () => {
      const system = await bed.running();
      await bed.reopen();
      await expectFault('Busy', () => bed.host.layers.detachScratch(system.scratch.folder));
      await expectFault('Busy', () => bed.host.layers.attachScratch(system.scratch.folder, system.scratch.parents));
    });
  });
}
