import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../../core/base/fault.ts';
import type { HostStartup, StartupProgram } from '../../../core/host/startup.ts';
import { expectFault } from '../kit/expect-fault.ts';

/** A machine that programs can be registered with, and that no real one is. */
export interface StartupStage {
  /** A folder of the stage's. */
  folder(): string;
  /** What another process finds; each call opens it anew. */
  open(): Promise<HostStartup>;
  /** The same where nothing can do it. */
  withoutMeans(): HostStartup;
}

/** What shells, service managers and crontabs read in another way than it was meant. */
const HOSTILE = ['plain', 'two words', "it's", 'say "hi"', '100%', '$HOME', '`id`', 'back\\slash', '\\', '日本', ''];

/** Programs that run at each start of the machine. */
export function startupCases({ folder, open, withoutMeans }: StartupStage): void {
  describe('startup', () => {
    const program = (...words: string[]): StartupProgram => ({
      program: join(folder(), 'a program'),
      arguments: words,
    });
    const first = (): StartupProgram => program('service', 'start');
    const stateOf = async (one: StartupProgram): Promise<string> => (await (await open()).describe(one)).state;
    const takeBack = async (): Promise<unknown> => (await open()).unregister();
    afterEach(takeBack);

    it('startup.describe says how a program is run at the start of the machine, and changes nothing; nothing is there to take back', async () => {
      const entry = await (await open()).describe(first());
      expect(entry.state).to.equal('NotRegistered');
      expect(entry.command).to.contain('a program').and.contain('service');
      for (const text of [entry.target, entry.registerCommand, entry.unregisterCommand]) expect(text).to.match(/\S/);
      expect(await takeBack()).to.equal(false);
      expect(await (await open()).describe(first())).to.deep.equal(entry);
    });

    it('startup.register is found by another process, and can be repeated', async () => {
      for (let time = 0; time < 2; time++) {
        await (await open()).register(first());
        expect(await stateOf(first())).to.equal('Registered');
      }
    });

    it('startup.register of another program replaces it', async () => {
      await (await open()).register(first());
      expect(await stateOf(program('other'))).to.equal('Different');
      await (await open()).register(program('other'));
      expect([await stateOf(program('other')), await stateOf(first())]).to.deep.equal(['Registered', 'Different']);
    });

    it('startup.unregister takes it back once, whatever program it is; it can be registered again', async () => {
      for (let time = 0; time < 2; time++) {
        await (await open()).register(program(String(time)));
        expect([await takeBack(), await takeBack()]).to.deep.equal([true, false]);
        expect(await stateOf(program(String(time)))).to.equal('NotRegistered');
      }
    });

    it('startup.register keeps every word as it is, or refuses it and changes nothing', async () => {
      await (await open()).register(program(...HOSTILE));
      expect(await stateOf(program(...HOSTILE))).to.equal('Registered');
      for (const other of [
        ['two', 'words'],
        HOSTILE.slice(0, -1),
        [HOSTILE.join(' ')],
        HOSTILE.map((word) => `${word} `),
      ])
        expect(await stateOf(program(...other)), String(other)).to.equal('Different');
      const lines = program('a\nb');
      const refusal = await (await open()).register(lines).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal === undefined) expect(await stateOf(lines)).to.equal('Registered');
      else
        expect([isFault(refusal, 'InvalidArgument'), await stateOf(program(...HOSTILE))]).to.deep.equal([
          true,
          'Registered',
        ]);
    });

    it('startup.register by several at once leaves one registration', async () => {
      const startup = await open();
      await Promise.all(Array.from({ length: 5 }, () => startup.register(first())));
      expect(await stateOf(first())).to.equal('Registered');
      expect([await takeBack(), await takeBack()]).to.deep.equal([true, false]);
    });

    it('startup where nothing can do it is NotInstalled, with what to do', async () => {
      const without = withoutMeans();
      for (const call of [
        () => without.describe(first()),
        () => without.register(first()),
        () => without.unregister(),
      ]) {
        expect((await expectFault('NotInstalled', call)).hint).to.match(/\S/);
      }
    });
  });
}
