import { fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fileContent } from '../../core/base/file-content.ts';

describe('fileContent', () => {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  const path = join(folder, 'x');
  after(() => rmSync(folder, { recursive: true }));

  for (const size of [0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 1_000_000]) {
    it(`gives ${size} bytes, the first of the file, and closes it`, async () => {
      const bytes = Buffer.alloc(size, 'abc');
      writeFileSync(path, Buffer.concat([bytes, Buffer.from('more')]));
      const fd = openSync(path, 'r');
      const stream = fileContent(fd, size);
      const parts: Buffer[] = [];
      for await (const chunk of stream) parts.push(chunk as Buffer);
      expect(Buffer.concat(parts).equals(bytes)).to.equal(true);
      await new Promise((resolve) => setImmediate(resolve));
      expect(() => fstatSync(fd)).to.throw();
    });
  }

  it('ends early when the file has become shorter', async () => {
    writeFileSync(path, 'abc');
    const parts: Buffer[] = [];
    for await (const chunk of fileContent(openSync(path, 'r'), 10)) parts.push(chunk as Buffer);
    expect(Buffer.concat(parts).toString()).to.equal('abc');
  });
});
