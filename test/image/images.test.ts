import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { sha256 } from '../../core/base/digest.ts';
import { isFault, type RuntimeFault } from '../../core/base/fault.ts';
import { formatBytes } from '../../core/base/format-bytes.ts';
import type { Log, Runtime } from '../../core/base/runtime.ts';
import { writeLayerTar } from '../../core/formats/layer-tar/write-layer-tar.ts';
import { type NewTarEntry, writeTar } from '../../core/formats/tar/write-tar.ts';
import type { HostCapabilities } from '../../core/host/capabilities.ts';
import type { LayerHost } from '../../core/host/port.ts';
import type { Image } from '../../core/image/image.ts';
import { type Images, openImages } from '../../core/image/images.ts';
import { MEDIA_CONFIG, MEDIA_LAYER_GZIP, MEDIA_MANIFEST, type OciConfig } from '../../core/spec/oci-image.ts';
import { fileEntry, folderEntry, layerNames, TestLayerHost } from './test-layer-host.ts';

const EMBEDDED: HostCapabilities = {
  kind: 'embedded',
  osVersion: '10.0.19041',
  osFeatures: ['hcscontainers.embedded'],
  architecture: 'amd64',
  processorCount: 2,
  isolations: ['process'],
  limits: [],
  grants: [],
  controls: [],
  pausable: [],
  networks: ['nat'],
  networkSettings: [],
  features: [],
};
const WINDOWS: HostCapabilities = { ...EMBEDDED, kind: 'windows', osFeatures: [] };

const NOBODY = { containersOf: async () => [] };

