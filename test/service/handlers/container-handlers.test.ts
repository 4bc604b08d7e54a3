import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { CMDLETS, type CmdletName, OBJECTS } from '../../../core/service/generated/contract.gen.ts';
import { loadHandler } from '../../../core/service/handlers/index.ts';
import { eventually } from '../../eventually.ts';
import { containersOf, type HandlerKit, hostOf, openHandlerKit } from './handler-kit.ts';

describe('container handlers', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());

  const make = (name: string, more: Record<string, unknown> = {}) =>
    kit.call('New-Container', { Name: name, ContainerImageName: 'windows', ...more });
  const names = async (parameters: Parameters<typeof kit.call<'Get-Container'>>[1]) =>
    containersOf(await kit.call('Get-Container', parameters)).map(({ Name }) => Name);

  it('there is one for each declared cmdlet', async () => {
    for (const name of Object.keys(CMDLETS)) {
      expect(await loadHandler(name as CmdletName), name).to.be.a('function'); // its own keys
    }
  });

  it('New-Container gives the container, with declared properties only', async () => {
    const said = await make('web', {
      Command: 'idle',
      Environment: { A: '1' },
      PublishPort: ['8080:80', '81'],
      ContainerComputerName: 'WEB',
      Isolation: 'Process',
    });
    expect(said.thrown).to.equal(undefined);
    expect(said.asked).to.deep.equal(["Create container 'web'"]);
    expect(said.objects[0]?.type).to.equal('Container');
    const [web] = containersOf(said);
    expect(web).to.deep.include({
      Name: 'web',
      State: 'Off',
      Uptime: 0,
      ParentImageName: 'Windows',
      Isolation: 'Process',
      Ports: '8080->80/tcp, 0->81/tcp',
      Command: 'idle',
      ComputerName: 'box',
      ContainerComputerName: 'WEB',
      Environment: ['A=1'],
    });
    const declared = OBJECTS.Container.properties.map(({ name }) => name);
    expect(declared).to.include.members(Object.keys(web ?? {}));
  });

  it('-WhatIf changes nothing, anywhere', async () => {
    expect(
      (await kit.call('New-Container', { Name: 'a', ContainerImageName: 'windows' }, { answer: false })).objects,
    ).to.deep.equal([]);
    const id = await kit.create('web');
    await kit.call('Start-Container', { Name: ['web'] }, { answer: false });
    await kit.call('Remove-Container', { Name: ['web'] }, { answer: false });
    await kit.call('New-ContainerImage', { ContainerName: 'web', Name: 'x' }, { answer: false });
    await kit.call('Remove-ContainerImage', { Name: ['windows'] }, { answer: false });
    expect((await kit.containers.view(id))?.state).to.equal('Off');
    expect(kit.images.images).to.have.length(1);
  });

  for (const [parameters, kind] of [
    [{ Name: 'a/b' }, 'InvalidArgument'],
    [{ Name: 'web', PublishPort: ['99999:80'] }, 'InvalidArgument'],
    [{ Name: 'web', PublishPort: ['80:80', '80:81'] }, 'InvalidArgument'],
    [{ Name: 'web', PublishPort: ['53:53/udp'] }, 'NotSupported'],
    [{ Name: 'web', ContainerComputerName: 'a.b' }, 'InvalidArgument'],
    [{ Name: 'web', ContainerImageName: 'nope' }, 'NotFound'],
    [{ Name: 'web', Isolation: 'HyperV' }, 'NotSupported'],
    [{ Name: 'web', Environment: { 'A=B': '' } }, 'InvalidArgument'],
  ] as const) {
    it(`New-Container refuses ${JSON.stringify(parameters)} as ${kind}`, async () => {
      const said = await kit.call('New-Container', {
        ContainerImageName: 'windows',
        ...structuredClone(parameters),
      } as never);
      expect(said.thrown?.kind).to.equal(kind);
      expect(await names({})).to.deep.equal([]);
    });
  }

  it('Get-Container finds by name, wildcard, id, prefix and state', async () => {
    for (const name of ['web1', 'web2', 'db']) await make(name);
    await kit.call('Start-Container', { Name: ['web2'] });
    expect(await names({})).to.deep.equal(['db', 'web1', 'web2']);
    expect(await names({ Name: ['WEB*'] })).to.deep.equal(['web1', 'web2']);
    expect(await names({ Name: ['web[2-9]', 'web?'] })).to.deep.equal(['web2', 'web1']);
    expect(await names({ State: 'Running' })).to.deep.equal(['web2']);
    const [db] = containersOf(await kit.call('Get-Container', { Name: ['db'] }));
    expect(await names({ Id: [db?.ContainerId ?? ''] })).to.deep.equal(['db']);
    expect(await names({ Name: [`${db?.ContainerId.slice(0, 4)}`] })).to.deep.equal(['db']);
    const missing = await kit.call('Get-Container', { Name: ['nope', 'db', 'x*'] });
    expect(missing.errors.map(({ kind }) => kind)).to.deep.equal(['NotFound']);
    expect(missing.errors[0]?.hint).to.equal('Get-Container');
    expect(missing.objects).to.have.length(1);
  });

  it('names all containers that an ambiguous prefix can mean', async () => {
    kit.runtime.newId = (() => {
      let n = 0;
      return () => `abcd000${++n}-1111-4222-8333-444444444444`;
    })();
    await make('one');
    await make('two');
    const { errors } = await kit.call('Get-Container', { Id: ['abcd'] });
    expect(errors[0]?.kind).to.equal('Ambiguous');
    expect(errors[0]?.message).to.contain('one (').and.contain('two (');
  });

  it('reports a damaged record each time, keeps it, and lets the others work', async () => {
    const id = await kit.create('bad');
    await kit.create('good');
    await writeFile(join(kit.root, 'containers', id, 'container.json'), '{"schemaVersion":1,');
    for (let n = 0; n < 2; n++) {
      const said = await kit.call('Get-Container', {});
      expect(containersOf(said).map(({ Name }) => Name)).to.deep.equal(['good']);
      expect(said.errors.map(({ kind }) => kind)).to.deep.equal(['Corrupt']);
      expect(said.errors[0]?.message).to.contain('container.json.damaged-1');
    }
    await kit.reopen({ close: true });
    expect((await kit.call('Get-Container', {})).errors).to.have.length(1);
    expect(kit.machine.held().scratches).to.have.length(2);
    expect((await kit.call('Start-Container', { Name: ['good'] })).errors).to.deep.equal([]);
    expect((await kit.call('Remove-Container', { Id: [id] })).errors[0]?.kind).to.equal('Corrupt');
    expect((await kit.call('Remove-Container', { Id: [id], Force: true })).errors).to.deep.equal([]);
    expect((await kit.call('Get-Container', {})).errors).to.deep.equal([]);
    expect(kit.machine.held().scratches).to.have.length(1);
  });

  it('goes on after one that fails', async () => {
    await make('a');
    await make('c');
    const said = await kit.call('Start-Container', { Name: ['a', 'b', 'c'], PassThru: true });
    expect(containersOf(said).map(({ Name, State }) => `${Name} ${State}`)).to.deep.equal(['a Running', 'c Running']);
    expect(said.errors.map(({ target }) => target)).to.deep.equal(['b']);
    expect(said.asked).to.deep.equal(["Start container 'a'", "Start container 'c'"]);
    const again = await kit.call('Start-Container', { Name: ['a'], PassThru: true });
    expect(again.verbose).to.have.length(1);
    expect(again.asked).to.deep.equal([]);
    const stopped = await kit.call('Stop-Container', { Name: ['a', 'a', 'C'], PassThru: true });
    expect(containersOf(stopped).map(({ State }) => State)).to.deep.equal(['Off', 'Off']);
  });

  it('ends with a cancel instead of going on', async () => {
    await make('a');
    const abort = new AbortController();
    abort.abort();
    const said = await kit.call('Start-Container', { Name: ['a'] }, { signal: abort.signal });
    expect(said.thrown?.kind).to.equal('Cancelled');
    expect(said.errors).to.deep.equal([]);
  });

  it('Remove-Container names Stop-Container, before it asks; -Force removes', async () => {
    await make('web');
    await kit.call('Start-Container', { Name: ['web'] });
    const refused = await kit.call('Remove-Container', { Name: ['web'] });
    expect(refused.errors[0]?.kind).to.equal('InvalidState');
    expect(refused.errors[0]?.hint).to.contain('Stop-Container web');
    expect(refused.asked).to.deep.equal([]);
    const removed = await kit.call('Remove-Container', { Name: ['web'], Force: true, PassThru: true });
    expect(containersOf(removed).map(({ Name, State }) => `${Name} ${State}`)).to.deep.equal(['web Off']);
    expect(await names({})).to.deep.equal([]);
  });

  it('Invoke-ContainerCommand passes bytes, input and the exit code through', async () => {
    await make('web');
    const off = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'echo x' });
    expect(off.errors[0]?.kind).to.equal('InvalidState');
    expect(off.errors[0]?.hint).to.equal('Start-Container web');
    await kit.call('Start-Container', { Name: ['web'] });
    const echo = await kit.call('Invoke-ContainerCommand', {
      Name: ['web'],
      Command: 'echo',
      ArgumentList: ['a b', 'c'],
    });
    expect(echo.stdout).to.equal('"a b" c\r\n');
    expect(echo.exitCode).to.equal(0);
    const exit = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'exit 4294967295' });
    expect(exit.exitCode).to.equal(4294967295);
    expect(exit.errors).to.deep.equal([]);
    const typed = await kit.call(
      'Invoke-ContainerCommand',
      { Name: ['web'], Command: 'cat' },
      { input: ['one ', 'two'] },
    );
    expect(typed.stdout).to.equal('one two');
    const text = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'cat', InputText: 'héllo' });
    expect(text.stdout).to.equal('héllo');
    await writeFile(join(kit.root, 'in.txt'), 'from a file');
    const file = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'cat', InputFile: 'in.txt' });
    expect(file.stdout).to.equal('from a file');
    const object = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'exit 3', AsObject: true });
    expect(object.objects[0]).to.deep.include({ type: 'ContainerCommandResult' });
    expect(object.objects[0]?.value).to.deep.include({
      ContainerName: 'web',
      Command: 'exit 3',
      ExitCode: 3,
      StandardOutput: '',
    });
    const unknown = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'nothing.exe' });
    expect(unknown.errors[0]?.kind).to.equal('CommandFailed');
    expect(unknown.errors[0]?.hresult).to.equal(0x80070002);
  });

  it('Invoke-ContainerCommand ends the command at a deadline and at a cancel', async () => {
    await make('web');
    await kit.call('Start-Container', { Name: ['web'] });
    const late = await kit.call('Invoke-ContainerCommand', { Name: ['web'], Command: 'idle', TimeoutSec: 0.02 });
    expect(late.errors[0]?.kind).to.equal('Timeout');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    const stopped = await kit.call(
      'Invoke-ContainerCommand',
      { Name: ['web'], Command: 'idle' },
      { signal: abort.signal },
    );
    expect(stopped.thrown?.kind).to.equal('Cancelled');
    const [system] = kit.machine.systems.values();
    expect(system?.processes.size).to.equal(0);
  });

  it('Invoke-ContainerImage runs, gives bytes or an object, and leaves a container or none', async () => {
    const image = { ContainerImageName: 'windows' };
    const echo = await kit.call('Invoke-ContainerImage', {
      ...image,
      Name: 'kept',
      Command: 'echo',
      ArgumentList: ['a b'],
    });
    expect([echo.stdout, echo.exitCode, echo.asked]).to.deep.equal(['"a b"\r\n', 0, ["Run container 'kept'"]]);
    expect(await names({})).to.deep.equal(['kept']);
    const cat = { ...image, Command: 'cat', InputText: 'hello', AsObject: true, AutoRemove: true };
    const [object] = (await kit.call('Invoke-ContainerImage', cat)).objects;
    expect([object?.type, object?.value]).to.deep.include.members(['ContainerCommandResult']);
    expect(object?.value).to.deep.include({ Command: 'cat', ExitCode: 0, StandardOutput: 'hello', StandardError: '' });
    const code = await kit.call('Invoke-ContainerImage', { ...image, Command: 'exit 3221225477', AutoRemove: true });
    expect([code.exitCode, await names({})]).to.deep.equal([3_221_225_477, ['kept']]);
  });

  it('Invoke-ContainerImage -Detach gives the container as soon as it runs, and nothing when it cannot', async () => {
    const image = { ContainerImageName: 'windows', Detach: true, AutoRemove: true };
    const [job] = containersOf(await kit.call('Invoke-ContainerImage', { ...image, Name: 'job', Command: 'idle' }));
    expect([job?.Name, job?.State]).to.deep.equal(['job', 'Running']);
    await kit.call('Stop-Container', { Name: ['job'], TurnOff: true });
    await eventually(async () => (await names({})).length === 0);
    const failed = await kit.call('Invoke-ContainerImage', { ...image, Name: 'job', Command: 'no-such-program' });
    expect([failed.thrown?.kind, await names({})]).to.deep.equal(['CommandFailed', []]);
  });

  it('Invoke-ContainerImage -Detach refuses a limit that nobody would keep', async () => {
    const image = { ContainerImageName: 'windows', Command: 'idle', Detach: true, TimeoutSec: 2 };
    const { thrown } = await kit.call('Invoke-ContainerImage', image);
    expect([thrown?.kind, thrown?.message]).to.deep.equal([
      'InvalidArgument',
      '-TimeoutSec is not for -Detach: nobody watches a run that goes on by itself.',
    ]);
    expect(await names({})).to.deep.equal([]);
  });

  it('Invoke-ContainerImage refuses arguments without a command, and asks before anything is made', async () => {
    const image = { ContainerImageName: 'windows' };
    const alone = await kit.call('Invoke-ContainerImage', { ...image, ArgumentList: ['x'] });
    expect(alone.thrown?.kind).to.equal('InvalidArgument');
    await kit.call('Invoke-ContainerImage', { ...image, Command: 'exit 0' }, { answer: false });
    expect(await names({})).to.deep.equal([]);
  });

  it('Get-ContainerLog gives the last lines of each stream', async () => {
    kit.machine.programs.set('talk', async ({ stdout, stderr }) => {
      for (let n = 1; n <= 5; n++) stdout(`line ${n}\r\n`);
      stderr('oh\nno');
      return 5;
    });
    const id = await kit.create('job', { command: 'talk' });
    expect((await kit.call('Get-ContainerLog', { Name: ['job'] })).objects).to.deep.equal([]);
    await kit.call('Start-Container', { Name: ['job'] });
    await eventually(async () => (await kit.containers.view(id))?.state === 'Off');
    const log = async (parameters: object) =>
      (await kit.call('Get-ContainerLog', { Name: ['job'], ...parameters })).objects.map(({ value }) => value);
    expect(await log({ Tail: 2 })).to.deep.equal(['line 4', 'line 5', 'oh', 'no']);
    expect(await log({ Stream: 'StandardError', Tail: 1 })).to.deep.equal(['no']);
    expect(await log({ Stream: 'StandardOutput' })).to.have.length(5);
    expect(await log({ Tail: 0 })).to.deep.equal([]);
    expect(containersOf(await kit.call('Get-Container', { Name: ['job'] }))[0]?.ExitCode).to.equal(5);
  });

  it('Get-ContainerLog -Follow gives what comes, of several containers at once, to the end of their runs', async () => {
    kit.machine.programs.set('late', async ({ stdout, stderr }) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      stdout('out\n');
      stderr('err\n');
      return 0;
    });
    for (const name of ['a', 'b']) await make(name, { Command: 'late' });
    await kit.call('Start-Container', { Name: ['a', 'b'] });
    const said = await kit.call('Get-ContainerLog', { Name: ['*'], Follow: true });
    expect(said.objects.map(({ value }) => value).sort()).to.deep.equal(['err', 'err', 'out', 'out']);
  });

  it('Restart-Container starts what is off too, and asks once; -WhatIf changes nothing', async () => {
    await make('web', { Command: 'idle' });
    const restart = (options?: { answer: boolean }) =>
      kit.call('Restart-Container', { Name: ['web'], TurnOff: true, PassThru: true }, options);
    expect((await restart({ answer: false })).objects).to.deep.equal([]);
    for (let n = 0; n < 2; n++) {
      const said = await restart();
      expect([said.asked, containersOf(said)[0]?.State]).to.deep.equal([["Restart container 'web'"], 'Running']);
    }
  });

  it('Suspend- and Resume-Container ask once, and leave alone what is so already', async () => {
    kit.machine.capabilities.pausable = ['process'];
    for (const name of ['off', 'web']) await make(name, { Command: 'idle' });
    await kit.call('Start-Container', { Name: ['web'] });
    const suspended = await kit.call('Suspend-Container', { Name: ['*'], PassThru: true });
    expect(suspended.errors.map(({ kind, target }) => `${kind} ${target}`)).to.deep.equal(['InvalidState off']);
    expect(containersOf(suspended).map(({ Name, State }) => `${Name} ${State}`)).to.deep.equal(['web Paused']);
    expect((await kit.call('Suspend-Container', { Name: ['web'] })).asked).to.deep.equal([]);
    expect((await kit.call('Start-Container', { Name: ['web'] })).errors[0]?.hint).to.equal('Resume-Container web');
    expect((await kit.call('Resume-Container', { Name: ['web'] }, { answer: false })).asked).to.deep.equal([
      "Resume container 'web'",
    ]);
    const resumed = await kit.call('Resume-Container', { Name: ['web'], PassThru: true });
    expect(containersOf(resumed)[0]?.State).to.equal('Running');
  });

  it('an isolation that this host does not have is refused for the container, not for what was typed', async () => {
    await make('web');
    const set = await kit.call('Set-Container', { Name: ['web'], Isolation: 'HyperV' });
    expect(set.errors.map(({ kind, target }) => `${kind} ${target}`)).to.deep.equal(['NotSupported web']);
    expect(set.errors[0]?.message).to.equal(
      "Cannot set -Isolation of container 'web': this host has no Hyper-V isolation. Nothing was changed.",
    );
    const image = { ContainerImageName: 'Windows', Isolation: 'HyperV' } as const;
    expect((await kit.call('New-Container', { ...image, Name: 'new' })).thrown?.target).to.equal('new');
    expect((await kit.call('New-Container', image)).thrown?.target).to.equal('windows:10.0.19041.0');
  });

  it('Set-Container sets what is given, clears by name, and refuses what runs, one by one', async () => {
    for (const name of ['web', 'run']) await make(name, { Command: 'idle' });
    await kit.call('Start-Container', { Name: ['run'] });
    const said = await kit.call('Set-Container', {
      Name: ['*'],
      PublishPort: ['8081:80'],
      Environment: { A: '1' },
      PassThru: true,
    });
    expect(said.errors.map(({ kind, target }) => `${kind} ${target}`)).to.deep.equal(['InvalidState run']);
    expect(said.asked).to.deep.equal(["Set container 'web'"]);
    expect(containersOf(said).map(({ Name, Ports }) => `${Name} ${Ports}`)).to.deep.equal(['web 8081->80/tcp']);
    const cleared = await kit.call('Set-Container', {
      Name: ['web'],
      Clear: ['publishport', 'Command'],
      PassThru: true,
    });
    expect([containersOf(cleared)[0]?.Ports, containersOf(cleared)[0]?.Command]).to.deep.equal(['', undefined]);
    const wrong = await kit.call('Set-Container', { Name: ['web'], Clear: ['Name'] });
    expect([wrong.thrown?.kind, wrong.thrown?.hint]).to.deep.equal([
      'InvalidArgument',
      '-Clear takes Command, WorkingDirectory, PublishPort, Environment, MemoryStartupBytes, ProcessorCount, ProcessorMaximum, ProcessorWeight, StorageMaximumIOPS, StorageMaximumBandwidth, MaximumThreadCount, LogMaximumBytes, CredentialSpec, Device, User, StopCommand, StopTimeoutSec, HealthCheck',
    ]);
    expect((await kit.call('Set-Container', { Name: ['web'] })).asked).to.deep.equal([]);
    const policy = await kit.call('Set-Container', { Name: ['run'], RestartPolicy: 'Always', PassThru: true });
    expect(containersOf(policy)[0]?.RestartPolicy).to.equal('Always');
  });

  it('Wait-Container gives what has ended, and has one deadline for all', async () => {
    for (const name of ['one', 'two']) await make(name, { Command: 'exit 4' });
    await kit.call('Start-Container', { Name: ['one', 'two'] });
    const ended = await kit.call('Wait-Container', { Name: ['*'] });
    expect(containersOf(ended).map(({ Name, ExitCode }) => `${Name} ${ExitCode}`)).to.deep.equal(['one 4', 'two 4']);
    const late = await kit.call('Wait-Container', { Name: ['one', 'two', 'none'], For: 'Ready', TimeoutSec: 0 });
    expect(late.errors.map(({ kind, target }) => `${kind} ${target}`)).to.deep.equal([
      'Timeout one',
      'Timeout two',
      'NotFound none',
    ]);
    expect((await kit.call('Wait-Container', { Name: ['one'], For: 'Exit', LogLike: 'x' })).thrown?.kind).to.equal(
      'InvalidArgument',
    );
    await make('talk', { Command: 'echo hello' });
    await kit.call('Start-Container', { Name: ['talk'] });
    expect(containersOf(await kit.call('Wait-Container', { Name: ['talk'], LogLike: 'HEL*' }))[0]?.Name).to.equal(
      'talk',
    );
  });

  it('a restart policy is told, waits to be seen, and is stopped or hurried by hand', async () => {
    const policy = { RestartPolicy: 'OnFailure', MaximumRetryCount: 3 };
    const [made] = containersOf(await make('web', { Command: 'exit 3', ...policy }));
    expect(made).to.deep.include({ RestartPolicy: 'OnFailure', MaximumRetryCount: 3, RestartCount: 0 });
    await kit.call('Start-Container', { Name: ['web'] });
    const state = async () => containersOf(await kit.call('Get-Container', { Name: ['web'] }))[0];
    await eventually(async () => (await state())?.State === 'Restarting');
    expect(Object.keys((await state()) ?? {})).to.include('NextStart');
    expect(await names({ State: 'Restarting' })).to.deep.equal(['web']);
    expect((await kit.call('Remove-Container', { Name: ['web'] })).errors[0]?.message).to.contain('it is restarting');
    expect((await kit.call('Stop-Container', { Name: ['web'] })).asked).to.deep.equal(["Stop container 'web'"]);
    expect((await state())?.State).to.equal('Off');
    const said = await make('other', { RestartPolicy: 'Always', MaximumRetryCount: 3 });
    expect([said.thrown?.kind, said.thrown?.hint]).to.deep.equal([
      'InvalidArgument',
      '-RestartPolicy OnFailure -MaximumRetryCount 5',
    ]);
    expect(await names({})).to.deep.equal(['web']);
  });

  it('New-Container takes a health check from the parameters over the image’s, and tells what does not fit', async () => {
    const [image] = kit.images.images;
    if (image !== undefined) image.healthCheck = { command: 'ping', retries: 9, timeoutMs: 1500 };
    const check = async (parameters: object) => {
      const said = await make('web', { Command: 'idle', ...parameters });
      const [made] = containersOf(said);
      const view = await kit.containers.view(made?.ContainerId ?? '');
      await kit.call('Remove-Container', { Name: ['web'], Force: true });
      return said.thrown?.kind ?? view?.record.healthCheck;
    };
    const own = { command: 'ping', intervalMs: 30_000, timeoutMs: 1500, retries: 9, startPeriodMs: 0 };
    expect(await check({})).to.deep.equal(own);
    expect(await check({ HealthCommand: 'curl', HealthIntervalSec: 2, HealthStartPeriodSec: 3 })).to.deep.equal({
      ...own,
      command: 'curl',
      intervalMs: 2000,
      startPeriodMs: 3000,
    });
    expect(await check({ NoHealthCheck: true })).to.equal(undefined);
    expect(await check({ NoHealthCheck: true, HealthRetries: 2 })).to.equal('InvalidArgument');
    expect(await check({ HealthCommand: ' ' })).to.equal('InvalidArgument');
    delete image?.healthCheck;
    expect(await check({ HealthRetries: 2 })).to.equal('InvalidArgument');
  });

  it('Wait-Container -For Healthy gives it with its probes', async () => {
    await make('web', { Command: 'idle', HealthCommand: 'exit 0', HealthIntervalSec: 1 });
    await kit.call('Start-Container', { Name: ['web'] });
    const waiting = kit.call('Wait-Container', { Name: ['web'], For: 'Healthy' });
    kit.runtime.advance(1000);
    const [web] = containersOf(await waiting);
    expect(web).to.deep.include({ Health: 'Healthy', HealthCommand: 'exit 0' });
    expect(web?.HealthLog).to.have.length(1);
  });

  it('Rename-Container takes one exact container; the name it has is no change', async () => {
    for (const name of ['web', 'web2']) await make(name);
    const rename = (parameters: object) =>
      kit.call('Rename-Container', { NewName: 'site', PassThru: true, ...parameters } as never); // sets of the test's own
    expect((await rename({ Name: 'web*' })).errors.map(({ kind }) => kind)).to.deep.equal(['NotFound']);
    const said = await rename({ Name: 'web' });
    expect([said.asked, containersOf(said)[0]?.Name]).to.deep.equal([["Rename to 'site' container 'web'"], 'site']);
    expect((await rename({ Name: 'site' })).asked).to.deep.equal([]);
    expect((await rename({ Name: 'web2' })).errors.map(({ kind }) => kind)).to.deep.equal(['AlreadyExists']);
    expect((await rename({ Name: 'web2', NewName: '../x' })).errors.map(({ kind }) => kind)).to.deep.equal([
      'InvalidArgument',
    ]);
    expect(await names({})).to.deep.equal(['site', 'web2']);
  });

  it('Get-ContainerHost tells of the service, and what is missing', async () => {
    kit.machine.capabilities.features = [
      { name: 'Wine', available: false, disables: 'no container can start', fix: 'apt-get install wine' },
    ];
    const said = await kit.call('Get-ContainerHost', {});
    expect(hostOf(said)).to.deep.include({
      Name: 'box',
      Kind: 'Embedded',
      ServicePid: 42,
      Version: '0.1.0',
      StateRoot: kit.root,
    });
    expect(said.warnings).to.deep.equal(['Wine is missing: no container can start. To have it: apt-get install wine']);
  });
});
