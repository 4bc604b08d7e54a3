import { expect } from 'chai';
import { CallTerminal } from '../../../core/service/call-terminal.ts';
import type { ContainerSessionObject } from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit } from './handler-kit.ts';

describe('session handlers', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
    kit.machine.programs.set('cmd', async ({ stdin, stdout, size }) => {
      stdout(`size ${size()?.join('x')}\r\n`);
      for await (const chunk of stdin ?? []) if (chunk.toString().includes('exit')) return 3;
      return 0;
    });
    await kit.containers.start(await kit.create('web'));
  });
  afterEach(() => kit.dispose());

  const terminal = () => new CallTerminal({ height: 30, width: 100 });

  it('Enter-ContainerSession starts cmd, tells the session and gives the exit code', async () => {
    const said = await kit.call('Enter-ContainerSession', { Name: 'web' }, { terminal: terminal(), input: ['exit'] });
    expect([said.thrown, said.exitCode, said.stdout]).to.deep.equal([undefined, 3, 'size 30x100\r\n']);
    const [session] = said.objects.map(({ value }) => value as ContainerSessionObject);
    expect(session).to.include({ ContainerName: 'web', Command: 'cmd' });
    expect(session?.SessionId).to.match(/^[0-9a-f]{8}$/);
  });

  it('the end of the input leaves it; Get-ContainerSession lists it, and a prefix of its id comes back', async () => {
    const left = await kit.call('Enter-ContainerSession', { Name: 'web' }, { terminal: terminal() });
    expect([left.thrown, left.exitCode]).to.deep.equal([undefined, undefined]);
    const listed = (await kit.call('Get-ContainerSession', {})).objects.map(
      ({ value }) => value as ContainerSessionObject,
    );
    expect(listed.map(({ ContainerName }) => ContainerName)).to.deep.equal(['web']);
    const SessionId = listed[0]?.SessionId.slice(0, 4) ?? '';
    const back = { terminal: terminal(), input: ['exit'] };
    expect((await kit.call('Enter-ContainerSession', { Name: 'web', SessionId }, back)).exitCode).to.equal(3);
    expect((await kit.call('Get-ContainerSession', { Name: ['web'] })).objects).to.deep.equal([]);
  });

  it('without a terminal, or for a session that is not there, it is refused', async () => {
    const none = await kit.call('Enter-ContainerSession', { Name: 'web' });
    expect([none.thrown?.kind, none.thrown?.hint]).to.deep.include.members(['InvalidState']);
    expect(none.thrown?.hint).to.include('Invoke-ContainerCommand web');
    const gone = { Name: 'web', SessionId: 'ffff' };
    expect((await kit.call('Enter-ContainerSession', gone, { terminal: terminal() })).thrown?.kind).to.equal(
      'NotFound',
    );
  });
});
