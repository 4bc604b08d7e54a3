import { expect } from 'chai';
import { type ContainersKit, openContainersKit } from '../doubles/containers-kit.ts';
import { openMemoryHost } from '../doubles/memory-host.ts';

describe('a paused container', () => {
  let kit: ContainersKit;
  let id: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    id = await kit.create('web', { command: 'serve' });
    kit.machine.programs.set('serve', () => new Promise(() => undefined));
    await kit.containers.start(id);
    await openMemoryHost(kit.machine, kit.runtime.now).controls.pause(id);
  });
  afterEach(() => kit.dispose());

  const stateOf = async () => (await kit.containers.view(id))?.state;

  it('is Paused, not ended, also for the next service', async () => {
    expect(await stateOf()).to.equal('Paused');
    const { containers } = await kit.containers.list();
    expect(containers.map(({ state }) => state)).to.deep.equal(['Paused']);
    await kit.reopen({ close: true });
    expect(await stateOf()).to.equal('Paused');
    expect(kit.machine.held().systems).to.deep.equal([id]);
  });

  it('stops: it is resumed first, so that it hears of it', async () => {
    const states: (string | undefined)[] = [];
    kit.beforeChange = async () => void states.push(kit.machine.systems.get(id)?.properties.state);
    expect(await kit.containers.stop(id)).to.equal(true);
    expect(await stateOf()).to.equal('Off');
    expect(states).not.to.include('Paused');
    expect(kit.machine.held().systems).to.deep.equal([]);
  });
});
