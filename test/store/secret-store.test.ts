import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import { SecretStore } from '../../core/store/secret-store.ts';
import { faultOf } from '../doubles/containers-kit.ts';

describe('the store of secrets', () => {
  let root: string;
  let store: SecretStore;
  const variables = (values: Record<string, string>) => ({ variables: values, files: {} });
  const folder = (id: string) => join(root, 'containers', id);
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hcs-secrets-'));
    store = new SecretStore({ root, log: silentLog, folder });
    for (const id of ['a', 'b', 'c']) await mkdir(folder(id), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('makes one key, however many want the first secret at once', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => store.write({ id }, variables({ TOKEN: `of ${id}` }))));
    const again = new SecretStore({ root, log: silentLog, folder });
    for (const id of ['a', 'b', 'c'])
      expect(await again.readVariables({ id, secretNames: ['TOKEN'] })).to.deep.equal({ TOKEN: `of ${id}` });
    if (process.platform !== 'win32')
      expect((await stat(join(root, 'keys', 'secrets.key'))).mode & 0o077, 'others can read it').to.equal(0);
  });

  it('removes a key that a process before has half written, when it puts the key in order', async () => {
    await store.write({ id: 'a' }, variables({ TOKEN: 'alpha' }));
    await writeFile(join(root, 'keys', 'secrets.key.4194305.1.tmp'), 'half');
    await store.openKey();
    expect(await readdir(join(root, 'keys'))).to.deep.equal(['secrets.key']);
  });

  it('seals its key where the host can; one in clear from before is sealed at once, and read all the same', async () => {
    const keyPath = join(root, 'keys', 'secrets.key');
    const holder = { id: 'a', secretNames: ['TOKEN'] };
    await store.write(holder, variables({ TOKEN: 'alpha' }));
    const clear = await readFile(keyPath);
    /** Stands for the machine: bytes turned round behind a check. */
    const keySeal = {
      name: 'TEST',
      seal: async (key: Uint8Array) => Buffer.concat([Buffer.from('ok'), Buffer.from(key).reverse()]),
      open: async (sealed: Uint8Array) => {
        if (Buffer.from(sealed).subarray(0, 2).toString() !== 'ok') throw new Error('not sealed here');
        return Buffer.from(sealed.subarray(2)).reverse();
      },
    };
    const sealing = new SecretStore({ root, log: silentLog, folder, keySeal });
    expect(await sealing.readVariables(holder)).to.deep.equal({ TOKEN: 'alpha' });
    for (let n = 0; n < 2; n++) {
      await sealing.openKey();
      expect((await readFile(keyPath)).includes(clear), 'in clear').to.equal(false);
      expect(await sealing.readVariables(holder)).to.deep.equal({ TOKEN: 'alpha' });
    }
    expect((await faultOf(store.readVariables(holder))).kind).to.equal('Corrupt');
    const sealed = await readFile(keyPath);
    for (const size of [0, 5, 14, sealed.length - 1]) {
      await writeFile(keyPath, sealed.subarray(0, size));
      await faultOf(sealing.readVariables(holder));
    }
    await rm(keyPath);
    await sealing.write(holder, variables({ TOKEN: 'beta' }));
    expect((await readFile(keyPath)).length).to.be.greaterThan(32);
    expect(await new SecretStore({ root, log: silentLog, folder, keySeal }).readVariables(holder)).to.deep.equal({
      TOKEN: 'beta',
    });
    // A seal that does not give back what it was given is not used: the key in clear stays.
    await writeFile(keyPath, clear);
    const broken = new SecretStore({
      root,
      log: silentLog,
      folder,
      keySeal: { ...keySeal, open: async () => Buffer.alloc(32) },
    });
    expect((await faultOf(broken.openKey())).kind).to.equal('Internal');
    expect((await readFile(keyPath)).equals(clear)).to.equal(true);
  });

  it('takes nothing that was moved, cut or changed for a secret', async () => {
    await store.write({ id: 'a' }, variables({ TOKEN: 'alpha', OTHER: 'beta' }));
    const read = (id: string) => store.readVariables({ id, secretNames: ['TOKEN'] });
    const text = await readFile(join(folder('a'), 'secrets.json'), 'utf8');
    await writeFile(join(folder('b'), 'secrets.json'), text);
    expect((await faultOf(read('b'))).kind).to.equal('Corrupt');
    for (let size = 0; size < text.length - 2; size += 7) {
      await writeFile(join(folder('b'), 'secrets.json'), text.slice(0, size));
      expect((await faultOf(read('b'))).kind, `cut at ${size}`).to.equal('Corrupt');
    }
    const { values } = JSON.parse(text) as { values: Record<string, string> };
    const swapped = { schemaVersion: 1, values: { TOKEN: values['OTHER'], OTHER: values['TOKEN'] } };
    await writeFile(join(folder('a'), 'secrets.json'), JSON.stringify(swapped));
    expect((await faultOf(read('a'))).kind).to.equal('Corrupt');
  });
});
