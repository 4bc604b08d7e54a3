import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type LeftPart, PartNotes } from '../../core/base/part-notes.ts';
import { silentLog } from '../../core/base/runtime.ts';
import { fakeRuntime } from '../doubles/containers-kit.ts';

describe('the notes of half copied files', () => {
  let folder: string;
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  let notes: PartNotes;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-notes-'));
    warnings.length = 0;
    notes = new PartNotes(folder, { runtime: fakeRuntime(), log });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** As if another process had written them, which is gone. */
  async function die(): Promise<void> {
    const { pid } = spawnSync('true');
    for (const name of await readdir(folder))
      await rename(join(folder, name), join(folder, name.replace(/^\d+/, String(pid))));
  }

  const swept = async (): Promise<LeftPart[]> => {
    const parts: LeftPart[] = [];
    await notes.sweep(async (part) => void parts.push(part));
    return parts;
  };

  it('are swept when their writer is gone, with each folder once; a line that was cut short counts for nothing', async () => {
    const note = notes.begin('about');
    for (const path of ['/a', '/a', '/b', '/a']) await note.enter(path);
    expect(await swept(), 'of one that lives').to.deep.equal([]);
    await die();
    for (const name of await readdir(folder)) await appendFile(join(folder, name), '"/c');
    const part = { about: 'about', name: note.name };
    expect(await swept()).to.deep.equal([
      { ...part, folder: '/a' },
      { ...part, folder: '/b' },
    ]);
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('stay while their file cannot be removed, and that is told', async () => {
    await notes.begin('about').enter('/a');
    await die();
    await notes.sweep(() => Promise.reject(new Error('no')));
    expect(warnings).to.have.length(1);
    expect(await swept()).to.have.length(1);
  });

  it('are not there for a copy without files, nor after its end', async () => {
    await notes.begin('empty').close();
    const note = notes.begin('whole');
    await note.enter('');
    await note.close();
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it('do not make a copy fail', async () => {
    const blocked = new PartNotes(join(process.execPath, 'below a file'), { runtime: fakeRuntime(), log }).begin('x');
    await blocked.enter('/a');
    await blocked.close();
    expect(warnings).to.have.length(1);
  });
});
