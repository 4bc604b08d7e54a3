import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { skip } from '../skip.ts';
import { bad, good, type SchemaCase } from './schema-cases.ts';
import { SelfTestBed, whyNoSelfTest } from './self-test-bed.ts';
import { windowsPath } from './wine/prefix.ts';

describe("the stand-in's strict reader of documents", function () {
  this.timeout(180_000);
  let bed: SelfTestBed;
  let answers: string[];
  let unused: string[];

  before(async function () {
    const reason = await whyNoSelfTest();
    if (reason !== undefined) return skip(this, reason);
    bed = await SelfTestBed.open();
    const cases: SchemaCase[] = [...good, ...bad];
    const path = join(bed.dlls, 'cases');
    const lines = cases.map(({ type, build, document }) => `${type}\t${build ?? 26100}\t${document}\n`);
    await writeFile(path, lines.join(''));
    const { output, code } = await bed.run('schema-test.exe', [windowsPath(path)]);
    expect(code).to.equal(0);
    answers = output.trimEnd().split(/\r?\n/);
    unused = JSON.parse(answers.pop() ?? '[]') as string[];
    expect(answers).to.have.length(cases.length);
  });
  after(async () => bed?.close());

  for (const [index, { title }] of good.entries()) {
    it(`takes ${title}`, () => {
      expect(answers[index]).to.equal('ok');
    });
  }

  for (const [index, { title, path, why }] of bad.entries()) {
    it(`refuses ${title}`, () => {
      const [where, message] = answers[good.length + index]?.split('\t') ?? [];
      expect(where).to.equal(path);
      expect(message).to.match(why);
    });
  }

  it('knows which fields of the types it read no document had', () => {
    expect(unused).to.include('Container.AdditionalDeviceNamespace').and.not.include('Container.Storage');
  });
});
