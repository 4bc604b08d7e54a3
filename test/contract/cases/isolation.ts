import { expect } from 'chai';
import { type Bed, scopeAllCases, type TestSystem } from '../kit/bed.ts';
import { firstLine, launch, lines, probe, run } from '../kit/run.ts';

/** Two running systems see nothing of each other, and of the machine only their own drive. */
export function isolationCases(bed: Bed): void {
  describe('isolation', () => {
    let one: TestSystem;
    let two: TestSystem;
    scopeAllCases(bed);
    before(async function () {
      this.timeout(120_000);
      [one, two] = await Promise.all([bed.running({ hostName: 'alpha' }), bed.running({ hostName: 'beta' })]);
    });

    it('each has its own host name', async () => {
      const ask = async (system: TestSystem) =>
        (await lines(bed, system, 'hostname')).map((name) => name.toLowerCase());
      expect([await ask(one), await ask(two)]).to.deep.equal([['alpha'], ['beta']]);
      const variable = await lines(bed, one, probe('env:COMPUTERNAME'));
      expect(variable[0]?.toLowerCase()).to.equal('alpha');
    });

    it('files of one are not in the other', async () => {
      await lines(bed, one, probe('write:C:\\secret.txt=one'));
      expect(await lines(bed, two, probe('exists:C:\\secret.txt'))).to.deep.equal(['none']);
    });

    it('registry values of one are not in the other', async () => {
      expect((await run(bed, one, 'reg add HKLM\\Software\\Secret /v A /d one /f')).code).to.equal(0);
      expect((await run(bed, one, 'reg query HKLM\\Software\\Secret')).code).to.equal(0);
      expect((await run(bed, two, 'reg query HKLM\\Software\\Secret')).code).not.to.equal(0);
    });

    it('processes of one are not listed in the other', async () => {
      await lines(bed, one, probe('copy:C:\\probe\\probe.exe=C:\\lonely.exe'));
      const lonely = await launch(bed, one, 'C:\\lonely.exe line:up sleep:600000');
      await firstLine(lonely.stdout);
      const list = async (system: TestSystem) =>
        (await lines(bed, system, probe('processes'))).map((name) => name.toLowerCase());
      expect(await list(one)).to.include('lonely.exe');
      expect(await list(two)).not.to.include('lonely.exe');
      await lonely.terminate();
    });

    it('named objects of one are not in the other', async () => {
      const holder = await launch(bed, one, probe('mutex:Global\\contract', 'sleep:600000'));
      expect(await firstLine(holder.stdout)).to.equal('new');
      expect(await lines(bed, one, probe('mutex:Global\\contract'))).to.deep.equal(['exists']);
      expect(await lines(bed, two, probe('mutex:Global\\contract'))).to.deep.equal(['new']);
      await holder.terminate();
    });

    it('both can listen on the same port, and neither reaches the other’s', async () => {
      const first = await launch(bed, one, probe('serve:8080'));
      expect(await firstLine(first.stdout)).to.equal('listening');
      expect(await lines(bed, two, probe('dial:8080'))).to.deep.equal(['refused']);
      const second = await launch(bed, two, probe('serve:8080'));
      expect(await firstLine(second.stdout)).to.equal('listening');
      await Promise.all([first.terminate(), second.terminate()]);
    });

    it('only C: is there', async () => {
      expect(await lines(bed, one, probe('drives'))).to.deep.equal(['C']);
      const ways = ['Z:\\etc\\passwd', 'D:\\', '\\\\?\\Z:\\etc\\passwd', '\\\\localhost\\c$'];
      expect(await lines(bed, one, probe(...ways.map((path) => `exists:${path}`)))).to.deep.equal(
        ways.map(() => 'none'),
      );
    });

    it('the end of one does not disturb the other', async () => {
      await bed.host.compute.terminate(one.id);
      expect((await run(bed, two, probe('exit:5'))).code).to.equal(5);
    });
  });
}
