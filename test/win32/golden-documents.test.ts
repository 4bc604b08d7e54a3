import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { sampleRequests, sampleSystems } from './kit/sample-documents.ts';

const FOLDER = join(import.meta.dirname, '..', 'golden', 'hcs');

async function golden(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(FOLDER, `${name}.json`), 'utf8'));
}

/** What HCS is given, word for word: whoever changes a builder sees here what changes on the wire. */
describe('documents for HCS are as they were', () => {
  it('of systems', async () => {
    const samples = await sampleSystems();
    for (const [name, document] of Object.entries(samples)) expect(document, name).to.deep.equal(await golden(name));
  });

  it('of changes to running systems', async () => {
    for (const [name, request] of Object.entries(sampleRequests()))
      expect(request, name).to.deep.equal(await golden(`modify-${name}`));
  });

  it('have no empty text and no undefined field: HCS refuses both', async () => {
    const all = { ...(await sampleSystems()), ...sampleRequests() };
    for (const [name, document] of Object.entries(all)) {
      const empty: string[] = [];
      const look = (value: unknown, path: string): void => {
        if (value === '' || value === undefined) empty.push(path);
        else if (typeof value === 'object' && value !== null)
          for (const [field, inner] of Object.entries(value)) look(inner, `${path}.${field}`);
      };
      look(document, name);
      expect(empty).to.deep.equal([]);
    }
  });
});
