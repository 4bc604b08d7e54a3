import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { LEAST_SCRATCH_BYTES } from '../../../core/host/check-limits.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { probe, run } from '../kit/run.ts';

/** Scratches: made, attached, let go, removed. */
export function scratchCases(bed: Bed): void {
  describe('scratches', () => {
    scopeEachCase(bed);
    makeCases(bed);
    copyCases(bed);
    attachCases(bed);
    isolationCases(bed);
  });
}

const there = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

function makeCases(bed: Bed): void {
  it('createScratch refuses a folder that exists and leaves it', async () => {
    const { folder, parents } = await bed.scratch({ attach: false });
    const before = await readdir(folder);
    await expectFault('AlreadyExists', () => bed.host.layers.createScratch(folder, parents));
    expect(await readdir(folder)).to.deep.equal(before);
  });

  it('createScratch on a parent that is not there is NotFound and leaves nothing', async () => {
    const path = bed.scratchFolder();
    const parents = [join(bed.fixture.root, 'layers', 'missing'), ...(await bed.layers())];
    await expectFault('NotFound', () => bed.host.layers.createScratch(path, parents));
    expect(await there(path)).to.equal(false);
  });

  it('createScratch with a size makes one that serves a system, or is NotSupported where the host gives none', async () => {
    const { limits } = await bed.host.capabilities();
    const parents = await bed.layers();
    const folder = bed.scratchFolder();
    const make = () => bed.host.layers.createScratch(folder, parents, { sizeBytes: 2 * LEAST_SCRATCH_BYTES });
    if (!limits.includes('scratch')) {
      await expectFault('NotSupported', make);
      expect(await there(folder)).to.equal(false);
      return;
    }
    await make();
    const path = await bed.host.layers.attachScratch(folder, parents);
    const system = await bed.running({ scratch: { folder, parents, path } });
    expect((await run(bed, system, probe('write:C:\\new.txt=new', 'read:C:\\new.txt'))).stdout.toString()).to.equal(
      'new',
    );
  });

  for (const sizeBytes of [0, -1, Number.NaN, LEAST_SCRATCH_BYTES - 1, LEAST_SCRATCH_BYTES + 0.5]) {
    it(`createScratch of ${sizeBytes} bytes is InvalidArgument and leaves nothing`, async () => {
      const folder = bed.scratchFolder();
      const parents = await bed.layers();
      await expectFault('InvalidArgument', () => bed.host.layers.createScratch(folder, parents, { sizeBytes }));
      expect(await there(folder)).to.equal(false);
    });
  }

  it('destroyScratch removes it with all it holds; one that is not there succeeds', async () => {
    const { folder } = await bed.scratch({ attach: false });
    await bed.host.layers.destroyScratch(folder);
    expect(await there(folder)).to.equal(false);
    await bed.host.layers.destroyScratch(folder);
  });

  it('a scratch made again under its old name is empty', async function () {
    this.timeout(90_000);
    const system = await bed.running();
    await run(bed, system, probe('write:C:\\old.txt=old'));
    const { folder, parents } = await bed.shutDown(system);
    await bed.host.layers.destroyScratch(folder);
    await bed.host.layers.createScratch(folder, parents);
    const path = await bed.host.layers.attachScratch(folder, parents);
    const fresh = await bed.running({ scratch: { folder, parents, path } });
    expect((await run(bed, fresh, probe('exists:C:\\old.txt'))).stdout.toString()).to.equal('none\n');
  });
}

function copyCases(bed: Bed): void {
  it('copyScratch holds what the source holds: files, deletions and registry; then neither knows of the other', async function () {
    this.timeout(180_000);
    const writer = await bed.running();
    await run(
      bed,
      writer,
      'cmd /c mkdir C:\\Own & echo one> C:\\Own\\one.txt & del C:\\probe\\gone.txt & rmdir /s /q C:\\windows\\temp',
    );
    await run(bed, writer, 'reg add HKLM\\Software\\Copied /v A /d first /f');
    const { folder, parents } = await bed.shutDown(writer);
    const copy = bed.scratchFolder();
    await bed.host.layers.copyScratch(folder, copy, parents);
    const attach = async (at: string) => ({
      folder: at,
      parents,
      path: await bed.host.layers.attachScratch(at, parents),
    });
    const [first, second] = [
      await bed.running({ scratch: await attach(folder) }),
      await bed.running({ scratch: await attach(copy) }),
    ];
    const seen = async (system: TestSystem, command: string) => (await run(bed, system, command)).stdout.toString();
    expect(await seen(second, 'cmd /c type C:\\Own\\one.txt')).to.match(/^one/);
    expect(await seen(second, probe('exists:C:\\windows\\temp'))).to.equal('none\n');
    expect(await seen(second, 'reg query HKLM\\Software\\Copied /v A')).to.include('first');
    await run(bed, second, 'cmd /c echo two> C:\\Own\\two.txt');
    await run(bed, first, 'cmd /c echo changed> C:\\Own\\one.txt');
    expect(await seen(first, probe('exists:C:\\Own\\two.txt'))).to.equal('none\n');
    expect(await seen(second, 'cmd /c type C:\\Own\\one.txt')).to.match(/^one/);
  });

  it('copyScratch onto a folder that exists, of one that is not there, and of an attached one is refused, and leaves nothing', async () => {
    const { folder, parents } = await bed.scratch({ attach: false });
    const taken = await bed.scratch({ attach: false });
    const before = await readdir(taken.folder);
    await expectFault('AlreadyExists', () => bed.host.layers.copyScratch(folder, taken.folder, parents));
    expect(await readdir(taken.folder)).to.deep.equal(before);
    const copy = bed.scratchFolder();
    await expectFault('NotFound', () => bed.host.layers.copyScratch(`${folder}-missing`, copy, parents));
    await bed.host.layers.attachScratch(folder, parents);
    await expectFault('Busy', () => bed.host.layers.copyScratch(folder, copy, parents));
    await bed.host.layers.detachScratch(folder);
    expect(await there(copy)).to.equal(false);
    await bed.host.layers.copyScratch(folder, copy, parents, { signal: new AbortController().signal });
    expect(await there(copy)).to.equal(true);
  });

  it('copyScratch that is cancelled leaves nothing', async () => {
    const { folder, parents } = await bed.scratch({ attach: false });
    const copy = bed.scratchFolder();
    const signal = AbortSignal.abort();
    await expectFault('Cancelled', () => bed.host.layers.copyScratch(folder, copy, parents, { signal }));
    expect(await there(copy)).to.equal(false);
  });
}

