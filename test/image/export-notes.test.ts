import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { noteExport, sweepExports } from '../../core/image/export-notes.ts';
import type { ImageWorld } from '../../core/image/image-world.ts';

describe('the notes of exports', () => {
  let folder: string;
  let world: ImageWorld;
  const warnings: string[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-exports-'));
    const log = { debug() {}, info() {}, error() {}, warn: (text: string) => void warnings.push(text) };
    const runtime = { now: () => new Date(0), newId: () => 'one' };
    world = { exportsFolder: join(folder, 'notes'), runtime, log } as unknown as ImageWorld; // all that is asked of it
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are on the disk before the file, and gone with it', async () => {
    const { temporary, end } = await noteExport(world, join(folder, 'a.tar'));
    expect(JSON.parse(await readFile(join(folder, 'notes', 'one.json'), 'utf8'))).to.deep.equal({ temporary });
    await writeFile(temporary, 'half');
    await end();
    expect(await readdir(folder)).to.deep.equal(['notes']);
    expect(await readdir(join(folder, 'notes'))).to.deep.equal([]);
  });

  it('let the next service remove what a killed one left', async () => {
    const { temporary } = await noteExport(world, join(folder, 'a.tar'));
    await writeFile(temporary, 'half');
    await sweepExports(world);
    expect(await readdir(folder)).to.deep.equal(['notes']);
    expect(await readdir(join(folder, 'notes'))).to.deep.equal([]);
  });

  it('remove nothing else, whatever they say', async () => {
    await mkdir(world.exportsFolder);
    const precious = join(folder, 'precious.txt');
    await writeFile(precious, 'mine');
    for (const [name, text] of [
      ['x.json', JSON.stringify({ temporary: precious })],
      ['y.json', JSON.stringify({ temporary: 7 })],
      ['z.json', '{"tempor'],
    ] as const)
      await writeFile(join(world.exportsFolder, name), text);
    await sweepExports(world);
    expect(await readFile(precious, 'utf8')).to.equal('mine');
    expect(await readdir(world.exportsFolder)).to.deep.equal([]);
  });

  it('need not be there', async () => {
    await sweepExports(world);
  });
});
