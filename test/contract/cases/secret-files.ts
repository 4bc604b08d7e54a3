import { expect } from 'chai';
import type { SecretFile } from '../../../core/host/secret-files.ts';
import { type Bed, scopeEachCase, type TestSystem } from '../kit/bed.ts';
import { file, names, type ReadEntry, readEntries } from '../kit/entries.ts';
import { expectFault } from '../kit/expect-fault.ts';
import { pattern } from '../kit/pattern.ts';
import { probe, run } from '../kit/run.ts';

const TEXT = 'a word for programs alone, wörd 日本\r\n';
const FOLDER = 'C:\\ProgramData\\HcsContainers\\secrets';

const secret = (path: string, content: string | Buffer = TEXT): SecretFile => ({ path, content: Buffer.from(content) });

/** Files that only the programs of a system see. On a host that has none: that it says so. */
export function secretFileCases(bed: Bed): void {
  describe('secret files', () => {
    scopeEachCase(bed);
    seenCases(bed);
    goneCases(bed);
    refusedCases(bed);
  });
}

async function isGranted(bed: Bed): Promise<boolean> {
  return (await bed.host.capabilities()).grants.includes('secretFile');
}

/** Starts a system with them. @returns undefined where the host has none, and says so; then it was not started. */
async function withSecrets(
  bed: Bed,
  files: readonly SecretFile[],
  system?: TestSystem,
): Promise<TestSystem | undefined> {
  const made = system ?? (await bed.created());
  if (await isGranted(bed)) {
    await bed.host.compute.start(made.id, { secretFiles: files });
    return made;
  }
  await expectFault('NotSupported', () => bed.host.compute.start(made.id, { secretFiles: files }));
  expect((await bed.host.compute.query(made.id)).state).to.equal('Created');
  return undefined;
}

const read = async (bed: Bed, system: TestSystem, path: string) =>
  (await run(bed, system, probe(`read:${path}`))).stdout;

/** What is left in the scratch, in the words of an export, which must not hold the text. */
async function left(bed: Bed, { scratch: { folder, parents } }: TestSystem): Promise<string[]> {
  const entries: ReadEntry[] = await readEntries(bed.host.layers.exportScratch(folder, parents));
  for (const entry of entries)
    expect(entry.kind === 'file' && entry.content.includes(TEXT.slice(0, 20)), entry.kind).to.equal(false);
  return names(entries);
}

function seenCases(bed: Bed): void {
  it('are there for its programs, byte by byte, in folders that are made and in those that are there', async function () {
    this.timeout(90_000);
    const bytes = pattern(7, 512_000);
    const files = [
      secret(`${FOLDER}\\db password`),
      secret('c:/WINDOWS/Temp/Key.pem', bytes),
      secret('C:\\top.txt', 'x'),
      secret("C:\\odd $(x) 'n `y`;\\日本 %TEMP%\\s", '\0\n\r\n\0'),
    ];
    const system = await withSecrets(bed, files);
    if (system === undefined) return;
    for (const { path, content } of files)
      expect((await read(bed, system, path)).equals(Buffer.from(content)), path).to.equal(true);
    expect((await run(bed, system, 'cmd /c dir C:\\windows\\system32\\kernel32.dll')).code).to.equal(0);
  });

  it('cannot be changed or removed by its programs, and readFiles gives none', async function () {
    this.timeout(90_000);
    const place = `${FOLDER}\\db`;
    const system = await withSecrets(bed, [secret(place)]);
    if (system === undefined) return;
    for (const command of [
      probe(`write:${place}=mine`),
      `cmd /c del /f ${place}`,
      `cmd /c echo x>>${place}`,
      `cmd /c move /y ${place} C:\\moved`,
      'cmd /c rmdir /s /q C:\\ProgramData\\HcsContainers',
      'cmd /c move C:\\ProgramData\\HcsContainers C:\\elsewhere',
    ])
      await run(bed, system, command);
    expect((await read(bed, system, place)).toString()).to.equal(TEXT);
    const { folder, parents } = system.scratch;
    await expectFault('NotFound', () => readEntries(bed.host.layers.readFiles(folder, parents, place)));
  });

  it('cover a file of the image for the time of the run', async function () {
    this.timeout(90_000);
    const parents = await bed.importLayer(await bed.layers(), [
      { kind: 'folder', name: 'Files', modifiedMs: 0 },
      { kind: 'folder', name: 'Files/app', modifiedMs: 0 },
      file('Files/app/key.txt', 'of the image'),
    ]);
    const system = await withSecrets(bed, [secret('C:\\APP\\KEY.txt')], await bed.created({ parents }));
    if (system === undefined) return;
    expect((await read(bed, system, 'C:\\app\\key.txt')).toString()).to.equal(TEXT);
    const scratch = await bed.shutDown(system);
    expect((await left(bed, system)).join('\n')).not.to.match(/key/i);
    const [entry] = await readEntries(bed.host.layers.readFiles(scratch.folder, parents, 'C:\\app\\key.txt'));
    expect(entry?.kind === 'file' && entry.content.toString()).to.equal('of the image');
  });
}

