import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CreateRequest } from '../../core/container/create.ts';
import { readSecrets } from '../../core/service/handlers/secret-parameters.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';

const VALUE = 'p@ss "wörd" %x% 日本 🎉';

describe('secrets', () => {
  let kit: ContainersKit;
  /** The environments that programs got. */
  let given: (Record<string, string> | undefined)[] = [];
  beforeEach(async () => {
    kit = await openContainersKit();
    given = [];
    kit.machine.programs.set('serve', ({ parameters, ended }) => {
      given.push(parameters.Environment);
      return new Promise((done) => ended.addEventListener('abort', () => done(0)));
    });
    kit.machine.programs.set('show', async ({ parameters }) => {
      given.push(parameters.Environment);
      return 0;
    });
  });
  afterEach(() => kit.dispose());

  const create = (secrets: Record<string, string>, more: Partial<CreateRequest> = {}) =>
    kit.create('web', { command: 'serve', secrets, ...more });
  const sink = { stdout: async () => undefined, stderr: async () => undefined };
  /** Every byte below the state root. */
  const allBytes = async (): Promise<Buffer> => {
    const names = await readdir(kit.root, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
  };
  const forms = [Buffer.from(VALUE), Buffer.from(VALUE, 'utf16le'), Buffer.from(Buffer.from(VALUE).toString('base64'))];

  it('are variables of its command, of later ones, of its sessions and of its probes, for the next service too', async () => {
    const id = await create({ TOKEN: VALUE }, { environment: { MODE: 'live' } });
    await kit.reopen({ close: true });
    await kit.containers.start(id);
    await kit.containers.run(id, { commandLine: 'show', environment: { MODE: 'test' } }, sink);
    await kit.containers.startSession(id, { commandLine: 'show', size: { height: 25, width: 80 } });
    expect(given).to.deep.equal([
      { MODE: 'live', TOKEN: VALUE },
      { MODE: 'test', TOKEN: VALUE },
      { MODE: 'live', TOKEN: VALUE },
    ]);
  });

  it('are nowhere else: not in files, views, events or images', async () => {
    const id = await create({ TOKEN: VALUE, B: 'b-value' });
    await kit.containers.start(id);
    await kit.containers.stop(id);
    await kit.containers.capture(id, { name: 'site' });
    const view = await kit.containers.view(id);
    expect(view?.record.secretNames).to.deep.equal(['B', 'TOKEN']);
    const events: unknown[] = [];
    for await (const event of kit.containers.events.history()) events.push(event);
    const told = Buffer.from(JSON.stringify([view, events, kit.images.captured, await kit.containers.list()]));
    const files = await allBytes();
    expect(files.length).to.be.greaterThan(500);
    for (const form of forms) {
      expect(files.includes(form), form.toString('hex')).to.equal(false);
      expect(told.includes(form), form.toString('hex')).to.equal(false);
    }
  });

  it('are sealed with a key beside them, each time anew, and go with the container', async () => {
    const path = (id: string) => join(kit.root, 'containers', id, 'secrets.json');
    const id = await create({ TOKEN: VALUE });
    const other = await kit.create('other', { secrets: { TOKEN: VALUE } });
    expect(await readFile(path(id), 'utf8')).not.to.equal(await readFile(path(other), 'utf8'));
    const key = await readFile(join(kit.root, 'keys', 'secrets.key'));
    expect(key.length).to.equal(32);
    // Another's, though it is of the same name and key, does not fit.
    await writeFile(path(id), await readFile(path(other)));
    expect((await faultOf(kit.containers.start(id))).kind).to.equal('Corrupt');
    await kit.containers.remove(id);
    expect(await readdir(join(kit.root, 'containers'))).to.deep.equal([other]);
  });

  for (const [what, spoil, kind] of [
    ['the file is gone', (path: string) => rm(path), 'NotFound'],
    ['the file is cut', async (path: string) => writeFile(path, (await readFile(path)).subarray(0, -20)), 'Corrupt'],
    ['a value is cut', (path: string) => writeFile(path, '{"schemaVersion":1,"values":{"TOKEN":"AAAA"}}'), 'Corrupt'],
    ['a value is no text', (path: string) => writeFile(path, '{"values":{"TOKEN":3}}'), 'Corrupt'],
  ] as const) {
    it(`keep a container off, and leave nothing behind, when ${what}`, async () => {
      const id = await create({ TOKEN: VALUE });
      await spoil(join(kit.root, 'containers', id, 'secrets.json'));
      const failed = await faultOf(kit.containers.start(id));
      expect(failed.kind).to.equal(kind);
      expect(failed.message).to.contain("Cannot start container 'web'");
      expect(kit.machine.held()).to.deep.include({ systems: [], namespaces: [], attached: [] });
    });
  }

  it('are copied with a container, sealed for the copy', async () => {
    const id = await create({ TOKEN: VALUE });
    const copy = await kit.containers.clone(id, { name: 'copy' });
    await kit.containers.remove(id);
    await kit.containers.start(copy.id);
    expect(given).to.deep.equal([{ TOKEN: VALUE }]);
  });

  it('are refused as InvalidArgument without a word of the value', async () => {
    for (const [secrets, environment] of [
      [{ 'A=B': VALUE }, {}],
      [{ '': VALUE }, {}],
      [{ TOKEN: '' }, {}],
      [{ TOKEN: `${VALUE}\0` }, {}],
      [{ TOKEN: VALUE.repeat(5000) }, {}],
      [{ TOKEN: VALUE, token: VALUE }, {}],
      [{ TOKEN: VALUE }, { token: 'x' }],
      [Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`S${n}`, VALUE])), {}],
    ] as [Record<string, string>, Record<string, string>][]) {
      const failed = await faultOf(create(secrets, { environment }));
      expect(failed.kind, Object.keys(secrets).join()).to.equal('InvalidArgument');
      expect(`${failed.message}${failed.hint}`).not.to.contain('p@ss');
    }
    expect(await readdir(join(kit.root, 'containers'))).to.deep.equal([]);
  });

  it('are read of files, without the last line end, or as clients send them', async () => {
    await writeFile(join(kit.root, 'a.txt'), `${VALUE}\r\n`);
    await writeFile(join(kit.root, 'b.txt'), 'two\nlines\n\n');
    expect(
      await readSecrets(
        { A: 'a.txt', B: join(kit.root, 'b.txt'), C: `base64:${Buffer.from(VALUE).toString('base64')}` },
        kit.root,
      ),
    ).to.deep.equal({ A: VALUE, B: 'two\nlines\n', C: VALUE });
  });

  it('that cannot be read are told by name; what was typed as one is not told', async () => {
    await writeFile(join(kit.root, 'big'), Buffer.alloc(200_000, 'x'));
    await writeFile(join(kit.root, 'binary'), Buffer.from([0xff, 0xfe, 0x00]));
    for (const value of [VALUE, '', 'big', 'binary', kit.root, '/p@ss/word']) {
      const failed = await faultOf(readSecrets({ TOKEN: value }, kit.root));
      expect([failed.kind, failed.message.startsWith("The secret 'TOKEN' cannot be read")], value).to.deep.equal([
        'InvalidArgument',
        true,
      ]);
      expect(`${failed.message}${failed.hint}${String(failed.cause)}`).not.to.contain('p@ss');
    }
  });
});
