import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { sha256 } from '../../core/base/digest.ts';
import { isFault } from '../../core/base/fault.ts';
import { silentLog } from '../../core/base/runtime.ts';
import type { BlobStore } from '../../core/store/blob-store.ts';
import { ImageLayout } from '../../core/store/image-layout.ts';
import { parseConfig, parseIndex, parseManifest } from '../../core/store/oci-documents.ts';

describe('image layout', () => {
  let folder: string;
  let layout: ImageLayout;
  let blobs: BlobStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'layout-'));
    layout = await ImageLayout.open(folder, silentLog);
    ({ blobs } = layout);
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  }

  it('is an OCI image layout from the start', async () => {
    expect(JSON.parse(await readFile(join(folder, 'oci-layout'), 'utf8'))).to.deep.equal({
      imageLayoutVersion: '1.0.0',
    });
    expect((await layout.readIndex()).manifests).to.deep.equal([]);
    await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"9.0"}');
    expect(isFault(await ImageLayout.open(folder, silentLog).catch((error: unknown) => error), 'Corrupt')).to.equal(
      true,
    );
  });

  it('removes at its opening what a process before has half written', async () => {
    const half = 'index.json.4194305.1.tmp';
    await writeFile(join(folder, half), '{');
    await ImageLayout.open(folder, silentLog);
    expect(await readdir(folder))
      .to.include('index.json')
      .and.not.to.include(half);
  });

  it('stores a blob once, under its digest, and reads it verified', async () => {
    const { digest, sizeBytes } = await blobs.put(Buffer.from('hello'));
    expect(digest).to.equal(sha256('hello'));
    expect(await blobs.put(Buffer.from('hello'))).to.deep.equal({ digest, sizeBytes });
    expect((await blobs.readDocument({ digest, size: 5 })).toString()).to.equal('hello');
    await writeFile(blobs.pathOf(digest), 'hellp');
    const error = await blobs.readDocument({ digest, size: 5 }).catch((reason: unknown) => reason);
    expect(isFault(error, 'Corrupt') && error.message).to.contain(digest);
  });

  it('keeps nothing of a blob that failed, or is not what was expected', async () => {
    expect(isFault(await blobs.ingest(failing()).catch((error: unknown) => error), 'DiskFull')).to.equal(true);
    async function* hello(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('hello');
    }
    for (const expected of [
      { digest: sha256('other'), size: 5 },
      { digest: sha256('hello'), size: 4 },
      { digest: sha256('hello'), size: 6 },
    ]) {
      const error = await blobs.ingest(hello(), { expected }).catch((reason: unknown) => reason);
      expect(isFault(error, 'Corrupt') && error.message).to.contain(expected.digest);
    }
    expect(await blobs.list()).to.deep.equal([]);
    expect(await readdir(join(folder, '.incoming'))).to.deep.equal([]);
  });

  it('takes no digest that is a path', () => {
    for (const bad of ['sha256:../../../etc/passwd', 'sha512:00', `sha256:${'A'.repeat(64)}`, '']) {
      expect(() => blobs.pathOf(bad)).to.throw('no sha256 digest');
    }
  });

  it('changes the index one at a time, and not at all when the change fails', async () => {
    const add = (at: number): Promise<void> =>
      layout.updateIndex((manifests) => [...manifests, { mediaType: 'x', digest: sha256(`${at}`), size: at }]);
    await Promise.all(Array.from({ length: 20 }, (_, at) => add(at)));
    expect((await layout.readIndex()).manifests).to.have.length(20);
    await layout.updateIndex(() => Promise.reject(new Error('no'))).catch(() => undefined);
    expect((await layout.readIndex()).manifests).to.have.length(20);
  });

  it('collects what nothing needs, and never what is leased', async () => {
    const lease = layout.lease();
    const kept = await blobs.put(Buffer.from('kept'), lease.keep);
    const loose = await blobs.put(Buffer.from('loose'));
    expect(await layout.collectGarbage()).to.deep.equal([loose.digest]);
    lease.end();
    expect(await layout.collectGarbage()).to.deep.equal([kept.digest]);
  });

  it('refuses documents that are not what they should be', () => {
    const digest = sha256('x');
    const descriptor = { mediaType: 'm', digest, size: 1 };
    const bad: [(bytes: Uint8Array, what: string) => unknown, unknown][] = [
      [parseIndex, []],
      [parseIndex, { manifests: [{ ...descriptor, size: -1 }] }],
      [parseIndex, { manifests: [{ ...descriptor, size: 1.5 }] }],
      [parseIndex, { manifests: [{ ...descriptor, digest: 'sha256:../..' }] }],
      [parseIndex, { manifests: [{ ...descriptor, annotations: { a: 1 } }] }],
      [parseManifest, { schemaVersion: 1, config: descriptor, layers: [] }],
      [parseManifest, { schemaVersion: 2, config: descriptor }],
      [parseManifest, { schemaVersion: 2, config: descriptor, layers: new Array(2000).fill(descriptor) }],
      [parseConfig, { os: 'windows', architecture: 'amd64' }],
      [parseConfig, { os: 7, architecture: 'amd64', rootfs: { diff_ids: [] } }],
      [parseConfig, { os: 'windows', architecture: 'amd64', rootfs: { diff_ids: ['x'] } }],
      [parseConfig, { os: 'windows', architecture: 'amd64', created: 'soon', rootfs: { diff_ids: [] } }],
      [parseConfig, { os: 'windows', architecture: 'amd64', config: { Env: [1] }, rootfs: { diff_ids: [] } }],
    ];
    for (const [parse, value] of bad)
      expect(() => parse(Buffer.from(JSON.stringify(value)), 'x'), JSON.stringify(value).slice(0, 80)).to.throw(
        'is damaged',
      );
    expect(() => parseIndex(Buffer.from('{'), 'x')).to.throw('not JSON');
  });
});
