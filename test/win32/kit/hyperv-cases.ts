import { join } from 'node:path';
import { expect } from 'chai';
import { readKeeperFile } from '../../../core/win32/keeper/handshake.ts';
import { freePort } from '../../../scripts/ports.ts';
import { type Bed, scopeEachCase } from '../../contract/kit/bed.ts';
import { readEntries } from '../../contract/kit/entries.ts';
import { expectFault } from '../../contract/kit/expect-fault.ts';
import { get } from '../../contract/kit/http.ts';
import { firstLine, launch, lines, probe, run } from '../../contract/kit/run.ts';
import { eventually, within } from '../../contract/kit/within.ts';
import { isAlive } from '../../is-alive.ts';

/** What holds of every container with Hyper-V isolation, beside the contract. */
export function hyperVCases(bed: Bed): void {
  describe('beside the contract', () => {
    scopeEachCase(bed);

    it('a killed keeper kills no machine: the next one takes the container up and hears of its end', async () => {
      const system = await bed.running();
      const program = await launch(bed, system, probe('line:up', 'await:C:\\go', 'exit:4000000001'), { key: 'main' });
      expect(await firstLine(program.stdout)).to.equal('up');
      const keeper = await readKeeperFile(join(bed.fixture.root, 'state'));
      process.kill(keeper?.processId ?? 0, 'SIGKILL');
      await eventually(20_000, 'the keeper is gone', () => !isAlive(keeper?.processId ?? 0));
      await bed.reopen();
      expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
      const again = await bed.host.compute.openProcess(system.id, 'main');
      expect((await run(bed, system, probe('write:C:\\go='))).code).to.equal(0);
      expect(await within(20_000, 'exited', again.exited)).to.equal(4000000001);
      await again.close();
      await bed.host.compute.shutdown(system.id);
      expect((await bed.host.compute.query(system.id)).exitType).to.equal('GracefulExit');
    });

    it('its files are the machine’s while it runs, and read and captured afterwards', async () => {
      const system = await bed.running();
      const { folder, parents } = system.scratch;
      expect((await run(bed, system, probe('write:C:\\made.txt=within'))).code).to.equal(0);
      await expectFault('NotSupported', () => readEntries(bed.host.layers.readFiles(folder, parents, 'C:\\made.txt')));
      await bed.shutDown(system);
      const entries = await readEntries(bed.host.layers.exportScratch(folder, parents));
      expect(entries.map((entry) => entry.name)).to.include('Files/made.txt');
      await bed.host.layers.attachScratch(folder, parents);
      const next = await bed.running({ scratch: { folder, parents, path: folder } });
      expect(await lines(bed, next, probe('exists:C:\\made.txt'))).to.deep.equal(['file']);
    });

    it('a published port leads into it', async () => {
      const hostPort = await freePort();
      const system = await bed.running({ portMappings: [{ protocol: 'tcp', hostPort, containerPort: 8080 }] });
      const server = await launch(bed, system, probe('serve:8080'));
      expect(await firstLine(server.stdout)).to.equal('listening');
      expect((await get(hostPort)).length).to.be.greaterThan(0);
      await server.terminate();
    });
  });
}
