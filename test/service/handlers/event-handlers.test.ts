import { expect } from 'chai';
import type {
  ContainerEventObject,
  GetContainerEventParameters,
} from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit } from './handler-kit.ts';

describe('Get-ContainerEvent', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());

  const get = async (parameters: GetContainerEventParameters, signal?: AbortSignal) => {
    const said = await kit.call('Get-ContainerEvent', parameters, signal === undefined ? {} : { signal });
    return said.objects.map(({ value }) => value as ContainerEventObject); // what the contract declares
  };
  const told = async (parameters: GetContainerEventParameters) =>
    (await get(parameters)).map(({ Action, Name }) => `${Action} ${Name}`);

  it('gives those that are asked for: by name then, by id, by action, time and number', async () => {
    const web = await kit.create('web', { command: 'exit 3' });
    const db = await kit.create('db');
    kit.runtime.advance(1000);
    const since = kit.runtime.now().toISOString();
    await kit.containers.start(web);
    await kit.containers.waitForState(web, 'Off');
    kit.runtime.advance(1000);
    const until = kit.runtime.now().toISOString();
    await kit.containers.rename(web, 'site');
    await kit.containers.remove(db);
    expect(await told({ Name: ['web'] })).to.deep.equal(['Created web', 'Started web', 'Exited web', 'Renamed site']);
    expect(await told({ Name: ['S*', 'nobody'] })).to.deep.equal(['Renamed site']);
    for (const chosen of [{ Id: [web.slice(0, 4)] }, { Container: [web] }, { Name: [`{${web.toUpperCase()}}`] }])
      expect(await told(chosen)).to.have.length(4);
    expect(await told({ Id: [db] })).to.deep.equal(['Created db', 'Removed db']);
    expect(await told({ Action: ['re*', 'EXITED'] })).to.deep.equal(['Exited web', 'Renamed site', 'Removed db']);
    expect(await told({ Since: since, Until: until })).to.deep.equal(['Started web', 'Exited web']);
    expect(await told({ MaxEvents: 1 })).to.deep.equal(['Removed db']);
    expect(await told({ MaxEvents: 1, Action: ['Created'] })).to.deep.equal(['Created db']);
    expect(await told({ MaxEvents: 0 })).to.deep.equal([]);
    const [exited] = await get({ Action: ['Exited'] });
    expect(exited).to.deep.include({ Number: 4, Name: 'web', ContainerId: web, ExitCode: 3, Time: since });
    expect(exited?.Details).to.include('exitType=GracefulExit');
  });

  it('gives the end that a service which has just started has found', async () => {
    const web = await kit.create('web', { command: 'idle' });
    await kit.containers.start(web);
    const main = kit.machine.systems.get(web)?.processes.get('main');
    if (main === undefined) throw new Error('no main process');
    kit.machine.kill();
    kit.machine.endProcess(main);
    await kit.reopen();
    expect(await told({})).to.deep.equal(['Created web', 'Started web', 'Exited web']);
  });

  it('-Follow ends at -Until, and at Ctrl+C', async () => {
    await kit.create('web');
    const abort = new AbortController();
    const said = kit.call('Get-ContainerEvent', { Follow: true }, { signal: abort.signal });
    await kit.create('db');
    setTimeout(() => abort.abort(), 500); // both have been told long since
    const { objects, thrown } = await said;
    expect(objects.map(({ value }) => (value as ContainerEventObject).Name)).to.deep.equal(['web', 'db']);
    expect(thrown).not.to.equal(undefined);
    const over = kit.runtime.now().toISOString();
    expect((await kit.call('Get-ContainerEvent', { Follow: true, Until: over })).thrown).to.equal(undefined);
  });
});