describe('images', function () {
  this.timeout(20_000);
  let root: string;
  let host: TestLayerHost;
  let images: Images;
  let nextId = 0;
  let warnings: string[];
  const runtime: Runtime = { now: () => new Date('2026-11-22T10:20:30.456Z'), newId: () => `id-${nextId++}` };
  const log: Log = {
    debug() {},
    info() {},
    warn: (text) => void warnings.push(text),
    error: (text) => void warnings.push(text),
  };

  const open = (at = root): Promise<Images> =>
    openImages({ root: at, layers: host as unknown as LayerHost, runtime, log });
  const blobs = async (at = root): Promise<string[]> => (await readdir(join(at, 'images/blobs/sha256'))).sort();
  const layers = async (at = root): Promise<string[]> => (await readdir(join(at, 'layers'))).sort();
  /** Everything on disk, to see that nothing changed. */
  const state = async (): Promise<unknown> => [
    await blobs(),
    await layers(),
    await readdir(join(root, 'images/.incoming')),
    await readFile(join(root, 'images/index.json'), 'utf8'),
  ];

  async function refusal(promise: Promise<unknown>): Promise<RuntimeFault> {
    try {
      await promise;
    } catch (error) {
      if (isFault(error)) return error;
      throw error;
    }
    throw new Error('it was not refused');
  }

  function scratch(name: string, extra = ''): string {
    host.scratches.set(name, () => [
      folderEntry('Files'),
      folderEntry('Files/web'),
      fileEntry('Files/web/index.html', `<h1>${extra}</h1>`),
      { kind: 'whiteout', name: 'Files/x.txt' },
      fileEntry('Hives/system.reg.delta', 'delta'),
    ]);
    return name;
  }

  async function captured(name = 'web', more: object = {}): Promise<Image> {
    const parent = await images.installBase({ kind: 'host' });
    return images.capture({ scratchFolder: scratch(name, name), parent, name, ...more });
  }

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'images-'));
    host = new TestLayerHost();
    warnings = [];
    images = await open();
  });
  afterEach(() => rm(root, { recursive: true }));

  it('installs a base, the same on every machine', async () => {
    const base = await images.installBase({ kind: 'host' });
    expect(base).to.deep.include({
      name: 'Windows',
      publisher: 'CN=HcsContainers',
      version: '10.0.19041.0',
      reference: 'windows:10.0.19041.0',
      isOsImage: true,
      os: 'windows',
      osVersion: '10.0.19041',
      architecture: 'amd64',
    });
    expect(base.created).to.equal(undefined);
    const other = await mkdtemp(join(tmpdir(), 'images-'));
    try {
      expect((await (await open(other)).installBase({ kind: 'host' })).digest).to.equal(base.digest);
    } finally {
      await rm(other, { recursive: true });
    }
    expect(await images.installBase({ kind: 'host' }), 'again: the same').to.deep.equal(base);
    expect((await images.installBase({ kind: 'host' }, { force: true })).digest).to.equal(base.digest);
    expect(await layers()).to.have.length(1);
    expect(host.disposed).to.equal(4);
  });

  it('captures, with its parent linked, the same bytes for the same change', async () => {
    const base = await images.installBase({ kind: 'host' });
    const request = {
      scratchFolder: scratch('s'),
      parent: base,
      name: 'Web',
      publisher: 'Demo',
      version: '1.2',
      command: ['cmd', '/c', 'x'],
      environment: { B: '2', A: '1' },
      workingDirectory: 'C:\\web',
    };
    const image = await images.capture(request);
    expect(image).to.deep.include({
      name: 'Web',
      publisher: 'CN=Demo',
      version: '1.2.0.0',
      reference: 'web:1.2.0.0',
      isOsImage: false,
      parentDigest: base.digest,
      command: ['cmd', '/c', 'x'],
      environment: { A: '1', B: '2' },
      workingDirectory: 'C:\\web',
      osFeatures: ['hcscontainers.embedded'],
    });
    expect(image.created?.toISOString()).to.equal('2026-11-22T10:20:30.000Z');
    const folders = await images.layerFolders(image);
    expect(folders).to.have.length(2);
    expect(await layerNames(folders[0] ?? '')).to.include('-Files/x.txt');
    expect(await layerNames(folders[1] ?? '')).to.include('Files/Windows/cmd.exe');
    expect((await refusal(images.capture(request))).kind).to.equal('AlreadyExists');
    await images.remove(image, NOBODY);
    expect((await images.capture(request)).digest).to.equal(image.digest);
    expect(await readdir(join(root, 'images/.incoming'))).to.deep.equal([]);
  });

  it('a whole command line is said to be one, so that no other program quotes it again', async () => {
    const base = await images.installBase({ kind: 'host' });
    const config = async ({ digest }: { digest: string }) => {
      const read = async (name: string) =>
        JSON.parse(await readFile(join(root, 'images/blobs', ...name.split(':')), 'utf8'));
      return (await read((await read(digest)).config.digest)).config as Record<string, unknown>; // what was written
    };
    const capture = (name: string, parent: Image, command?: string[]) =>
      images.capture({ scratchFolder: scratch(name), parent, name, ...(command === undefined ? {} : { command }) });
    const line = ['"C:\\a b\\c.exe"'];
    const whole = await capture('whole', base, line);
    expect(await config(whole)).to.include({ ArgsEscaped: true });
    expect(whole.command).to.deep.equal(line);
    const child = await capture('child', whole);
    expect(await config(child), 'it is carried on').to.deep.include({ Cmd: line, ArgsEscaped: true });
    const words = await capture('words', whole, ['cmd', '/c', 'a b']);
    expect(await config(words)).not.to.have.property('ArgsEscaped');
    expect((await capture('alone', base, ['cmd'])).command).to.deep.equal(['cmd']);
  });

  it('finds by name, reference, full name, digest and prefix, without regard to case', async () => {
    const web = await captured('web');
    for (const name of [
      'WEB',
      'web:1.0.0.0',
      'cn=local_web_1.0.0.0',
      web.digest,
      web.digest.slice(0, 17),
      web.digest.slice(7, 13).toUpperCase(),
    ]) {
      expect((await images.find({ name })).digest, name).to.equal(web.digest);
    }
    expect((await images.find({ name: 'web', publisher: 'local', version: '1.0' })).digest).to.equal(web.digest);
    for (const selector of [
      { name: 'nothing' },
      { name: 'web', version: '2.0' },
      { name: web.digest.slice(7, 10) },
      { name: 'sha256:' },
    ]) {
      const error = await refusal(images.find(selector));
      expect(error.kind).to.equal('NotFound');
      expect(error.hint).to.contain('Get-ContainerImage');
    }
  });

  it('takes the newest of several versions, or says that they are several', async () => {
    await captured('web', { version: '1.9' });
    const newest = await images.capture({
      scratchFolder: scratch('t', '2'),
      parent: await images.find({ name: 'Windows' }),
      name: 'WEB',
      version: '1.10',
    });
    expect((await images.find({ name: 'web' })).digest).to.equal(newest.digest);
    const error = await refusal(images.find({ name: 'web' }, { several: 'ambiguous' }));
    expect(error.kind).to.equal('Ambiguous');
    expect(error.message).to.contain('CN=Local_web_1.9.0.0').and.to.contain('CN=Local_WEB_1.10.0.0');
    const other = await images.capture({
      scratchFolder: 't',
      parent: await images.find({ name: 'Windows' }),
      name: 'web',
      version: '1.10',
      publisher: 'Demo',
    });
    expect(other.reference).to.equal('demo/web:1.10.0.0');
    expect((await refusal(images.find({ name: 'web' }))).kind).to.equal('Ambiguous');
    expect((await images.list()).map((image) => image.version)).to.deep.equal([
      '1.9.0.0',
      '1.10.0.0',
      '1.10.0.0',
      '10.0.19041.0',
    ]);
  });

  it('refuses bad names before it does anything', async () => {
    const parent = await images.installBase({ kind: 'host' });
    const before = await state();
    for (const bad of [
      '',
      'a/b',
      '..',
      'a..b',
      'CON',
      'nul.x',
      'a\nb',
      'x'.repeat(129),
      'web.',
      ' web',
      'a:b',
      'a\\b',
      'a*',
      'a'.repeat(64),
    ]) {
      const error = await refusal(images.capture({ scratchFolder: scratch('s'), parent, name: bad }));
      expect(error.kind, bad).to.equal('InvalidArgument');
    }
    for (const more of [
      { version: '1.2.3.4.5' },
      { version: 'x' },
      { version: '70000' },
      { publisher: 'a/b' },
      { publisher: '' },
    ]) {
      expect((await refusal(images.capture({ scratchFolder: 's', parent, name: 'ok', ...more }))).kind).to.equal(
        'InvalidArgument',
      );
    }
    expect(await state()).to.deep.equal(before);
  });

  it('leaves nothing when a capture fails anywhere', async () => {
    const parent = await images.installBase({ kind: 'host' });
    const before = await state();
    const cases: [string, () => void, string][] = [
      [
        'the scratch is out of order',
        () => void host.scratches.set('s', () => [fileEntry('Files/b', ''), fileEntry('Files/a', '')]),
        'Internal',
      ],
      [
        'the scratch has a hostile name',
        () => void host.scratches.set('s', () => [fileEntry('Files/../a', '')]),
        'InvalidArgument',
      ],
      [
        'a file changes',
        () => void host.scratches.set('s', () => [{ ...fileEntry('Files/a', 'abc'), sizeBytes: 9 } as never]),
        'InvalidState',
      ],
      ['there is no scratch', () => host.scratches.clear(), 'NotFound'],
    ];
    for (const [what, prepare, kind] of cases) {
      host.onImport = () => {};
      scratch('s');
      prepare();
      expect((await refusal(images.capture({ scratchFolder: 's', parent, name: 'web' }))).kind, what).to.equal(kind);
      expect(await state(), what).to.deep.equal(before);
    }
    expect(await images.list()).to.have.length(1);
  });

  it('leaves nothing when the base cannot be installed', async () => {
    const before = await state();
    for (const [code, kind, at] of [
      ['ENOSPC', 'DiskFull', 'Files/Windows/cmd.exe'],
      ['EACCES', 'AccessDenied', 'Files'],
      ['EIO', 'Internal', 'Hives/system.reg'],
    ] as const) {
      host.onImport = (entry) => {
        if (entry.name === at) throw Object.assign(new Error('refused'), { code });
      };
      expect((await refusal(images.installBase({ kind: 'host' }))).kind).to.equal(kind);
      expect(await state()).to.deep.equal(before);
    }
    host.onImport = () => {};
    host.base = () => [fileEntry('Files/b', ''), fileEntry('Files/a', '')];
    expect((await refusal(images.installBase({ kind: 'host' }))).message).to.contain('out of order');
    const controller = new AbortController();
    host.base = new TestLayerHost().base;
    host.onImport = () => controller.abort();
    expect((await refusal(images.installBase({ kind: 'host' }, { signal: controller.signal }))).kind).to.equal(
      'Cancelled',
    );
    expect(await state()).to.deep.equal(before);
    host.onImport = () => {};
    expect((await images.installBase({ kind: 'host' })).isOsImage).to.equal(true);
  });

  it('stops when it is cancelled', async () => {
    const parent = await images.installBase({ kind: 'host' });
    const before = await state();
    const controller = new AbortController();
    const error = await refusal(
      images.capture({
        scratchFolder: scratch('s'),
        parent,
        name: 'web',
        signal: controller.signal,
        progress: () => controller.abort(),
      }),
    );
    expect(error.kind).to.equal('Cancelled');
    expect(await state()).to.deep.equal(before);
  });

  it('sweeps at opening what a crash left, and nothing else', async () => {
    const web = await captured('web');
    const before = await state();
    await mkdir(join(root, 'layers/new-1'));
    await mkdir(join(root, 'layers/.a-host-of-its-own'));
    await mkdir(join(root, 'layers', 'a'.repeat(64)));
    await writeFile(join(root, 'images/.incoming/7.tmp'), 'half');
    await writeFile(join(root, 'images/blobs/sha256', 'b'.repeat(64)), 'unused');
    const target = await mkdtemp(join(tmpdir(), 'hcs-target-'));
    await writeFile(join(target, 'mine.tar'), 'mine');
    const part = '11111111-1111-4111-8111-111111111111';
    await writeFile(join(target, `.hcs-${part}.part`), 'half an archive');
    await mkdir(join(root, 'images/.exports'), { recursive: true });
    const note = [join(target, 'web.tar'), target].map((text) => `${JSON.stringify(text)}\n`).join('');
    await writeFile(join(root, 'images/.exports', `${spawnSync('true').pid}-${part}.note`), note);
    images = await open();
    expect(await readdir(target)).to.deep.equal(['mine.tar']);
    await rm(target, { recursive: true });
    expect(await readdir(join(root, 'images/.exports'))).to.deep.equal([]);
    await rm(join(root, 'images/.exports'), { recursive: true });
    expect(await state()).to.deep.equal(before);
    expect((await images.find({ name: 'web' })).digest).to.equal(web.digest);
  });

  it('unpacks a missing layer once, verified, for many at a time', async () => {
    const web = await captured('web');
    const folders = await images.layerFolders(web);
    for (const folder of folders) await rm(folder, { recursive: true });
    host.imports = [];
    const all = await Promise.all(Array.from({ length: 10 }, () => images.layerFolders(web)));
    for (const each of all) expect(each).to.deep.equal(folders);
    expect(host.imports.map(({ parents }) => parents)).to.deep.equal([[], [folders[1]]]);
  });

  it('names the blob that was altered, truncated or lost; the other images go on', async () => {
    const base = await images.installBase({ kind: 'host' });
    const web = await images.capture({ scratchFolder: scratch('s'), parent: base, name: 'web' });
    const manifest = JSON.parse(await readFile(join(root, 'images/blobs/sha256', web.digest.slice(7)), 'utf8'));
    const layer: string = manifest.layers[1].digest;
    const path = join(root, 'images/blobs/sha256', layer.slice(7));
    const good = await readFile(path);
    const [folder = ''] = await images.layerFolders(web);
    for (const damage of [
      async () =>
        writeFile(
          path,
          Buffer.concat([good.subarray(0, 40), Buffer.from([good[40] === 0 ? 1 : 0]), good.subarray(41)]),
        ),
      async () => truncate(path, 30),
      async () => rm(path),
    ]) {
      await damage();
      await rm(folder, { recursive: true, force: true });
      const error = await refusal(images.layerFolders(web));
      expect(error.kind).to.equal('Corrupt');
      expect(error.message).to.contain(layer);
      expect(await layers()).to.have.length(1);
      expect((await refusal(images.export([web], join(root, 'x.tar')))).message).to.contain(layer);
      expect(await readdir(root)).not.to.include('x.tar');
      await writeFile(path, good);
    }
    const manifestPath = join(root, 'images/blobs/sha256', web.digest.slice(7));
    await writeFile(manifestPath, (await readFile(manifestPath, 'utf8')).replace('web', 'wex'));
    const listed = await images.list();
    expect(listed.map((image) => [image.name, image.damage?.kind])).to.deep.equal([
      ['web', 'Corrupt'],
      ['Windows', undefined],
    ]);
    expect((await refusal(images.find({ name: 'web' }))).message).to.contain(web.digest);
    expect(await images.layerFolders(base)).to.have.length(1);
    images = await open();
    expect(await blobs(), 'nothing is collected meanwhile').to.include(layer.slice(7));
    await images.remove(await images.find({ name: 'web' }, { allowDamaged: true }), NOBODY);
    expect(await blobs()).to.have.length(3);
  });

  it('verifies every byte of an image, tells each damage by its blob, and changes nothing', async () => {
    const web = await captured();
    const path = (digest: string): string => join(root, 'images/blobs/sha256', digest.slice(7));
    const manifest = JSON.parse(await readFile(path(web.digest), 'utf8'));
    const digests: string[] = manifest.layers.map(({ digest }: { digest: string }) => digest);
    const said: string[] = [];
    const whole = await images.verify(web, { progress: (status) => said.push(status) });
    const layerBytes = manifest.layers.reduce((sum: number, { size }: { size: number }) => sum + size, 0);
    expect(said.at(-1)).to.equal(`Testing: ${formatBytes(layerBytes)} of ${formatBytes(layerBytes)}`);
    expect(whole).to.deep.equal({ damages: [], checkedBytes: web.sizeBytes, unpackedCount: 1, layerCount: 2 });
    await images.layerFolders(web);
    expect((await images.verify(web)).unpackedCount).to.equal(2);
    for (const digest of digests) {
      const good = await readFile(path(digest));
      for (let at = 0; at < good.length; at += Math.ceil(good.length / 7)) {
        const bad = Buffer.from(good);
        bad.writeUInt8(bad.readUInt8(at) ^ 1, at);
        await writeFile(path(digest), bad);
        const { damages } = await images.verify(web);
        expect(
          damages.map(({ kind }) => kind),
          `byte ${at}`,
        ).to.deep.equal(['Corrupt']);
        expect(damages[0]?.message).to.contain(digest);
      }
      await writeFile(path(digest), good);
    }
    for (const digest of digests) await rm(path(digest));
    const before = await state();
    const { damages } = await images.verify(web);
    expect(damages.map(({ target }) => target)).to.deep.equal(digests);
    expect(await state(), 'nothing was changed').to.deep.equal(before);
    await truncate(path(web.digest), 20);
    expect((await images.verify(web)).damages.map(({ target }) => target)).to.deep.equal([web.digest]);
    await images.remove(await images.find({ name: 'web' }, { allowDamaged: true }), NOBODY);
    expect((await refusal(images.verify(web))).kind).to.equal('NotFound');
  });

  it('stops to verify when it is cancelled', async () => {
    const web = await captured();
    const stop = new AbortController();
    let reason: unknown;
    await images
      .verify(web, { signal: stop.signal, progress: () => stop.abort(new Error('enough')) })
      .catch((error) => {
        reason = error;
      });
    expect(String(reason)).to.contain('enough');
  });

  it('sets a damaged index aside and finds the images again', async () => {
    const web = await captured('web');
    const before = await images.list();
    await writeFile(join(root, 'images/index.json'), '{"manifests": [');
    images = await open();
    expect((await images.list()).map((image) => image.digest)).to.deep.equal(before.map((image) => image.digest));
    expect((await images.find({ name: 'web' })).digest).to.equal(web.digest);
    expect(await readdir(join(root, 'images'))).to.include('index.json.damaged-1');
    expect(await images.setAside()).to.deep.equal([join(root, 'images', 'index.json.damaged-1')]);
    expect(warnings.join()).to.contain('set aside');
  });

  it('removes what nobody needs, and refuses the rest by name', async () => {
    const web = await captured('web');
    const base = await images.find({ name: 'Windows' });
    const used = await refusal(images.remove(web, { containersOf: async () => ['web1'] }));
    expect(used.kind).to.equal('InvalidState');
    expect(used.message).to.contain("container 'web1' needs it");
    expect((await refusal(images.remove(base, NOBODY))).message).to.contain("image 'CN=Local_web_1.0.0.0'");
    await images.remove(web, NOBODY);
    expect(await layers()).to.have.length(1);
    await images.remove(base, NOBODY);
    expect(await layers()).to.deep.equal([]);
    expect(await blobs()).to.deep.equal([]);
    expect((await refusal(images.remove(base, NOBODY))).kind).to.equal('NotFound');
  });

  it('exports the same bytes each time, and imports them elsewhere as they were', async () => {
    const web = await captured('web');
    const first = await images.export([web], root);
    expect(basename(first)).to.equal('CN=Local_web_1.0.0.0.tar');
    expect((await refusal(images.export([web], first))).kind).to.equal('AlreadyExists');
    const bytes = await readFile(first);
    await images.export([web], first, { overwrite: true });
    expect((await readFile(first)).equals(bytes)).to.equal(true);
    expect((await refusal(images.export([web], join(root, 'no/folder/x.tar')))).kind).to.equal('NotFound');
    const other = await mkdtemp(join(tmpdir(), 'images-'));
    try {
      const there = await open(other);
      await writeFile(join(other, 'x.tar.gz'), gzipSync(bytes));
      for (const path of [first, join(other, 'x.tar.gz'), join(root, 'images')]) {
        const imported = await there.import(path);
        const same = imported.find((image) => image.digest === web.digest);
        expect(same).to.deep.equal(web);
        await there.remove(same as Image, NOBODY);
      }
      const [again] = await there.import(first);
      expect(await there.layerFolders(again as Image)).to.have.length(2);
      expect((await there.import(first))[0]?.digest, 'again: the same').to.equal(web.digest);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('exports several images into one archive, with what they share once, in whatever order they are given', async () => {
    const [web, site] = [await captured('web'), await captured('site')];
    const file = await images.export([web, site], join(root, 'both.tar'));
    const again = await images.export([site, web], join(root, 'again.tar'));
    expect((await readFile(again)).equals(await readFile(file))).to.equal(true);
    const one = await stat(await images.export([web], join(root, 'web.tar')));
    expect((await stat(file)).size).to.be.lessThan(2 * one.size);
    const other = await mkdtemp(join(tmpdir(), 'images-'));
    try {
      const imported = await (await open(other)).import(file);
      expect(imported).to.have.deep.members([web, site]);
    } finally {
      await rm(other, { recursive: true });
    }
  });

  it('writes no archive of more images than one is read with', async () => {
    const web = await captured('web');
    const many = Array.from({ length: 65 }, () => web);
    const error = await refusal(images.export(many, join(root, 'many.tar')));
    expect(error.kind).to.equal('InvalidArgument');
    expect(error.hint).to.contain('folder');
    expect(await readdir(root)).not.to.include('many.tar');
  });

  it('refuses a damaged archive, wherever it is damaged, and keeps nothing', async () => {
    const web = await captured('web');
    const file = await images.export([web], join(root, 'web.tar'));
    const bytes = await readFile(file);
    const other = await mkdtemp(join(tmpdir(), 'images-'));
    try {
      const there = await open(other);
      for (let at = 0; at < bytes.length; at += 700) {
        const kind = at % 1400 === 0 ? 'cut' : 'altered';
        const damaged = kind === 'cut' ? bytes.subarray(0, at) : Buffer.from(bytes);
        if (kind === 'altered') damaged[at] = (damaged[at] ?? 0) ^ 0x55;
        await writeFile(join(other, 'x.tar'), damaged);
        const result = await there.import(join(other, 'x.tar')).then(
          (imported) => imported.map((image) => image.digest).join(),
          (error: unknown) => error,
        );
        // Padding and names of no meaning may be altered; then it is the same image.
        if (result === web.digest) await there.remove(await there.find({ name: web.digest }), NOBODY);
        else
          expect(
            isFault(result, 'Corrupt') || isFault(result, 'InvalidArgument'),
            `${kind} at ${at}: ${String(result)}`,
          ).to.equal(true);
        expect(await blobs(other), `${kind} at ${at}`).to.deep.equal([]);
        expect(await there.list()).to.deep.equal([]);
      }
    } finally {
      await rm(other, { recursive: true });
    }
  });

  /** Writes an OCI archive of one image by hand. */
  async function archive(
    path: string,
    parts: {
      layer: Buffer;
      os?: string;
      osFeatures?: string[];
      diffId?: string;
      extra?: NewTarEntry[];
      reference?: string;
      layerType?: string;
      run?: OciConfig['config'];
    },
  ): Promise<void> {
    const { layer, os = 'windows', osFeatures, reference = 'docker.io/library/site:2.1' } = parts;
    const packed = gzipSync(layer);
    const config = Buffer.from(
      JSON.stringify({
        architecture: 'amd64',
        os,
        ...(osFeatures ? { 'os.features': osFeatures } : {}),
        ...(parts.run ? { config: parts.run } : {}),
        rootfs: { type: 'layers', diff_ids: [parts.diffId ?? sha256(layer)] },
      }),
    );
    const manifest = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_MANIFEST,
        config: { mediaType: MEDIA_CONFIG, digest: sha256(config), size: config.length },
        layers: [{ mediaType: parts.layerType ?? MEDIA_LAYER_GZIP, digest: sha256(packed), size: packed.length }],
      }),
    );
    const index = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        manifests: [
          {
            mediaType: MEDIA_MANIFEST,
            digest: sha256(manifest),
            size: manifest.length,
            annotations: { 'org.opencontainers.image.ref.name': reference },
          },
        ],
      }),
    );
    const entry = (name: string, bytes: Buffer): NewTarEntry => ({
      type: 'file',
      name,
      modifiedSeconds: 0,
      sizeBytes: bytes.length,
      content: () => chunks([bytes]),
    });
    const entries = [
      ...(parts.extra ?? []),
      ...[config, manifest, packed].map((bytes) => entry(`blobs/sha256/${sha256(bytes).slice(7)}`, bytes)),
      entry('index.json', index),
      entry('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}')),
    ];
    await writeFile(path, await collect(writeTar(chunks(entries))));
  }

  it('takes a command line that is escaped already as it stands, and quotes what follows it', async () => {
    const file = join(root, 'shell.tar');
    await archive(file, {
      layer: await collect(writeTar(chunks([{ type: 'file', name: 'etc/passwd', modifiedSeconds: 0 }]))),
      os: 'linux',
      run: { Entrypoint: ['cmd /S /C echo'], Cmd: ['a b', 'c'], ArgsEscaped: true },
    });
    const [image] = await images.import(file);
    expect(image?.command).to.deep.equal(['cmd /S /C echo "a b" c']);
  });

  it('stores a Linux image, and says in words Docker users know that it cannot run', async () => {
    const file = join(root, 'l.tar');
    await archive(file, {
      layer: await collect(writeTar(chunks([{ type: 'file', name: 'etc/passwd', modifiedSeconds: 0 }]))),
      os: 'linux',
    });
    const [image] = await images.import(file);
    expect(image).to.deep.include({
      name: 'site',
      version: '2.1.0.0',
      os: 'linux',
      reference: 'docker.io/library/site:2.1',
    });
    let why = '';
    try {
      images.checkHost(image as Image, EMBEDDED);
    } catch (error) {
      why = String(error);
    }
    expect(why).to.contain('image operating system "linux" cannot be used on this platform');
    await images.export([image as Image], join(root, 'again.tar'));
    expect((await images.verify(image as Image)).damages).to.deep.equal([]);
  });

  it('refuses hostile layers and archives before anything shows', async () => {
    const before = await state();
    const file = join(root, 'h.tar');
    const bad = async (entries: NewTarEntry[]): Promise<Buffer> => collect(writeTar(chunks(entries)));
    const good = await collect(writeLayerTar(chunks([fileEntry('Files/a', 'x')])));
    const cases: [Parameters<typeof archive>[1], string, string][] = [
      [{ layer: await bad([{ type: 'file', name: 'Files/../../x', modifiedSeconds: 0 }]) }, 'InvalidArgument', "'..'"],
      [
        { layer: await bad([{ type: 'file', name: '/etc/passwd', modifiedSeconds: 0 }]) },
        'InvalidArgument',
        'absolute',
      ],
      [
        { layer: await bad([{ type: 'symlink', name: 'Files/l', linkName: '../../etc', modifiedSeconds: 0 }]) },
        'InvalidArgument',
        'leaves the layer',
      ],
      [
        { layer: await bad([{ type: 'file', name: 'Files/.wh.x', modifiedSeconds: 0 }]) },
        'InvalidArgument',
        'base layer',
      ],
      [{ layer: good, diffId: sha256('other') }, 'Corrupt', sha256('other')],
      [{ layer: good.subarray(0, 512) }, 'Corrupt', 'truncated'],
      [{ layer: good, layerType: 'application/x-strange' }, 'NotSupported', 'x-strange'],
      [{ layer: good, extra: [{ type: 'file', name: '../evil', modifiedSeconds: 0 }] }, 'InvalidArgument', 'evil'],
      [
        { layer: good, extra: [{ type: 'symlink', name: 'blobs/sha256', linkName: '/etc', modifiedSeconds: 0 }] },
        'InvalidArgument',
        'blobs/sha256',
      ],
      [
        { layer: good, extra: [{ type: 'file', name: `blobs/sha256/${'0'.repeat(64)}`, modifiedSeconds: 0 }] },
        'Corrupt',
        '0'.repeat(64),
      ],
    ];
    for (const [parts, kind, text] of cases) {
      await archive(file, parts);
      const error = await refusal(images.import(file));
      expect(error.kind, error.message).to.equal(kind);
      expect(error.message).to.contain(text);
      expect(await state(), error.message).to.deep.equal(before);
    }
    await archive(file, { layer: good });
    expect((await refusal(images.import(file, { limits: { maxBytes: 2000, maxEntries: 100 } }))).kind).to.equal(
      'Corrupt',
    );
    expect((await refusal(images.import(file, { limits: { maxBytes: 1 << 20, maxEntries: 2 } }))).kind).to.equal(
      'Corrupt',
    );
    await writeFile(file, await bad([{ type: 'file', name: 'manifest.json', modifiedSeconds: 0 }]));
    expect((await refusal(images.import(file))).hint).to.contain('skopeo copy');
    await writeFile(file, 'hello');
    expect((await refusal(images.import(file))).kind).to.equal('Corrupt');
    expect((await refusal(images.import(join(root, 'nothing.tar')))).kind).to.equal('NotFound');
    await mkdir(join(root, 'empty'));
    expect((await refusal(images.import(join(root, 'empty')))).kind).to.equal('InvalidArgument');
    expect(await state()).to.deep.equal(before);
  });

  it('refuses another kind of host, both ways, with the reason', async () => {
    const web = await captured('web');
    const check = (image: Image, capabilities: HostCapabilities): string => {
      try {
        images.checkHost(image, capabilities);
        return '';
      } catch (error) {
        return isFault(error, 'NotSupported') ? error.message : `wrong: ${String(error)}`;
      }
    };
    expect(check(web, EMBEDDED)).to.equal('');
    expect(check(web, WINDOWS)).to.contain("needs 'hcscontainers.embedded'").and.to.contain('real Windows');
    expect(check({ ...web, osFeatures: ['win32k'] }, WINDOWS)).to.equal('');
    expect(check({ ...web, osFeatures: ['win32k'] }, EMBEDDED))
      .to.contain('made for real Windows')
      .and.to.contain('embedded host');
    expect(check(web, { ...EMBEDDED, architecture: 'arm64' })).to.contain('arm64');
  });

  it('takes many operations at once', async () => {
    const parent = await images.installBase({ kind: 'host' });
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        images.capture({ scratchFolder: scratch(`s${at}`, `${at}`), parent, name: `web${at}` }),
      ),
    );
    const same = await Promise.allSettled(
      Array.from({ length: 4 }, (_, at) =>
        images.capture({ scratchFolder: scratch(`t${at}`, `t${at}`), parent, name: 'one' }),
      ),
    );
    expect(same.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    await Promise.all(made.slice(0, 4).map((image) => images.remove(image, NOBODY)));
    expect((await images.list()).map((image) => image.name)).to.deep.equal([
      'one',
      'web4',
      'web5',
      'web6',
      'web7',
      'Windows',
    ]);
    for (const image of await images.list()) await images.layerFolders(image);
    const before = await state();
    images = await open();
    expect(await state()).to.deep.equal(before);
  });

  it('is still a layout that its owner can copy away', async () => {
    const web = await captured('web');
    await cp(join(root, 'images'), join(root, 'copy'), { recursive: true });
    expect((await stat(join(root, 'copy/oci-layout'))).isFile()).to.equal(true);
    const index = JSON.parse(await readFile(join(root, 'copy/index.json'), 'utf8'));
    expect(index.manifests.find(({ digest }: { digest: string }) => digest === web.digest).platform).to.deep.equal({
      architecture: 'amd64',
      os: 'windows',
      'os.version': '10.0.19041',
      'os.features': ['hcscontainers.embedded'],
    });
  });
});

async function* chunks<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of source) parts.push(chunk);
  return Buffer.concat(parts);
}
