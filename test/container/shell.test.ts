import { expect } from 'chai';
import type { Shell } from '../../core/host/shells.ts';
import type { ProcessParameters } from '../../core/spec/compute-document.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { eventually } from '../eventually.ts';

describe('shells of containers', () => {
  let kit: ContainersKit;
  let id: string;
  let asked: ProcessParameters[];

  /** A program that says back what it reads, until its input ends. */
  const install = (name: string) =>
    kit.machine.programs.set(name, async ({ parameters, stdin, stdout, ended }) => {
      asked.push(parameters);
      const over = new Promise<number>((resolve) => ended.addEventListener('abort', () => resolve(1)));
      const echo = async () => {
        for await (const chunk of stdin ?? []) stdout(`<${chunk}>`);
        return 0;
      };
      return Promise.race([echo(), over]);
    });
  const open = (asAdministrator = false): Promise<Shell> => kit.containers.openShell(id, { asAdministrator });
  const left = () => kit.machine.systems.get(id)?.processes.size;

  beforeEach(async () => {
    kit = await openContainersKit();
    asked = [];
    id = await kit.create('web', { environment: { WORD: 'a' }, workingDirectory: 'C:\\app' });
    await kit.containers.start(id);
  });
  afterEach(() => kit.dispose());

  it('are pwsh.exe as a server, with the container’s variables and folder', async () => {
    install('pwsh.exe');
    const shell = await open();
    shell.input.write('one');
    const [chunk] =
      (await new Promise<Buffer[]>((resolve) => shell.output.once('data', (data: Buffer) => resolve([data])))) ?? [];
    expect(String(chunk)).to.equal('<one>');
    await shell.end();
    const [parameters] = asked;
    expect(parameters).to.include({ CommandLine: 'pwsh.exe -NoLogo -NoProfile -s', WorkingDirectory: 'C:\\app' });
    expect(parameters?.Environment).to.include({ WORD: 'a' });
  });

  it('are powershell.exe where there is no pwsh.exe', async () => {
    install('powershell.exe');
    await (await open()).end();
    expect(asked.map(({ CommandLine }) => CommandLine)).to.deep.equal(['powershell.exe -NoLogo -NoProfile -s']);
  });

  it('have a restricted token, unless they are to be an administrator’s', async () => {
    install('pwsh.exe');
    await (await open()).end();
    await (await open(true)).end();
    const tokens = asked.map(({ User, RestrictedToken }) => ({ User, RestrictedToken }));
    expect(tokens).to.deep.equal([
      { User: undefined, RestrictedToken: true },
      { User: 'ContainerAdministrator', RestrictedToken: false },
    ]);
  });

  it('a container without PowerShell says so, and what to use', async () => {
    const failure = await faultOf(open());
    expect(failure.kind).to.equal('NotInstalled');
    expect(failure.message).to.match(/^Cannot open a session in container 'web': there is no PowerShell/);
    expect(failure.hint).to.equal('Invoke-ContainerCommand web <command>');
  });

  it('there is none in a container that is off, or is not there', async () => {
    install('pwsh.exe');
    await kit.containers.stop(id);
    const off = await faultOf(open());
    expect(off.kind).to.equal('InvalidState');
    expect(off.hint).to.equal('Start-Container web');
    await kit.containers.remove(id);
    expect((await faultOf(open())).kind).to.equal('NotFound');
  });

  it('leave nothing when they end, and end when the next service comes', async () => {
    install('pwsh.exe');
    const shell = await open();
    await shell.end();
    expect(left()).to.equal(0);
    await open();
    kit.machine.kill();
    await kit.reopen();
    await eventually(async () => left() === 0);
  });
});
