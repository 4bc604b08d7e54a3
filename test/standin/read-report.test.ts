import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readReport } from './wine/read-report.ts';

describe('the reports of the stand-in DLLs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-report-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const clean = {
    dll: 'computecore',
    process: 32,
    made: { operations: 9 },
    freed: { operations: 9 },
    live: { operations: 0 },
    doubleFree: 0,
    useAfterClose: 0,
    freesAreSeen: true,
    leaks: [],
    notes: [],
  };

  async function troublesOf(...lines: object[]): Promise<string[]> {
    const path = join(folder, 'report');
    await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { processes, troubles } = await readReport(path);
    expect(processes).to.equal(lines.length);
    return troubles;
  }

  it('have no trouble when all was freed once', async () => {
    expect(await troublesOf(clean, { ...clean, process: 40 })).to.deep.equal([]);
    expect(await readReport(join(folder, 'none'))).to.deep.equal({ processes: 0, troubles: [] });
  });

  it('tell what was never freed, with where it was made', async () => {
    const found = await troublesOf(clean, { ...clean, live: { operations: 2 }, leaks: ['HcsCreateOperation'] });
    expect(found).to.deep.equal(['computecore, process 32: 2 operations never freed', '    "HcsCreateOperation"']);
  });

  it('tell each mistake that was counted', async () => {
    const found = await troublesOf({ ...clean, doubleFree: 1, useAfterClose: 3, notes: ['HcsCloseSystem'] });
    expect(found).to.deep.equal([
      'computecore, process 32: doubleFree 1',
      'computecore, process 32: useAfterClose 3',
      '    "HcsCloseSystem"',
    ]);
  });
});
