import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ContainersKit, openContainersKit } from '../doubles/containers-kit.ts';

describe('a listing', () => {
  let kit: ContainersKit;
  beforeEach(async () => {
    kit = await openContainersKit();
  });
  afterEach(() => kit.dispose());

  const listed = async () =>
    (await kit.containers.list()).containers.map(({ record, state }) => `${record.name} ${state}`);

  it('is sorted by name whatever is up, and follows every change', async () => {
    const zoo = await kit.create('zoo');
    await kit.create('Bar');
    const api = await kit.create('api');
    expect(await listed()).to.deep.equal(['api Off', 'Bar Off', 'zoo Off']);
    await kit.containers.start(api);
    await kit.containers.start(zoo);
    expect(await listed()).to.deep.equal(['api Running', 'Bar Off', 'zoo Running']);
    await kit.containers.rename(zoo, 'ant');
    expect(await listed()).to.deep.equal(['ant Running', 'api Running', 'Bar Off']);
    await kit.containers.stop(zoo);
    await kit.containers.remove(api, { force: true });
    await kit.create('car');
    expect(await listed()).to.deep.equal(['ant Off', 'Bar Off', 'car Off']);
  });

  it('of what did not change gives the same views; a record that somebody changed on disk is seen at once', async () => {
    const ids = [await kit.create('one'), await kit.create('two')];
    const before = (await kit.containers.list()).containers;
    expect((await kit.containers.list()).containers.map((view, index) => view === before[index])).to.deep.equal([
      true,
      true,
    ]);
    const path = join(kit.root, 'containers', ids[0] ?? '', 'container.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"one"', '"six"').replace('"environment"', ' "environment"'));
    expect(await listed()).to.deep.equal(['six Off', 'two Off']);
    expect((await kit.containers.list()).containers[1]).to.equal(before[1]);
  });
});
