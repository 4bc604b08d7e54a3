import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { PartNotes } from '../../core/base/part-notes.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { parseWindowsPath } from '../../core/base/windows-path.ts';
import { openHostWriter } from '../../core/container/copy/host-writer.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { type ContainersKit, faultOf, openContainersKit } from '../doubles/containers-kit.ts';
import { skip } from '../skip.ts';

describe('copying between this machine and a container', () => {
  let kit: ContainersKit;
  let id: string;
  let here: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    id = await kit.create('web');
    here = join(kit.root, 'here');
    await mkdir(join(here, 'site', 'sub'), { recursive: true });
    await writeFile(join(here, 'site', 'a.txt'), 'A');
    await writeFile(join(here, 'site', 'sub', 'b.txt'), 'BB');
    await writeFile(join(here, 'site', 'empty'), '');
  });
  afterEach(() => kit.dispose());

  const skipped: string[] = [];
  const copyIn = (source: string, destination: string, isContent = false) =>
    kit.containers.copyTo(id, {
      source: join(here, source),
      isContent,
      destination: parseWindowsPath(destination),
      onSkip: (path, why) => skipped.push(`${path}: ${why}`),
    });
  const copyOut = (source: string, destination: string, isFolder = false) =>
    kit.containers.copyFrom(id, {
      source: parseWindowsPath(source),
      destination: join(here, destination),
      isFolder,
      onSkip: (path, why) => skipped.push(`${path}: ${why}`),
    });
  const inside = () => {
    const [scratch] = kit.machine.scratches.values();
    return scratch?.files ?? new Map<string, { name: string; content?: Buffer; linkTarget?: string }>();
  };
  const insideNames = () => [...inside().values()].map(({ name }) => name).sort();

  it('puts a file into a folder that is there, else gives it the name', async () => {
    expect(await copyIn('site/a.txt', 'C:\\')).to.deep.equal({ name: 'a.txt', path: 'C:\\a.txt', sizeBytes: 1 });
    expect((await copyIn('site/a.txt', 'C:\\b.txt')).path).to.equal('C:\\b.txt');
    expect((await copyIn('site/a.txt', 'C:\\new\\')).path).to.equal('C:\\new\\a.txt');
    expect((await copyIn('site/sub/b.txt', 'c:/NEW')).path).to.equal('C:\\NEW\\b.txt');
    const names = insideNames().map((name) => name.toLowerCase());
    expect(names.sort()).to.deep.equal(['a.txt', 'b.txt', 'new', 'new/a.txt', 'new/b.txt']);
  });

  it('copies a folder as a whole, under a new name, or only what it holds', async () => {
    expect(await copyIn('site', 'C:\\')).to.deep.equal({ name: 'site', path: 'C:\\site', sizeBytes: 3 });
    expect(insideNames()).to.deep.equal(['site', 'site/a.txt', 'site/empty', 'site/sub', 'site/sub/b.txt']);
    expect((await copyIn('site', 'C:\\site')).path).to.equal('C:\\site\\site');
    expect((await copyIn('site', 'C:\\other')).path).to.equal('C:\\other');
    expect((await copyIn('site', 'C:\\flat', true)).path).to.equal('C:\\flat');
    expect(insideNames().filter((name) => name.startsWith('flat'))).to.deep.equal([
      'flat',
      'flat/a.txt',
      'flat/empty',
      'flat/sub',
      'flat/sub/b.txt',
    ]);
  });

  it('refuses a folder onto a file, and what is not there', async () => {
    await copyIn('site/a.txt', 'C:\\a.txt');
    expect((await faultOf(copyIn('site', 'C:\\a.txt'))).kind).to.equal('InvalidArgument');
    expect((await faultOf(copyIn('nothing', 'C:\\'))).kind).to.equal('NotFound');
    expect((await faultOf(copyOut('C:\\nothing', 'x'))).kind).to.equal('NotFound');
    expect((await faultOf(copyOut('C:\\a.txt', 'no/such/folder'))).kind).to.equal('NotFound');
  });

  it('leaves links out and says so, and refuses names that Windows cannot have', async () => {
    skipped.length = 0;
    await symlink('/etc', join(here, 'site', 'link'));
    await copyIn('site', 'C:\\');
    expect(skipped).to.have.length(1);
    expect(insideNames()).not.to.include('site/link');
    await writeFile(join(here, 'site', 'A.TXT'), '');
    expect((await faultOf(copyIn('site', 'C:\\x'))).message).to.contain('one name on Windows');
    for (const name of ['NUL', 'a:b', 'dot.', 'back\\slash']) {
      await mkdir(join(here, `bad-${name}`));
      await writeFile(join(here, `bad-${name}`, name), '');
      expect((await faultOf(copyIn(`bad-${name}`, 'C:\\ok'))).kind, name).to.equal('InvalidArgument');
    }
  });

  it('refuses names that are no UTF-8 text before anything is copied', async function () {
    if (process.platform !== 'linux') return skip(this, 'other systems have no such names');
    await writeFile(join(here, 'site', 'valid \uFFFD'), '');
    await copyIn('site', 'C:\\valid');
    await writeFile(Buffer.concat([Buffer.from(join(here, 'site', 'sub', 'b')), Buffer.from([0xff, 0x2e, 0x74])]), '');
    const failed = await faultOf(copyIn('site', 'C:\\web'));
    expect([failed.kind, failed.message]).to.deep.equal([
      'InvalidArgument',
      `Cannot copy '${join(here, 'site', 'sub', 'b\uFFFD.t')}' into a container: its name is no UTF-8 text.`,
    ]);
    expect(insideNames().filter((name) => name.startsWith('web'))).to.deep.equal([]);
  });

  it('gives back what it was given', async () => {
    await copyIn('site', 'C:\\Site');
    expect(await copyOut('c:/SITE', 'back')).to.deep.include({ path: join(here, 'back'), sizeBytes: 3 });
    expect(await readFile(join(here, 'back', 'sub', 'b.txt'), 'utf8')).to.equal('BB');
    expect((await copyOut('C:\\Site', 'back')).path).to.equal(join(here, 'back', 'Site'));
    expect((await copyOut('C:\\Site\\.', 'content')).path).to.equal(join(here, 'content'));
    expect((await readdir(join(here, 'content'))).sort()).to.deep.equal(['a.txt', 'empty', 'sub']);
    expect((await copyOut('C:\\Site\\a.txt', 'made', true)).path).to.equal(join(here, 'made', 'a.txt'));
    await copyOut('C:\\Site\\sub\\b.txt', 'made/a.txt');
    expect(await readFile(join(here, 'made', 'a.txt'), 'utf8')).to.equal('BB');
    expect((await faultOf(copyOut('C:\\Site', 'made/a.txt'))).kind).to.equal('InvalidArgument');
    await copyOut('C:\\', 'drive');
    expect(await readdir(join(here, 'drive'))).to.deep.equal(['Site']);
  });

  it('makes no link that leads out of what is copied', async () => {
    skipped.length = 0;
    const put = (name: string, file: object) => inside().set(name.toLowerCase(), { name, ...file });
    put('d', {});
    put('d/f', { content: Buffer.from('F') });
    put('d/in', { linkTarget: 'f' });
    put('d/out', { linkTarget: '../../../../etc/passwd' });
    put('d/root', { linkTarget: 'C:\\windows' });
    await copyOut('C:\\d', 'd');
    expect(await readlink(join(here, 'd', 'in'))).to.equal('f');
    expect((await readdir(join(here, 'd'))).sort()).to.deep.equal(['f', 'in']);
    expect(skipped).to.have.length(2);
  });
});