function attachCases(bed: Bed): void {
  it('attachScratch of an attached scratch is Busy', async () => {
    const { folder, parents } = await bed.scratch();
    await expectFault('Busy', () => bed.host.layers.attachScratch(folder, parents));
  });

  it('attachScratch of a scratch that is not there is NotFound', async () => {
    const parents = await bed.layers();
    await expectFault('NotFound', () =>
      bed.host.layers.attachScratch(join(bed.fixture.root, 'scratches', 'missing'), parents),
    );
  });

  it('two attach at once: one gets it', async () => {
    const { folder, parents } = await bed.scratch({ attach: false });
    const both = await Promise.allSettled([
      bed.host.layers.attachScratch(folder, parents),
      bed.host.layers.attachScratch(folder, parents),
    ]);
    expect(both.map((one) => one.status).sort()).to.deep.equal(['fulfilled', 'rejected']);
  });

  it('detachScratch can be repeated, and then it can be attached again', async () => {
    const { folder, parents } = await bed.scratch();
    await bed.host.layers.detachScratch(folder);
    await bed.host.layers.detachScratch(folder);
    expect(await bed.host.layers.attachScratch(folder, parents))
      .to.be.a('string')
      .and.not.equal('');
  });

  it('detachScratch of one that was never attached succeeds', async () => {
    const { folder } = await bed.scratch({ attach: false });
    await bed.host.layers.detachScratch(folder);
  });

  it('detachScratch is Busy while a system runs on it, and the system is not disturbed', async () => {
    const system = await bed.running();
    await expectFault('Busy', () => bed.host.layers.detachScratch(system.scratch.folder));
    expect((await run(bed, system, probe('exit:3'))).code).to.equal(3);
    await bed.host.compute.terminate(system.id);
    await bed.host.layers.detachScratch(system.scratch.folder);
  });

  it('destroyScratch of an attached scratch is Busy and removes nothing', async () => {
    const { folder } = await bed.scratch();
    await expectFault('Busy', () => bed.host.layers.destroyScratch(folder));
    expect(await there(folder)).to.equal(true);
    await bed.host.layers.detachScratch(folder);
    await bed.host.layers.destroyScratch(folder);
    expect(await there(folder)).to.equal(false);
  });

  it('an attachment is known to the next instance', async () => {
    const { folder, parents } = await bed.scratch();
    await bed.reopen();
    await expectFault('Busy', () => bed.host.layers.attachScratch(folder, parents));
    await bed.host.layers.detachScratch(folder);
    await bed.host.layers.attachScratch(folder, parents);
  });
}

function isolationCases(bed: Bed): void {
  it('what a system changes is neither in its parents nor in another scratch', async function () {
    this.timeout(90_000);
    const base = (await bed.layers()).at(-1) ?? '';
    const before = await shape(base);
    const [one, two] = await Promise.all([bed.running(), bed.running()]);
    await run(
      bed,
      one,
      probe('write:C:\\mine.txt=1', 'write:C:\\windows\\win.ini=changed', 'del:C:\\probe\\probe.exe'),
    );
    await run(bed, one, 'reg add HKLM\\Software\\Mine /v A /d 1 /f');
    const seen = await run(
      bed,
      two,
      probe('exists:C:\\mine.txt', 'exists:C:\\probe\\probe.exe', 'read:C:\\windows\\win.ini'),
    );
    expect(seen.stdout.toString())
      .to.match(/^none\nfile\n/)
      .and.not.contain('changed');
    await bed.shutDown(one);
    expect(await shape(base), 'the base layer').to.deep.equal(before);
  });
}

/** Name, size and time of everything below a folder. */
async function shape(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile());
  const facts = files.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const { size, mtimeMs } = await stat(path);
    return `${path} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(facts)).sort();
}