function goneCases(bed: Bed): void {
  for (const [how, end] of [
    ['a shutdown', (id: string) => bed.host.compute.shutdown(id)],
    ['a termination', (id: string) => bed.host.compute.terminate(id)],
    ['a crash', async (id: string) => (await bed.fixture.crashSystem?.(id)) ?? (await bed.host.compute.terminate(id))],
  ] as const) {
    it(`are gone after ${how}: nothing of them is in the scratch, and the next run has none`, async function () {
      this.timeout(120_000);
      const before = await bed.running();
      await bed.shutDown(before);
      const boot = await left(bed, before);
      const system = await withSecrets(bed, [secret(`${FOLDER}\\db`), secret('C:\\keys\\one')]);
      if (system === undefined) return;
      await end(system.id);
      await bed.host.compute.terminate(system.id);
      await bed.host.compute.close(system.id);
      await bed.host.layers.detachScratch(system.scratch.folder);
      expect((await left(bed, system)).filter((name) => !boot.includes(name))).to.deep.equal([]);
      const { folder, parents } = system.scratch;
      const path = await bed.host.layers.attachScratch(folder, parents);
      const next = await bed.running({ scratch: { folder, parents, path } });
      expect((await run(bed, next, probe('exists:C:\\keys\\one'))).stdout.toString()).to.equal('none\n');
    });
  }

  it('are there again in the next run, also where its programs had removed their folder and made another', async function () {
    this.timeout(120_000);
    const first = await bed.running();
    await run(bed, first, 'cmd /c rmdir /s /q C:\\windows\\temp & mkdir C:\\windows\\temp & mkdir C:\\own');
    const { folder, parents } = await bed.shutDown(first);
    const path = await bed.host.layers.attachScratch(folder, parents);
    const files = [secret('C:\\windows\\temp\\one'), secret('C:\\own\\two')];
    const system = await withSecrets(bed, files, await bed.created({ scratch: { folder, parents, path } }));
    if (system === undefined) return;
    for (const one of files) expect((await read(bed, system, one.path)).toString(), one.path).to.equal(TEXT);
  });
}

function refusedCases(bed: Bed): void {
  for (const [what, files] of [
    ['a path that is none', [secret('C:\\a*b')]],
    ['a drive root', [secret('C:\\')]],
    ['a folder', [secret('C:\\keys\\')]],
    ['another drive', [secret('D:\\key')]],
    ['a relative path', [secret('key')]],
    ['a way out', [secret('C:\\..\\..\\etc\\passwd')]],
    ['a device', [secret('C:\\NUL')]],
    ['a line break', [secret('C:\\a\nb')]],
    ['one place twice', [secret('C:\\a'), secret('c:/A')]],
    ['one below another', [secret('C:\\a'), secret('C:\\A\\b')]],
    ['an empty one', [secret('C:\\a', '')]],
    ['one that is too long', [secret('C:\\a', Buffer.alloc(512_001, 1))]],
    ['more than there can be', Array.from({ length: 101 }, (_, n) => secret(`C:\\keys\\${n}`))],
    ['the place of a folder', [secret('C:\\windows')]],
    ['a place below a file', [secret('C:\\probe\\probe.exe\\key')]],
  ] as const) {
    it(`are refused, and nothing starts, for ${what}`, async () => {
      const system = await bed.created();
      const refusal = (await isGranted(bed)) ? 'InvalidArgument' : 'NotSupported';
      await expectFault(refusal, () => bed.host.compute.start(system.id, { secretFiles: files }));
      expect((await bed.host.compute.query(system.id)).state).to.equal('Created');
    });
  }

  it('none are none: it starts', async () => {
    const system = await bed.created();
    await bed.host.compute.start(system.id, { secretFiles: [] });
    expect((await bed.host.compute.query(system.id)).state).to.equal('Running');
  });
}
