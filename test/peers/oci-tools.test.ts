import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { silentLog } from '../../core/base/runtime.ts';
import type { LayerHost } from '../../core/host/port.ts';
import type { Image } from '../../core/image/image.ts';
import { type Images, openImages } from '../../core/image/images.ts';
import { fileEntry, folderEntry, layerNames, TestLayerHost } from '../image/test-layer-host.ts';
import { skip } from '../skip.ts';

/** Runs a peer; its output. */
function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Skips where a tool is missing; on CI that is a failure. */
function need(context: Mocha.Context, ...tools: string[]): void {
  for (const tool of tools) {
    try {
      run(tool, '--version');
    } catch (error) {
      if (process.env['CI'] === 'true')
        throw new Error(`${tool} is not installed: apt-get install ${tool}`, { cause: error });
      skip(context, `${tool} is not installed`);
    }
  }
}

describe('peers: skopeo and umoci', function () {
  this.timeout(60_000);
  let root: string;
  let host: TestLayerHost;
  let images: Images;
  let web: Image;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'peers-'));
    host = new TestLayerHost();
    images = await openImages({
      root,
      layers: host as unknown as LayerHost,
      runtime: { now: () => new Date(0), newId: () => `${Math.random()}` },
      log: silentLog,
    });
    const parent = await images.installBase({ kind: 'host' });
    host.scratches.set('s', () => [
      folderEntry('Files'),
      { kind: 'whiteout', name: 'Files/Windows/cmd.exe' },
      folderEntry('Files/web'),
      fileEntry('Files/web/größe.html', '<h1>hello</h1>'),
      fileEntry(`Files/web/${'long-name/'.repeat(20)}x.txt`, 'deep'),
      { kind: 'symlink', name: 'Files/web/z-link', target: 'größe.html', modifiedMs: 0 },
      fileEntry('Hives/system.reg.delta', 'delta'),
    ]);
    web = await images.capture({
      scratchFolder: 's',
      parent,
      name: 'web',
      command: ['cmd', '/c', 'ver'],
      environment: { A: 'b' },
    });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('skopeo inspects a captured image in the store', function () {
    need(this, 'skopeo');
    const seen = JSON.parse(run('skopeo', 'inspect', `oci:${join(root, 'images')}:${web.reference}`));
    expect(seen).to.deep.include({ Digest: web.digest, Os: 'windows', Architecture: 'amd64', Env: ['A=b'] });
    expect(seen.Layers).to.have.length(2);
    const config = JSON.parse(run('skopeo', 'inspect', '--config', `oci:${join(root, 'images')}:${web.reference}`));
    expect(config.config.Cmd).to.deep.equal(['cmd', '/c', 'ver']);
  });

  it('skopeo copies an exported archive, and the copy is the same image', async function () {
    need(this, 'skopeo');
    const file = await images.export([web], join(root, 'web.tar'));
    const policy = ['--insecure-policy', '--override-os', 'windows'];
    run(
      'skopeo',
      ...policy,
      'copy',
      '--preserve-digests',
      `oci-archive:${file}:${web.reference}`,
      `oci:${join(root, 'copy')}:again`,
    );
    run(
      'skopeo',
      ...policy,
      'copy',
      '--preserve-digests',
      `oci:${join(root, 'copy')}:again`,
      `oci-archive:${join(root, 'copy.tar')}:again`,
    );
    await images.remove(web, { containersOf: async () => [] });
    for (const path of [join(root, 'copy'), join(root, 'copy.tar')]) {
      const [imported] = await images.import(path);
      expect(imported?.digest).to.equal(web.digest);
      await images.remove(imported as Image, { containersOf: async () => [] });
    }
  });

  it('skopeo finds each of several images in one exported archive by its reference', async function () {
    need(this, 'skopeo');
    const both = await images.list();
    expect(both).to.have.length(2);
    const file = await images.export(both, join(root, 'both.tar'));
    for (const { reference, digest } of both) {
      const seen = JSON.parse(run('skopeo', 'inspect', `oci-archive:${file}:${reference}`));
      expect(seen.Digest).to.equal(digest);
    }
  });

  it('umoci lists and unpacks a captured image', async function () {
    need(this, 'umoci');
    const layout = join(root, 'images');
    // umoci takes no tag with a colon: give it a layout with a plain one.
    const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'));
    for (const manifest of index.manifests)
      manifest.annotations['org.opencontainers.image.ref.name'] = manifest.digest === web.digest ? 'web' : 'base';
    await writeFile(join(layout, 'index.json'), JSON.stringify(index));
    expect(run('umoci', 'ls', '--layout', layout).trim().split('\n')).to.have.members(['web', 'base']);
    run('umoci', 'raw', 'unpack', '--rootless', '--image', `${layout}:web`, join(root, 'unpacked'));
    const files = join(root, 'unpacked/Files');
    expect(await readdir(join(files, 'Windows'))).to.deep.equal([]);
    expect(await readFile(join(files, 'web/größe.html'), 'utf8')).to.equal('<h1>hello</h1>');
    expect(await readFile(join(files, 'web', 'long-name/'.repeat(20), 'x.txt'), 'utf8')).to.equal('deep');
    expect(await readFile(join(root, 'unpacked/Hives/system.reg.delta'), 'utf8')).to.equal('delta');
  });

  it('imports an image that umoci made, and unpacks it', async function () {
    need(this, 'umoci');
    const layout = join(root, 'made');
    const tree = join(root, 'tree');
    run('umoci', 'init', '--layout', layout);
    run('umoci', 'new', '--image', `${layout}:site-1.2`);
    await mkdir(join(tree, 'inetpub'), { recursive: true });
    await writeFile(join(tree, 'inetpub/ä.html'), 'x'.repeat(100_000));
    run('umoci', 'insert', '--rootless', '--image', `${layout}:site-1.2`, tree, '/Files');
    run(
      'umoci',
      'config',
      '--image',
      `${layout}:site-1.2`,
      '--os',
      'windows',
      '--architecture',
      'amd64',
      '--config.cmd',
      'cmd',
      '--config.env',
      'A=b=c',
    );
    const [imported] = await images.import(layout);
    expect(imported).to.deep.include({ os: 'windows', architecture: 'amd64', command: ['cmd'], reference: 'site-1.2' });
    expect(imported?.environment['A']).to.equal('b=c');
    const [folder] = await images.layerFolders(imported as Image);
    expect(await layerNames(folder ?? '')).to.deep.equal(['Files', 'Files/inetpub', 'Files/inetpub/ä.html']);
  });
});
