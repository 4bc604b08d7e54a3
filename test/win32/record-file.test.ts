import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { RecordFile, readRecord } from '../../core/win32/keeper/record-file.ts';

describe('a record of the keeper', () => {
  let folder: string;
  let count = 0;
  const newPath = (): string => join(folder, `${++count}`, 'record.json');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hcs-record-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is what was written last, of writers at once too; nothing before', async () => {
    const path = newPath();
    expect(await readRecord(path)).to.equal(undefined);
    const file = new RecordFile(path);
    await Promise.all(Array.from({ length: 20 }, (_, at) => file.append({ at }, { isDurable: true })));
    await file.close();
    await file.close();
    expect(await readRecord(path)).to.deep.equal({ at: 19 });
  });

  it('cut short anywhere it is the one before, and the next one holds', async () => {
    const one = { at: 1, text: 'ä\n"{}' };
    const two = { at: 2, text: 'more\n{' };
    const line = Buffer.from(`\n${JSON.stringify(two)}\n`);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: line.length - 3 }), async (kept) => {
        const path = newPath();
        const before = new RecordFile(path);
        await before.append(one, { isDurable: true });
        await before.close();
        await appendFile(path, line.subarray(0, kept));
        expect(await readRecord(path)).to.deep.equal(one);
        const after = new RecordFile(path);
        await after.append(two, { isDurable: true });
        await after.close();
        expect(await readRecord(path)).to.deep.equal(two);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on after it was closed, and can be read by a person', async () => {
    const path = newPath();
    const file = new RecordFile(path);
    await file.append({ phase: 'created' }, { isDurable: true });
    await file.close();
    await file.append({ phase: 'running' }, { isDurable: true });
    await file.close();
    expect((await readFile(path, 'utf8')).split('\n').filter((line) => line !== '')).to.deep.equal([
      '{"phase":"created"}',
      '{"phase":"running"}',
    ]);
  });

  it('that cannot be written says so, and is written when it can be again', async () => {
    const path = newPath();
    await new RecordFile(join(path, 'in-the-way')).append({}, { isDurable: true });
    const file = new RecordFile(path);
    const failure = await file.append({ at: 1 }, { isDurable: true }).catch((error: unknown) => error);
    expect(failure).to.have.property('code', 'EISDIR');
    await rm(path, { recursive: true });
    await file.append({ at: 2 }, { isDurable: true });
    await file.close();
    expect(await readRecord(path)).to.deep.equal({ at: 2 });
  });
});
