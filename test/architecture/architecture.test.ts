import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import {
  coreSources,
  filesBelow,
  folderOf,
  importsOf,
  PROJECT,
  resolveImport,
  type Source,
  withoutComments,
} from './sources.ts';

/** Each folder of core/ and its layer. A folder imports only from lower layers and from itself. */
const LAYERS: Readonly<Record<string, number>> = {
  base: 0,
  spec: 1,
  formats: 1,
  host: 2,
  win32: 3,
  embedded: 3,
  store: 3,
  registry: 3,
  image: 4,
  network: 4,
  container: 5,
  discover: 5,
  build: 6,
  compose: 7,
  schedule: 7,
  service: 8,
};

/** Folders beside the layers, and what they may import besides themselves. */
const APART: Readonly<Record<string, readonly string[]>> = {
  codegen: ['base', 'spec', 'formats'],
  cli: ['base', 'spec'],
};

/** What a folder apart may import file by file. */
const APART_FILES: Readonly<Record<string, readonly string[]>> = {
  cli: ['core/service/generated/contract.gen.ts'],
  codegen: [],
};

/** Spec has types and no behaviour: what describes bytes on the wire may be named by what reads those bytes. */
const TYPES_BESIDE: Readonly<Record<string, string>> = { formats: 'spec' };

/** Who may import which npm package: a wider list is a decision, not an accident. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ajv: ['codegen', 'service'],
  koffi: ['embedded', 'win32'],
  'node-powershell': ['win32'],
  'tar-stream': ['formats', 'image', 'registry'],
  'vscode-jsonrpc': ['service', 'cli'],
  winston: ['service'],
};

/** What only the service's main file and the command line may read. */
const OUTSIDE = /\bprocess\.env\b|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/;

/** The exceptions below service/, each with its reason. */
const READS_OUTSIDE: Readonly<Record<string, string>> = {
  'core/embedded/keeper-client.ts':
    'it starts the keeper with our PATH and nothing else; this host is for Linux, whose platform it names',
  'core/embedded/keeper-main.ts': 'the main file of the keeper process',
  'core/win32/keeper/main.ts': 'the main file of the keeper process',
};

