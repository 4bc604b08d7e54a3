import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import * as kit from './example-kit.ts';
import { coreSources, PROJECT, type Source } from './sources.ts';

/** An `@example` block of a doc comment. */
interface Example {
  title: string;
  code: string;
}

describe('the examples in doc comments', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hcs-examples-'));
  const sources = coreSources().filter(({ path }) => /^core\/(base|formats)\//.test(path));
  const homes = exportsOf(sources);
  after(() => {
    for (const path of [folder, kit.folder]) rmSync(path, { recursive: true, force: true });
  });

  it('are there', () => {
    expect(sources.flatMap(({ text }) => examplesOf(text)).length).to.be.greaterThan(10);
  });

  for (const source of sources) {
    for (const [index, example] of examplesOf(source.text).entries()) {
      it(`${source.path}: ${example.title || '(no title)'}`, async () => {
        expect(example.title, 'a title').not.to.equal('');
        expect(example.code, 'an assertion').to.match(/\bassert\b/);
        const file = join(folder, `${source.path.replaceAll('/', '-').replace(/\.ts$/, '')}-${index}.ts`);
        writeFileSync(file, program(example.code, source.path, homes));
        await import(pathToFileURL(file).href);
      });
    }
  }
});

/** The blocks of a file: the title is what follows the tag, the code the lines below it up to the next tag. */
function examplesOf(text: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([comment]) => {
    const lines = comment
      .slice(3, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
    const examples: Example[] = [];
    let open: { title: string; lines: string[] } | undefined;
    const close = () => {
      if (open !== undefined) examples.push({ title: open.title, code: open.lines.join('\n') });
      open = undefined;
    };
    for (const line of lines) {
      const tag = /^\s*@(\w+)\s*(.*)$/.exec(line);
      if (tag !== null) close();
      if (tag?.[1] === 'example') open = { title: tag[2] ?? '', lines: [] };
      else open?.lines.push(line);
    }
    close();
    return examples;
  });
}

/** Which file exports which name. */
function exportsOf(sources: readonly Source[]): ReadonlyMap<string, string[]> {
  const homes = new Map<string, string[]>();
  for (const { path, text } of sources) {
    for (const [, name = ''] of text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm))
      homes.set(name, [...(homes.get(name) ?? []), path]);
  }
  return homes;
}

/** A module that imports what the example names (its own file's exports before others', then the kit's), and runs it. */
function program(code: string, own: string, homes: ReadonlyMap<string, string[]>): string {
  const names = new Set(code.match(/\b[A-Za-z_]\w*\b/g) ?? []);
  const kitUrl = pathToFileURL(join(import.meta.dirname, 'example-kit.ts')).href;
  const imports = [...names].flatMap((name) => {
    if (Object.hasOwn(kit, name)) return [`import { ${name} } from ${JSON.stringify(kitUrl)};`];
    const paths = homes.get(name) ?? [];
    const path = paths.includes(own) ? own : paths[0];
    return path === undefined
      ? []
      : [`import { ${name} } from ${JSON.stringify(pathToFileURL(join(PROJECT, path)).href)};`];
  });
  return [...imports, code, 'export {};', ''].join('\n');
}
