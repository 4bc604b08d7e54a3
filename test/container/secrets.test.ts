import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CreateRequest } from '../../core/container/create.ts';
import { readSecretFiles, readSecrets } from '../../core/service/handlers/secret-parameters.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { OPERATIONS, stepsOf } from './kit/operations.ts';

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

  it('as files are read byte by byte, up to 500 KB', async () => {
    await writeFile(join(kit.root, 'a.txt'), `${VALUE}\r\n`);
    await writeFile(join(kit.root, 'most'), Buffer.alloc(512_000, 'x'));
    await writeFile(join(kit.root, 'more'), Buffer.alloc(512_001, 'x'));
    const read = await readSecretFiles({ a: 'a.txt', b: 'base64:AP8K', c: 'most' }, kit.root);
    expect(read['a']?.toString()).to.equal(`${VALUE}\r\n`);
    expect([read['b'], read['c']?.length]).to.deep.equal([Buffer.from([0, 255, 10]), 512_000]);
    for (const value of ['more', VALUE, '']) {
      const failed = await faultOf(readSecretFiles({ TOKEN: value }, kit.root));
      expect(failed.kind).to.equal('InvalidArgument');
      expect(`${failed.message}${failed.hint}${String(failed.cause)}`).not.to.contain('p@ss');
    }
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

  const filesOf = (id: string) =>
    (kit.machine.systems.get(id)?.secretFiles ?? []).map(({ path, content }) => [
      path,
      Buffer.from(content).toString(),
    ]);
  const DB = 'C:\\ProgramData\\HcsContainers\\secrets\\db';

  it('as files go to the host at each start, and are nowhere else', async () => {
    const secretFiles = { db: Buffer.from(VALUE), 'c:/keys/./one.pem': Buffer.from([0, 255, 10]) };
    const id = await create({}, { secretFiles });
    expect((await kit.containers.view(id))?.record.secretFiles).to.deep.equal([DB, 'C:\\keys\\one.pem']);
    for (let n = 0; n < 2; n++) {
      await kit.reopen({ close: true });
      await kit.containers.start(id);
      expect(
        kit.machine.systems.get(id)?.secretFiles?.map(({ path, content }) => [path, Buffer.from(content)]),
      ).to.deep.equal([
        [DB, Buffer.from(VALUE)],
        ['C:\\keys\\one.pem', Buffer.from([0, 255, 10])],
      ]);
      expect(given).to.deep.equal(Array(n + 1).fill({}));
      await kit.containers.stop(id);
    }
    const files = await allBytes();
    for (const form of forms) expect(files.includes(form), form.toString('hex')).to.equal(false);
    const copy = await kit.containers.clone(id, { name: 'copy' });
    await kit.containers.remove(id);
    await kit.containers.start(copy.id);
    expect(filesOf(copy.id)[0]).to.deep.equal([DB, VALUE]);
  });

  it('as files are refused where they cannot be, and on a host that has none, without a word of them', async () => {
    const content = Buffer.from(VALUE);
    for (const secretFiles of [
      { '': content },
      { 'keys\\db': content },
      { '..': content },
      { 'D:\\db': content },
      { 'C:db': content },
      { 'C:\\': content },
      { 'C:\\keys\\': content },
      { 'C:\\NUL': content },
      { 'a:b': content },
      { '\\\\server\\share\\db': content },
      { db: content, [DB.toLowerCase()]: content },
      { db: Buffer.alloc(0) },
      { db: Buffer.alloc(512_001, VALUE) },
      Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`s${n}`, content])),
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`s${n}`, Buffer.alloc(500_000, 1)])),
    ] as Record<string, Buffer>[]) {
      const failed = await faultOf(create({}, { secretFiles }));
      expect(failed.kind, Object.keys(secretFiles).join()).to.equal('InvalidArgument');
      expect(`${failed.message}${failed.hint}`).not.to.contain('p@ss');
    }
    kit.machine.capabilities = { ...kit.machine.capabilities, grants: [] };
    const failed = await faultOf(create({}, { secretFiles: { db: content } }));
    expect([failed.kind, failed.hint?.includes('-SecretFile')]).to.deep.equal(['NotSupported', true]);
    expect(await readdir(join(kit.root, 'containers'))).to.deep.equal([]);
  });

  it('are changed, added and taken away; what runs has them from its next start on', async () => {
    const id = await create({ TOKEN: 'one', OLD_A: 'x', OLD_B: 'y' }, { secretFiles: { db: Buffer.from('one') } });
    await kit.containers.start(id);
    const changed = await kit.containers.set(id, {
      secrets: { token: 'two', MORE: 'z' },
      removeSecrets: ['old_*', 'missing'],
      secretFiles: { more: Buffer.from('m') },
      removeSecretFiles: ['DB'],
    });
    expect(changed).to.deep.equal(['Secret', 'SecretFile']);
    expect(filesOf(id)).to.deep.equal([[DB, 'one']]);
    await kit.containers.run(id, { commandLine: 'show' }, sink);
    expect(given.at(-1)).to.deep.equal({ token: 'two', MORE: 'z' });
    await kit.containers.restart(id);
    expect(filesOf(id)).to.deep.equal([[DB.replace('db', 'more'), 'm']]);
    const { record } = (await kit.containers.view(id)) ?? {};
    expect(record?.secretNames).to.deep.equal(['MORE', 'token']);
    const sets = (await readdir(join(kit.root, 'containers', id))).filter((name) => name.startsWith('secrets'));
    expect(sets).to.deep.equal([`secrets-${record?.secretSet}.json`]);
    // The same again: nothing to do, and no new set.
    expect(
      await kit.containers.set(id, { secrets: { token: 'two' }, secretFiles: { more: Buffer.from('m') } }),
    ).to.deep.equal([]);
    expect(await kit.containers.set(id, { removeSecrets: ['*'], removeSecretFiles: ['*'] })).to.deep.equal([
      'Secret',
      'SecretFile',
    ]);
    expect(await readdir(join(kit.root, 'containers', id))).not.to.include(sets[0]);
    await kit.containers.restart(id);
    expect([given.at(-1), filesOf(id)]).to.deep.equal([{}, []]);
    const told: string[] = [];
    for await (const { action, details } of kit.containers.events.history())
      if (action === 'Changed') told.push(String(details['settings']));
    expect(told).to.deep.equal(['Secret, SecretFile', 'Secret, SecretFile']);
  });

  it('that are lost can be given again; one that stays lost is told', async () => {
    const id = await create({ TOKEN: VALUE, OTHER: 'x' });
    await rm(join(kit.root, 'keys', 'secrets.key'));
    const failed = await faultOf(kit.containers.set(id, { secrets: { TOKEN: 'two' } }));
    // All of them at once: one after the other would fail for those that are still lost.
    expect([failed.kind, failed.hint?.match(/'(TOKEN|OTHER)' = /g)?.length]).to.deep.equal(['NotFound', 2]);
    await kit.containers.set(id, { secrets: { TOKEN: 'two', OTHER: 'y' } });
    await kit.containers.start(id);
    expect(given).to.deep.equal([{ TOKEN: 'two', OTHER: 'y' }]);
  });

  const keyPath = () => join(kit.root, 'keys', 'secrets.key');
  const setPath = (id: string) => join(kit.root, 'containers', id, 'secrets.json');
  const lost = async () => (await kit.containers.check()).filter(({ name }) => name === 'LostSecrets');

  for (const [what, spoil] of [
    ['their file is empty', (id: string) => writeFile(setPath(id), '')],
    ['their file is no JSON', (id: string) => writeFile(setPath(id), 'garbage')],
    ['their file is no object', (id: string) => writeFile(setPath(id), '[]')],
    ['their file holds none', (id: string) => writeFile(setPath(id), '{}')],
    ['their file is gone', (id: string) => rm(setPath(id))],
    ['their key is gone', () => rm(keyPath())],
    ['their key is cut', () => writeFile(keyPath(), 'short')],
    ['their key is empty', () => writeFile(keyPath(), '')],
    ['their key is another', () => writeFile(keyPath(), Buffer.alloc(32))],
  ] as const) {
    it(`are told before a start needs them when ${what}, and can be given again as the advice says`, async () => {
      const id = await create({ TOKEN: VALUE, "O'ne": VALUE }, { secretFiles: { db: Buffer.from(VALUE) } });
      await kit.create('open');
      expect(await kit.containers.check()).to.deep.equal([]);
      await spoil(id);
      const [finding, ...others] = await lost();
      expect(others).to.deep.equal([]);
      expect(finding).to.include({ id: `LostSecrets:${id}`, result: 'failed', target: id });
      expect(finding?.cause).to.match(/^The secrets of container 'web' cannot be read: .*\.$/);
      const again = `Set-Container -Id ${id} -Secret @{ 'O''ne' = (Read-Host -AsSecureString); 'TOKEN' = (Read-Host -AsSecureString) }`;
      expect(finding?.fix).to.contain(`${again} -SecretFile @{ '${DB}' = './file' }`);
      const failed = await faultOf(kit.containers.start(id));
      expect(failed.hint).to.equal(finding?.fix);
      expect(failed.message).not.to.contain('secrets.json');
      await kit.containers.set(id, {
        secrets: { TOKEN: 'two', "O'ne": 'one' },
        secretFiles: { [DB]: Buffer.from('3') },
      });
      expect(await lost()).to.deep.equal([]);
      await kit.containers.start(id);
      expect([given, filesOf(id)]).to.deep.equal([[{ TOKEN: 'two', "O'ne": 'one' }], [[DB, '3']]]);
    });
  }

  it('go on with a new key when theirs is damaged, which is kept; those of others are told as lost, and come back with it', async () => {
    const id = await create({ TOKEN: VALUE });
    const other = await kit.create('other', { secrets: { TOKEN: 'other' } });
    const key = await readFile(keyPath());
    await writeFile(keyPath(), key.subarray(0, 30));
    expect((await lost()).map(({ target }) => target)).to.have.members([id, other]);
    expect((await lost())[0]?.fix).to.contain('those of all containers');
    await kit.containers.set(id, { secrets: { TOKEN: 'again' } });
    expect((await readdir(join(kit.root, 'keys'))).sort()).to.deep.equal(['secrets.key', 'secrets.key.damaged-1']);
    expect(await readFile(`${keyPath()}.damaged-1`)).to.deep.equal(key.subarray(0, 30));
    expect((await lost()).map(({ target }) => target)).to.deep.equal([other]);
    // A container that is new makes a key too.
    await writeFile(keyPath(), 'short');
    await kit.create('new', { secrets: { TOKEN: 'new' } });
    expect(await readdir(join(kit.root, 'keys'))).to.include('secrets.key.damaged-2');
    await writeFile(keyPath(), key);
    expect((await lost()).map(({ target }) => target)).not.to.include(other);
  });

  it('cannot become what is not secret too', async () => {
    const id = await create({ TOKEN: VALUE });
    for (const settings of [
      { environment: { token: 'open' } },
      { secrets: { A: VALUE }, environment: { a: 'open' } },
      { secrets: { 'A=B': VALUE } },
    ])
      expect((await faultOf(kit.containers.set(id, settings))).kind).to.equal('InvalidArgument');
    expect((await kit.containers.view(id))?.record.environment).to.deep.equal({});
  });

  it('are those before or those after a change, all of them, wherever the service is killed or a step fails', async function () {
    this.timeout(60_000);
    const operation = OPERATIONS.find(({ name }) => name === 'set secrets');
    if (operation === undefined) throw new Error('There is no such operation.');
    const steps = await stepsOf(operation);
    expect(steps).to.include.members(['disk.secrets', 'disk.container.json', 'disk.old secrets']);
    const outcomes = new Set<string>();
    for (let step = 1; step <= steps.length; step++) {
      for (const how of ['kill', 'before', 'after'] as const) {
        await kit.dispose();
        kit = await openContainersKit();
        const id = await operation.prepare(kit);
        if (how === 'kill') kit.machine.killAtCall(step);
        else kit.machine.failAtCall(step, new Error('injected'), how === 'after');
        await Promise.race([kit.machine.killed, operation.run(kit, id).catch(() => undefined)]);
        kit.machine.clearFaults();
        kit.machine.kill();
        await kit.reopen();
        const environments: unknown[] = [];
        kit.machine.programs.set('show', async ({ parameters }) => {
          environments.push(parameters.Environment);
          return 0;
        });
        await kit.containers.start(id);
        await kit.containers.run(id, { commandLine: 'show' }, sink);
        const [now] = environments as Record<string, string>[];
        const at = `${how} at step ${step} (${steps[step - 1]})`;
        expect(filesOf(id), at).to.deep.equal([[DB, now?.['TOKEN']]]);
        expect(now, at).to.deep.equal(now?.['TOKEN'] === 'one' ? { TOKEN: 'one' } : { TOKEN: 'two', A: '2' });
        const names = await readdir(join(kit.root, 'containers', id));
        expect(names.filter((name) => name.startsWith('secrets')).length, at).to.equal(1);
        outcomes.add(now?.['TOKEN'] ?? '');
      }
    }
    expect([...outcomes].sort()).to.deep.equal(['one', 'two']);
  });
});
