import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { TreeKey } from '../../core/formats/regf/read-hive-tree.ts';
import { lookUp, readTree } from '../formats/regf/sample-hive.ts';
import { numberValue, textValue, type WrittenKey, writeHive } from '../formats/regf/write-hive.ts';
import { skip } from '../skip.ts';

/** Skips without hivex; on CI that is a failure. */
function needHivex(context: Mocha.Context): void {
  try {
    execFileSync('hivexml', ['/dev/null'], { stdio: 'ignore' });
  } catch (error) {
    if (error instanceof Error && !('code' in error && error.code === 'ENOENT')) return; // it refuses what is no hive
    if (process.env['CI'] === 'true')
      throw new Error('hivex is not installed: apt-get install libhivex-bin', { cause: error });
    skip(context, 'hivex is not installed');
  }
}

const SAMPLE: WrittenKey = {
  name: 'ROOT',
  keys: [
    {
      name: 'Demo',
      values: [textValue('', 'the default'), textValue('Text', 'a "b" <c> &amp; é'), numberValue('Number', 305419896)],
      keys: [{ name: 'Größe' }, { name: '日本', values: [textValue('値', '値')] }],
    },
    { name: 'Long', values: [{ name: 'data', type: 3, data: Buffer.alloc(40_000, 'hive') }] },
    { name: 'Many', keys: Array.from({ length: 1100 }, (_, index) => ({ name: `Key ${index}` })) },
  ],
};

describe('peers: hivex', function () {
  this.timeout(60_000);
  let root: string;
  let path: string;

  before(async function () {
    needHivex(this);
    root = await mkdtemp(join(tmpdir(), 'hivex-'));
    path = join(root, 'hive');
  });

  after(async () => {
    if (root !== undefined) await rm(root, { recursive: true, force: true });
  });

  for (const list of ['lh', 'lf'] as const) {
    it(`reads the hives that these tests write, with lists of kind ${list}, as we do`, async () => {
      const bytes = writeHive(SAMPLE, { list });
      await writeFile(path, bytes);
      const theirs = readXml(path);
      expect(theirs).to.deep.equal(linesOf((await readTree(bytes)).root));
      expect(theirs.length).to.equal(1111);
    });
  }

  it('reads versions 1.3 to 1.6', async () => {
    for (const minorVersion of [3, 4, 5, 6]) {
      const bytes = writeHive(
        { name: 'ROOT', keys: [{ name: 'Demo', values: [textValue('v', 'x')] }] },
        { minorVersion },
      );
      await writeFile(path, bytes);
      expect(readXml(path), `1.${minorVersion}`).to.deep.equal(linesOf((await readTree(bytes)).root));
    }
  });

  it('a hive that it has changed is read as it reads it', async () => {
    await writeFile(path, writeHive(SAMPLE));
    change(path, [
      ...['cd \\Demo', 'setval 3', '@', 'string:new default', 'Other', 'dword:7', 'Bytes', 'hex:3:01,02,ff'],
      ...['add Added', 'cd Added', 'setval 1', 'In it', 'string:x', 'cd \\Many\\Key 500', 'del', 'commit'],
    ]);
    const bytes = await readFile(path);
    const { root: tree } = await readTree(bytes);
    expect(readXml(path)).to.deep.equal(linesOf(tree));
    const demo = tree.children.get('demo');
    expect([...(demo?.values.keys() ?? [])].sort()).to.deep.equal(['', 'bytes', 'other']);
    expect(demo?.values.get('bytes')?.bytes.toString('hex')).to.equal('0102ff');
    expect([...(demo?.children.keys() ?? [])].sort()).to.deep.equal(['added', 'größe', '日本']);
    expect(await lookUp(bytes, 'MANY', 'key 500')).to.equal(undefined);
    expect((await lookUp(bytes, 'MANY', 'key 501'))?.name).to.equal('Key 501');
    expect((await (await lookUp(bytes, 'demo', 'added'))?.values())?.map(({ name }) => name)).to.deep.equal(['In it']);
  });
});

function change(path: string, commands: readonly string[]): void {
  execFileSync('hivexsh', ['-w', path], { input: `${commands.join('\n')}\n`, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** What `hivexml` says: a line for each key and each value. */
function readXml(path: string): string[] {
  // It opens its output by name, which a socket does not have.
  const output = openSync(`${path}.xml`, 'w');
  try {
    execFileSync('hivexml', [path], { stdio: ['ignore', output, 'pipe'] });
  } finally {
    closeSync(output);
  }
  const xml = readFileSync(`${path}.xml`, 'utf8');
  const names: string[] = [];
  const lines: string[] = [];
  for (const [, isEnd, tag, text = '', isEmpty] of xml.matchAll(/<(\/?)(node|value)\b([^>]*?)(\/?)>/gs)) {
    if (isEnd === '/') {
      if (tag === 'node') names.pop();
      continue;
    }
    const attributes = new Map([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)]));
    if (tag === 'node') {
      names.push(attributes.get('name') ?? '');
      lines.push(names.slice(1).join('\\'));
      if (isEmpty === '/') names.pop();
    } else {
      const value = attributes.get('encoding') === 'base64' ? hexOf(attributes.get('value')) : attributes.get('value');
      lines.push(`${names.slice(1).join('\\')} | ${attributes.get('key') ?? ''} = ${attributes.get('type')} ${value}`);
    }
  }
  return lines.sort();
}

function plain(text = ''): string {
  const letters: Record<string, string> = { quot: '"', lt: '<', gt: '>', amp: '&' };
  return text.replace(/&(quot|lt|gt|amp);/g, (_all, name: string) => letters[name] ?? '');
}

function hexOf(text = ''): string {
  return Buffer.from(text, 'base64').toString('hex');
}

function linesOf(key: TreeKey, path = ''): string[] {
  const values = [...key.values.values()].map(({ name, type, bytes }) => {
    const text =
      type === 1
        ? `string ${bytes.toString('utf16le').replace(/\0$/, '')}`
        : type === 4
          ? `int32 ${bytes.readInt32LE(0)}`
          : `binary ${bytes.toString('hex')}`;
    return `${path} | ${name} = ${text}`;
  });
  const children = [...key.children.values()].flatMap((child) =>
    linesOf(child, path === '' ? child.name : `${path}\\${child.name}`),
  );
  return [path, ...values, ...children].sort();
}
