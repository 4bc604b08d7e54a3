import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ContainersKit, openContainersKit } from '../../doubles/containers-kit.ts';
import { eventually } from '../../eventually.ts';

/** What must hold whenever nobody works: the host holds what the records say, and nothing else. */
export async function checkNothingLeaked(kit: ContainersKit, message: string): Promise<void> {
  const { containers, damaged } = await kit.containers.list();
  expect(damaged, message).to.deep.equal([]);
  const ids = containers.map(({ record }) => record.id).sort();
  const running = containers.filter(({ state }) => state === 'Running').map(({ record }) => record.id);
  running.sort();
  const scratchOf = (id: string) => join(kit.root, 'containers', id, 'scratch');
  const held = kit.machine.held();
  expect(held.scratches, `${message}: scratches`).to.deep.equal(ids.map(scratchOf).sort());
  expect(held.attached.sort(), `${message}: attached`).to.deep.equal(running.map(scratchOf).sort());
  expect(held.systems, `${message}: systems`).to.deep.equal(running);
  expect(held.namespaces, `${message}: namespaces`).to.deep.equal(running);
  const names = containers.map(({ record }) => record.name.toLowerCase());
  expect(new Set(names).size, `${message}: names`).to.equal(names.length);
  expect((await readdir(join(kit.root, 'containers'))).sort(), `${message}: folders`).to.deep.equal(ids);
  for (const id of ids) {
    expect(await readdir(join(kit.root, 'containers', id)), message).not.to.include('journal.json');
  }
}

/** Something that is done to a container, and can be cut short. */
export interface Operation {
  name: string;
  /** Brings the container to where the operation begins. @returns its id. */
  prepare(kit: ContainersKit): Promise<string>;
  run(kit: ContainersKit, id: string): Promise<unknown>;
  /** The states that it may leave when it is killed or fails; undefined: no container. */
  leaves: (string | undefined)[];
  /** After a kill, when it is less than those. */
  leavesKilled?: string[];
}

export const web = { command: 'idle', portMappings: [{ protocol: 'tcp' as const, hostPort: 8080, containerPort: 80 }] };
const made = (kit: ContainersKit) => kit.create('web', web);
const started = async (kit: ContainersKit) => {
  const id = await made(kit);
  await kit.containers.start(id);
  return id;
};

/** All that changes a container's state on disk or on the host. */
export const OPERATIONS: Operation[] = [
  { name: 'create', prepare: async () => '', run: made, leaves: [undefined, 'Off'] },
  { name: 'start', prepare: made, run: (kit, id) => kit.containers.start(id), leaves: ['Off', 'Running'] },
  { name: 'stop', prepare: started, run: (kit, id) => kit.containers.stop(id), leaves: ['Running', 'Off'] },
  {
    name: 'turn off',
    prepare: started,
    run: (kit, id) => kit.containers.stop(id, { turnOff: true }),
    leaves: ['Running', 'Off'],
  },
  {
    name: 'restart',
    prepare: started,
    run: (kit, id) => kit.containers.restart(id),
    leaves: ['Running', 'Off'],
    leavesKilled: ['Running'],
  },
  { name: 'remove', prepare: made, run: (kit, id) => kit.containers.remove(id), leaves: ['Off', undefined] },
  {
    name: 'remove by force',
    prepare: started,
    run: (kit, id) => kit.containers.remove(id, { force: true }),
    leaves: ['Running', 'Off', undefined],
  },
  {
    name: 'capture by force',
    prepare: started,
    run: (kit, id) => kit.containers.capture(id, { name: 'site', force: true }),
    leaves: ['Running', 'Off'],
  },
  { name: 'rename', prepare: made, run: (kit, id) => kit.containers.rename(id, 'shop'), leaves: ['Off'] },
  {
    name: 'copy',
    prepare: made,
    run: (kit, id) => kit.containers.clone(id, { name: 'web2' }),
    leaves: ['Off', 'Off and Off'],
  },
  {
    name: 'set',
    prepare: made,
    run: (kit, id) => kit.containers.set(id, { command: 'exit 3', environment: { A: '1' } }),
    leaves: ['Off'],
  },
  {
    name: 'set secrets',
    prepare: (kit) => kit.create('web', { ...web, secrets: { TOKEN: 'one' }, secretFiles: { db: Buffer.from('one') } }),
    run: (kit, id) =>
      kit.containers.set(id, {
        secrets: { TOKEN: 'two' },
        secretFiles: { db: Buffer.from('two') },
        environment: { A: '2' },
      }),
    leaves: ['Off'],
  },
];

/** The next service, until it has done what a killed one has left: starts that are due too. */
export async function reopenAfterKill(kit: ContainersKit): Promise<void> {
  await kit.reopen();
  await eventually(async () => {
    kit.runtime.advance(0);
    const { containers } = await kit.containers.list();
    const folders = containers.map(({ record }) => join(kit.root, 'containers', record.id, 'journal.json'));
    return containers.every(({ state }) => state !== 'Restarting') && !folders.some(existsSync);
  });
}

/** Of the container, or of all when there are several. */
export const stateOf = async (kit: ContainersKit) => {
  const states = (await kit.containers.list()).containers.map(({ state }) => state);
  return states.length === 0 ? undefined : states.join(' and ');
};

/** Whatever happened, the container can be used and removed afterwards. */
export async function useAndRemove(kit: ContainersKit): Promise<void> {
  const { containers } = await kit.containers.list();
  const ids = containers.length > 0 ? containers.map(({ record }) => record.id) : [await made(kit)];
  for (const id of ids) {
    await kit.containers.start(id);
    await kit.containers.stop(id);
    await kit.containers.remove(id);
  }
  expect(kit.machine.held()).to.deep.equal({ scratches: [], attached: [], systems: [], namespaces: [] });
}

/** The steps of an operation that nothing disturbs, by the names of the calls: `disk.journal.json`, `compute.start`. */
export async function stepsOf(operation: Operation): Promise<string[]> {
  const kit = await openContainersKit();
  try {
    const id = await operation.prepare(kit);
    const before = kit.machine.calls.length;
    await operation.run(kit, id);
    return kit.machine.calls.slice(before);
  } finally {
    await kit.dispose();
  }
}
