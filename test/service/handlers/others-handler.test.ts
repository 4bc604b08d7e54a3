import { expect } from 'chai';
import type { GetContainerParameters } from '../../../core/service/generated/contract.gen.ts';
import { containersOf, type HandlerKit, openHandlerKit } from './handler-kit.ts';

const DOCKER = 'aaaa1111'.repeat(8);
const MACHINE = 'BBBB2222-0000-4000-8000-000000000000';

describe('Get-Container -Owner', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
    await kit.containers.start(await kit.create('web', { command: 'idle' }));
    const system = [...kit.machine.systems.values()][0];
    if (system === undefined) throw new Error('no system');
    const startedAt = kit.runtime.now();
    const add = (id: string, owner: string, state: 'Running' | 'Stopped') =>
      kit.machine.systems.set(id, { ...system, processes: new Map(), properties: { id, owner, state, startedAt } });
    add(DOCKER, 'docker', 'Running');
    add(MACHINE, 'VMMS', 'Stopped');
    kit.runtime.advance(60_000);
  });
  afterEach(() => kit.dispose());

  const get = async (parameters: GetContainerParameters) => {
    const said = await kit.call('Get-Container', parameters);
    return {
      found: containersOf(said).map(({ Name, State }) => `${Name} ${State}`),
      errors: said.errors.map(({ kind, target }) => `${kind} ${target}`),
      objects: containersOf(said),
    };
  };

  it('gives the systems of others, with what is known of them; without it only ours', async () => {
    expect((await get({})).found).to.deep.equal(['web Running']);
    const { found, objects } = await get({ Owner: ['*'] });
    expect(found).to.deep.equal(['web Running', `${MACHINE} Off`, `${DOCKER} Running`]);
    expect(objects[0]?.Owner).to.equal(kit.containers.owner);
    expect(objects[2]).to.deep.equal({
      Name: DOCKER,
      ContainerId: DOCKER,
      State: 'Running',
      Uptime: 60,
      ComputerName: 'box',
      Owner: 'docker',
    });
    expect((await get({ Owner: ['DOCK*', 'nobody'] })).found).to.deep.equal([`${DOCKER} Running`]);
    expect((await get({ Owner: ['hcs*'] })).found).to.deep.equal(['web Running']);
  });

  it('chooses by id, wildcard and state; what is not there is an error', async () => {
    expect((await get({ Owner: ['*'], Id: [DOCKER.slice(0, 6)] })).found).to.deep.equal([`${DOCKER} Running`]);
    expect((await get({ Owner: ['*'], Name: ['bbbb*', 'WEB'] })).found).to.deep.equal([
      'web Running',
      `${MACHINE} Off`,
    ]);
    expect((await get({ Owner: ['*'], State: 'Off' })).found).to.deep.equal([`${MACHINE} Off`]);
    const { found, errors } = await get({ Owner: ['docker'], Name: ['web', 'x*'] });
    expect([found, errors]).to.deep.equal([[], ['NotFound web']]);
  });

  it('whoever would change one is told whose it is, and nothing is done', async () => {
    const before = kit.machine.calls.length;
    const calls = [
      await kit.call('Stop-Container', { Container: [DOCKER] }),
      await kit.call('Remove-Container', { Id: [MACHINE], Force: true }),
      await kit.call('Suspend-Container', { Name: [DOCKER.slice(0, 8)] }),
      await kit.call('Invoke-ContainerCommand', { Name: [DOCKER], Command: 'cmd' }),
      await kit.call('Set-Container', { Name: [DOCKER], Command: 'cmd' }),
      await kit.call('Copy-Container', { Id: DOCKER }),
      await kit.call('New-ContainerImage', { ContainerName: DOCKER, Name: 'mine' }),
      await kit.call('Copy-ContainerItem', { FromContainer: DOCKER, Path: ['C:\\x'], Destination: '/tmp' }),
    ];
    for (const { errors, thrown } of calls) {
      const [error = thrown] = errors;
      expect([error?.kind, error?.hint]).to.deep.equal(['AccessDenied', 'Get-Container -Owner *']);
    }
    expect(calls[0]?.errors[0]?.message).to.equal(
      `Compute system '${DOCKER}' belongs to 'docker': it can be seen here, and changed by its owner.`,
    );
    const done = new Set(kit.machine.calls.slice(before));
    expect([...done].filter((call) => !/list|query|capabilities/i.test(call))).to.deep.equal([]);
    expect((await kit.call('Stop-Container', { Name: ['none'] })).errors[0]?.kind).to.equal('NotFound');
  });
});