describe('the architecture', () => {
  const sources = coreSources();

  it('knows every folder of core/', () => {
    const unknown = new Set(
      sources.map(({ path }) => folderOf(path)).filter((name) => !(name in LAYERS) && !(name in APART)),
    );
    expect([...unknown], 'folders that this table lacks').to.deep.equal([]);
  });

  it('lets imports go down only, and not between folders of one layer', () => {
    const wrong = sources.flatMap((source) =>
      relativeImports(source)
        .filter(({ to, isType }) => !mayImport(source.path, to, isType))
        .map(({ to }) => `${source.path} imports ${to}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('imports only files that exist, with their ending', () => {
    const wrong = sources.flatMap((source) =>
      relativeImports(source)
        .filter(({ to }) => !existsSync(join(PROJECT, to)))
        .map(({ to }) => `${source.path} imports ${to}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('has no circle of imports that run', () => {
    const graph = new Map(
      sources.map((source) => [
        source.path,
        relativeImports(source)
          .filter(({ isType }) => !isType)
          .map(({ to }) => to),
      ]),
    );
    expect(findCircle(graph)).to.equal(undefined);
  });

  it('imports npm packages only where the table lists them', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .map(({ specifier }) => specifier)
        .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
        .filter((specifier) => PACKAGES[specifier.split('/')[0] ?? '']?.includes(folderOf(path)) !== true)
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('reads environment, clock and chance in the service and the command line only', () => {
    const wrong = sources
      .filter(({ path }) => folderOf(path) in LAYERS && folderOf(path) !== 'service')
      .filter(({ path, text }) => !(path in READS_OUTSIDE) && OUTSIDE.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(wrong).to.deep.equal([]);
  });

  it('asks for the platform in main files only', () => {
    // Without the two of base/ every atomic write would need to be told the platform.
    const files = ['core/service/main.ts', 'core/cli/main.ts', 'core/base/atomic-file.ts', 'core/base/while-shared.ts'];
    const mains = [...files, ...Object.keys(READS_OUTSIDE)];
    const wrong = sources
      .filter(({ path, text }) => !mains.includes(path) && /\bprocess\.platform\b/.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(wrong).to.deep.equal([]);
  });

  it('says nothing of Windows or Wine in the port', () => {
    const words = /\b(win32|wine|embedded|hresult|koffi)\b/i;
    const wrong = sources
      .filter(({ path }) => path === 'core/host/port.ts')
      .filter(({ text }) => words.test(withoutComments(text)));
    expect(wrong.map(({ path }) => path)).to.deep.equal([]);
  });

  it('has its table in docs/architecture.md', () => {
    const page = readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8');
    const present = [...new Set(sources.map(({ path }) => folderOf(path)))];
    expect(present.filter((name) => !page.includes(`core/${name}`))).to.deep.equal([]);
  });
});

describe('the documentation', () => {
  const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...filesBelow('docs', '.md')];

  for (const page of pages) {
    it(`${page} names files that are there`, () => {
      const text = readFileSync(join(PROJECT, page), 'utf8');
      const named = [...text.matchAll(/`((?:core|test|scripts|docs|module|examples|\.ci)\/[\w./*-]*)`/g)].map(
        (match) => match[1] ?? '',
      );
      const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map((match) =>
        posix.join(posix.dirname(page), match[1] ?? ''),
      );
      const isPlan = (path: string) => /^core\/(win32|registry|network|discover|build|compose|schedule)\/?/.test(path);
      const missing = [...named, ...linked].filter(
        (path) => !path.includes('*') && !isPlan(path) && !existsSync(join(PROJECT, path)),
      );
      expect(missing).to.deep.equal([]);
    });
  }
});

describe('the architecture test itself', () => {
  it('sees every way to import', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from './b.ts';",
      'import {\n  c,\n} from "./never.ts";',
      "import {\n  d,\n} from './d.ts';",
      "export * from './e.ts';",
      "const f = await import('./f.ts');",
      "// import { g } from './g.ts';",
      "import './h.ts';",
    ].join('\n');
    const seen = importsOf(text).map(({ specifier, isType }) => `${specifier}${isType ? ' type' : ''}`);
    expect(seen.sort()).to.deep.equal(['./a.ts', './b.ts type', './d.ts', './e.ts', './f.ts', './h.ts']);
  });

  it('refuses what the table does not allow', () => {
    expect(mayImport('core/image/x.ts', 'core/base/y.ts')).to.equal(true);
    expect(mayImport('core/image/x.ts', 'core/service/y.ts')).to.equal(false);
    expect(mayImport('core/embedded/x.ts', 'core/store/y.ts')).to.equal(false);
    expect(mayImport('core/cli/x.ts', 'core/service/dispatch.ts')).to.equal(false);
    expect(mayImport('core/cli/x.ts', 'core/service/generated/contract.gen.ts')).to.equal(true);
    expect(mayImport('core/formats/x.ts', 'core/spec/y.ts', true)).to.equal(true);
    expect(mayImport('core/formats/x.ts', 'core/spec/y.ts', false)).to.equal(false);
    expect(mayImport('core/base/x.ts', 'test/y.ts')).to.equal(false);
  });

  it('finds a circle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(findCircle(graph)).to.deep.equal(['b', 'c', 'b']);
  });
});

function relativeImports(source: Source): { to: string; isType: boolean }[] {
  return source.imports
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier, isType }) => ({ to: resolveImport(source.path, specifier), isType }));
}

function mayImport(from: string, to: string, isType = false): boolean {
  if (!to.startsWith('core/')) return false;
  const [here, there] = [folderOf(from), folderOf(to)];
  if (here === there) return true;
  const apart = APART[here];
  if (apart !== undefined) return apart.includes(there) || APART_FILES[here]?.includes(to) === true;
  if (isType && TYPES_BESIDE[here] === there) return true;
  return (LAYERS[there] ?? Number.POSITIVE_INFINITY) < (LAYERS[here] ?? -1);
}

/** The files of one circle, its first again at the end; undefined when there is none. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (at: string, path: readonly string[]): string[] | undefined => {
    const before = path.indexOf(at);
    if (before >= 0) return [...path.slice(before), at];
    if (done.has(at)) return undefined;
    for (const next of graph.get(at) ?? []) {
      const circle = visit(next, [...path, at]);
      if (circle !== undefined) return circle;
    }
    done.add(at);
    return undefined;
  };
  for (const start of graph.keys()) {
    const circle = visit(start, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
