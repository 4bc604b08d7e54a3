import { expect } from 'chai';
import type { ContainerHostStartupObject } from '../../../core/service/generated/contract.gen.ts';
import { type HandlerKit, openHandlerKit, type Said } from './handler-kit.ts';

const objectOf = (said: Said) => said.objects[0]?.value as ContainerHostStartupObject; // what its contract declares

describe('handlers of the start with the machine', () => {
  let kit: HandlerKit;
  beforeEach(async () => {
    kit = await openHandlerKit();
  });
  afterEach(() => kit.dispose());

  it('register once, tell the command, and take it back', async () => {
    const command = `/node /hcs.mjs service start --with-machine --root ${kit.root}`;
    expect(objectOf(await kit.call('Get-ContainerHostStartup', {}))).to.include({
      State: 'NotRegistered',
      Command: command,
    });
    const first = await kit.call('Register-ContainerHostStartup', {});
    expect(first.asked).to.deep.equal(["Register (remember) Crontab 'memory'"]);
    expect(objectOf(first).State).to.equal('Registered');
    const again = await kit.call('Register-ContainerHostStartup', {});
    expect([again.asked, objectOf(again).State]).to.deep.equal([[], 'Registered']);
    expect(again.verbose.join()).to.contain('already');
    const back = await kit.call('Unregister-ContainerHostStartup', {});
    expect([back.asked, objectOf(back).State]).to.deep.equal([
      ["Unregister (forget) Crontab 'memory'"],
      'NotRegistered',
    ]);
    expect((await kit.call('Unregister-ContainerHostStartup', {})).asked).to.deep.equal([]);
  });

  it('replace what an older version registered; -WhatIf changes nothing', async () => {
    kit.machine.preparation.startup = { program: '/old', arguments: [] };
    expect(objectOf(await kit.call('Get-ContainerHostStartup', {})).State).to.equal('Different');
    await kit.call('Register-ContainerHostStartup', {}, { answer: false });
    await kit.call('Unregister-ContainerHostStartup', {}, { answer: false });
    expect(kit.machine.preparation.startup?.program).to.equal('/old');
    expect((await kit.call('Register-ContainerHostStartup', {})).asked[0]).to.contain('Register anew');
    expect(kit.machine.preparation.startup?.program).to.equal('/node');
  });
});