describe('the writer of what came out of a container', () => {
  let kit: ContainersKit;
  let root: string;
  beforeEach(async () => {
    kit = await openContainersKit();
    root = join(kit.root, 'root');
    await mkdir(root);
    await mkdir(join(kit.root, 'outside'));
  });
  afterEach(() => kit.dispose());

  const file = (name: string, text = 'x', sizeBytes = text.length): LayerEntry => ({
    kind: 'file',
    name,
    sizeBytes,
    modifiedMs: 0,
    open: () => Readable.from([Buffer.from(text)]),
  });
  const notes = () => new PartNotes(join(kit.root, 'notes'), { runtime: kit.runtime, log: silentLog });
  const write = async (...entries: LayerEntry[]) => {
    const writer = openHostWriter({ root, note: notes().begin(root), onSkip: () => undefined });
    for (const entry of entries) await writer.write(entry);
  };

  for (const name of ['../x', 'a/../../x', '/x', 'a//b', '.', '..', '', 'a\\..\\x', 'a\0b']) {
    it(`refuses ${JSON.stringify(name)}`, async () => {
      expect((await faultOf(write(file(name)))).kind).to.equal('InvalidArgument');
      expect(await readdir(root)).to.deep.equal([]);
    });
  }

  it('writes through no link, whoever made it', async () => {
    await symlink(join(kit.root, 'outside'), join(root, 'd'));
    await symlink(join(kit.root, 'outside', 'f'), join(root, 'f'));
    expect((await faultOf(write(file('d/x')))).kind).to.equal('InvalidArgument');
    expect((await faultOf(write({ kind: 'folder', name: 'd', modifiedMs: 0 }))).kind).to.equal('InvalidArgument');
    await write(file('f', 'new'));
    expect((await lstat(join(root, 'f'))).isFile()).to.equal(true);
    await write({ kind: 'symlink', name: 'up', target: 'sub', modifiedMs: 0 });
    expect((await faultOf(write(file('up/x')))).kind).to.equal('InvalidArgument');
    expect((await faultOf(write({ kind: 'hardlink', name: 'h', target: 'd/secret' }))).kind).not.to.equal('Internal');
    expect(await readdir(join(kit.root, 'outside'))).to.deep.equal([]);
  });

  it('leaves no half file', async () => {
    expect((await faultOf(write(file('short', 'abc', 9)))).kind).to.equal('Corrupt');
    expect((await faultOf(write(file('long', 'abc', 1)))).kind).to.equal('Corrupt');
    expect(await readdir(root)).to.deep.equal([]);
    await write(file('a', 'old'));
    await faultOf(write(file('a', 'abc', 9)));
    expect(await readFile(join(root, 'a'), 'utf8')).to.equal('old');
  });

  it('notes its part before it makes it, once for each folder, and gives hard links whole too', async () => {
    const note = notes().begin(root);
    const writer = openHostWriter({ root, note, onSkip: () => undefined });
    const parts: string[][] = [];
    const seen = (name: string): LayerEntry => ({
      kind: 'file',
      name,
      sizeBytes: 1,
      modifiedMs: 0,
      open: () => Readable.from(content()),
    });
    async function* content(): AsyncGenerator<Buffer> {
      const [path = ''] = await readdir(join(kit.root, 'notes'));
      parts.push((await readFile(join(kit.root, 'notes', path), 'utf8')).trim().split('\n').slice(1));
      yield Buffer.from('x');
    }
    for (const name of ['a', 'b', 'sub/c', 'sub/d']) await writer.write(seen(name));
    await writer.write({ kind: 'hardlink', name: 'sub/e', target: 'a' });
    const [first, second] = [JSON.stringify(root), JSON.stringify(join(root, 'sub'))];
    expect(parts).to.deep.equal([[first], [first], [first, second], [first, second]]);
    await note.close();
    expect(await readdir(join(kit.root, 'notes'))).to.deep.equal([]);
    expect((await readdir(join(root, 'sub'))).sort()).to.deep.equal(['c', 'd', 'e']);
  });
});
