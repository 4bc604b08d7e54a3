import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { extract } from 'tar-stream';
import { isFault } from '../../../core/base/fault.ts';
import { compareLayerNames } from '../../../core/formats/layer-tar/name-guard.ts';
import { readLayerTar } from '../../../core/formats/layer-tar/read-layer-tar.ts';
import { writeLayerTar } from '../../../core/formats/layer-tar/write-layer-tar.ts';
import { writeTar } from '../../../core/formats/tar/write-tar.ts';
import type { LayerEntry } from '../../../core/spec/layer-entry.ts';

/** An entry with its content beside it, so that two can be compared. */
type Plain = Record<string, unknown> & { name: string };

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* chunked(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function readAll(
  source: AsyncIterable<Uint8Array>,
  limits?: { maxBytes: number; maxEntries: number },
): Promise<Plain[]> {
  const found: Plain[] = [];
  for await (const entry of readLayerTar(source, limits)) {
    const { ...plain } = entry as LayerEntry & Plain;
    if (entry.kind === 'file') {
      delete plain['open'];
      plain['content'] = (await collect(entry.open())).toString('hex');
    }
    found.push(plain);
  }
  return found;
}

function file(name: string, content: string | Buffer, more: object = {}): LayerEntry {
  const bytes = Buffer.from(content);
  return {
    kind: 'file',
    name,
    sizeBytes: bytes.length,
    modifiedMs: 1_700_000_000_000,
    open: () => Readable.from([bytes]),
    ...more,
  };
}

const SAMPLE = (): LayerEntry[] => [
  { kind: 'folder', name: 'Files', modifiedMs: 1000 },
  { kind: 'folder', name: 'Files/Program Files', modifiedMs: 1000, attributes: 0x11 },
  file('Files/Program Files/a.txt', 'hello', { attributes: 0x21, securityDescriptor: Buffer.from([1, 2, 3]) }),
  { kind: 'hardlink', name: 'Files/Program Files/b.txt', target: 'Files/Program Files/a.txt' },
  { kind: 'symlink', name: 'Files/Users', target: 'Program Files', modifiedMs: 2000 },
  { kind: 'whiteout', name: 'Files/gone.txt' },
  file(`Files/${'long/'.repeat(60)}é.bin`, Buffer.alloc(3000, 7)),
  file('Hives/system.reg.delta', ''),
];

/** Everything that a bit-exact export has. */
const EXACT = (): LayerEntry[] => [
  { kind: 'folder', name: 'Files', modifiedMs: -1500, times: { modified: '-1.5', created: '-11644473600' } },
  file('Files/a.txt', 'hello', {
    modifiedMs: 1_700_000_000_123,
    attributes: 0x2022,
    securityDescriptor: Buffer.from([1, 0, 4, 128]),
    times: { modified: '1700000000.1234567', created: '1600000000.0000001', accessed: '1700000001', changed: '5.5' },
    extendedAttributes: [
      { name: '$KERNEL.PURGE.X', value: Uint8Array.of(0, 1, 2) },
      { name: 'EA', value: new Uint8Array(0) },
    ],
  }),
  file('Files/a.txt:Zone.Identifier', '[ZoneTransfer]', { modifiedMs: 0 }),
  file('Files/a.txt:b c', '', { modifiedMs: 0 }),
  file('Files/a.txt-later', ''),
  { kind: 'folder', name: 'Files/d', modifiedMs: 5000, attributes: 0x10 },
  file('Files/d:of the folder', 'x'),
  file('Files/d/inside', ''),
  { kind: 'symlink', name: 'Files/j', target: 'C:\\a', isJunction: true, modifiedMs: 1000, attributes: 0x410 },
];

/** An entry as `readAll` gives it. */
function plain(entry: LayerEntry): Plain {
  const { ...found } = entry as LayerEntry & Plain;
  if (entry.kind === 'file') {
    delete found['open'];
    found['content'] = CONTENT[entry.name] ?? '';
  }
  // A folder's usual attribute is not written.
  if (entry.kind === 'folder') delete found['attributes'];
  return found;
}

const CONTENT: Record<string, string> = {
  'Files/a.txt': Buffer.from('hello').toString('hex'),
  'Files/a.txt:Zone.Identifier': Buffer.from('[ZoneTransfer]').toString('hex'),
  'Files/d:of the folder': Buffer.from('x').toString('hex'),
};

function reopened(rest: object, bytes: Buffer): LayerEntry {
  return {
    ...(rest as Extract<LayerEntry, { kind: 'file' }>),
    open: () => Readable.from(bytes.length === 0 ? [] : [bytes]),
  };
}

const write = (entries: LayerEntry[]): Promise<Buffer> => collect(writeLayerTar(each(entries)));

async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('layer tar', () => {
  it('reads back what it wrote, whatever the chunks', async () => {
    const tar = await write(SAMPLE());
    const whole = await readAll(each([tar]));
    expect(whole.map((entry) => entry['kind'])).to.deep.equal([
      'folder',
      'folder',
      'file',
      'hardlink',
      'symlink',
      'whiteout',
      'file',
      'file',
    ]);
    expect(whole[2]).to.deep.include({ attributes: 0x21, content: Buffer.from('hello').toString('hex') });
    for (const size of [1, 7, 512, 513, 4096]) expect(await readAll(chunked(tar, size))).to.deep.equal(whole);
    expect(await write(SAMPLE())).to.deep.equal(tar);
  });

  it('what Windows keeps of a file comes back, and a tar that was read is written as the same bytes', async () => {
    const entries = EXACT();
    const tar = await write(entries);
    const read = await readAll(each([tar]));
    expect(read).to.deep.equal(entries.map(plain));
    const again: LayerEntry[] = read.map((entry) => {
      const { content, ...rest } = entry;
      return content === undefined ? (rest as unknown as LayerEntry) : reopened(rest, Buffer.from(`${content}`, 'hex'));
    });
    expect((await write(again)).equals(tar)).to.equal(true);
  });

  it('refuses streams and metadata that Windows could not hold, naming the entry', async () => {
    const owner = file('Files/a', '');
    const bad: Record<string, LayerEntry[]> = {
      'a stream without its file': [file('Files/a:s', '')],
      'a stream of a stream': [owner, file('Files/a:s', ''), file('Files/a:s:t', '')],
      'a stream with a type': [owner, file('Files/a:s:$DATA', '')],
      'a stream without a name': [owner, file('Files/a:', '')],
      'a folder as a stream': [owner, { kind: 'folder', name: 'Files/a:s', modifiedMs: 0 }],
      'a stream of a link': [{ kind: 'symlink', name: 'Files/a', target: 'b', modifiedMs: 0 }, file('Files/a:s', '')],
    };
    for (const [what, entries] of Object.entries(bad)) {
      const error = await refusal(write(entries));
      expect(isFault(error, 'InvalidArgument') && error.message.includes('Files/a'), `${what}: ${error}`).to.equal(
        true,
      );
    }
    const empty = (name: string) => ({ type: 'file' as const, name, modifiedSeconds: 0, sizeBytes: 0 });
    for (const names of [
      ['Files/a', 'Files/b', 'Files/a:s'],
      ['Files/a', 'Files/a:s', 'Files/a:S'],
    ]) {
      const tar = await collect(writeTar(each(names.map(empty))));
      expect(isFault(await refusal(readAll(each([tar]))), 'InvalidArgument'), names.join()).to.equal(true);
    }
    const records: Record<string, string>[] = [
      { 'LIBARCHIVE.creationtime': 'soon' },
      { atime: '1e5' },
      { 'MSWINDOWS.xattr.a=b': 'AQ==' },
      { 'MSWINDOWS.xattr.A': 'not base64!' },
      { 'MSWINDOWS.xattr.A B': 'AQ==' },
    ];
    for (const pax of records) {
      const tar = await collect(
        writeTar(each([{ type: 'file', name: 'Files/a', modifiedSeconds: 0, sizeBytes: 0, pax }])),
      );
      const error = await refusal(readAll(each([tar])));
      expect(isFault(error, 'InvalidArgument'), `${JSON.stringify(pax)}: ${error}`).to.equal(true);
    }
  });

  it('is read by tar-stream and by GNU tar as it was meant', async () => {
    const tar = await write(SAMPLE());
    const seen: string[] = [];
    const peer = extract();
    Readable.from([tar]).pipe(peer);
    for await (const entry of peer) {
      seen.push(
        `${entry.header.type} ${entry.header.name} ${(entry.header.pax as Record<string, string> | null)?.['MSWINDOWS.fileattr'] ?? ''}`,
      );
      entry.resume();
    }
    expect(seen).to.include('directory Files/Program Files/ 17').and.to.include('file Files/.wh.gone.txt ');
    expect(seen).to.include(`file Files/${'long/'.repeat(60)}é.bin `);
    const folder = await mkdtemp(join(tmpdir(), 'layer-tar-'));
    try {
      await writeFile(join(folder, 'x.tar'), tar);
      const listed = execFileSync('tar', ['--warning=no-unknown-keyword', '-tf', join(folder, 'x.tar')], {
        encoding: 'utf8',
      });
      expect(listed.split('\n').length).to.equal(9);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads what tar-stream and GNU tar write', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'layer-tar-'));
    try {
      const deep = join(folder, 'Files', 'd'.repeat(120), 'e'.repeat(120));
      execFileSync('mkdir', ['-p', deep]);
      await writeFile(join(deep, 'ü.txt'), 'x'.repeat(1000));
      for (const format of ['gnu', 'pax', 'posix']) {
        const tar = execFileSync('tar', [`--format=${format}`, '-C', folder, '-cf', '-', 'Files']);
        const entries = await readAll(each([tar]));
        expect(entries.at(-1)?.name, format).to.equal(`Files/${'d'.repeat(120)}/${'e'.repeat(120)}/ü.txt`);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('refuses a tar that is cut off anywhere', async () => {
    const tar = await write(SAMPLE());
    for (let at = 0; at < tar.length; at += 256) {
      const error = await refusal(readAll(each([tar.subarray(0, at)])));
      expect(isFault(error, 'Corrupt'), `${at}: ${String(error)}`).to.equal(true);
    }
  });

  const HOSTILE: [string, string, string?][] = [
    ['../evil', 'file'],
    ['Files/../../evil', 'file'],
    ['/etc/passwd', 'file'],
    ['C:/Windows/x', 'file'],
    ['Files/a:stream', 'file'],
    ['Files\\a', 'file'],
    ['Files/a\\..\\b', 'file'],
    ['Files/a\u0001b', 'file'],
    ['Files/CON', 'file'],
    ['Files/nul.txt', 'file'],
    ['Files/sub/Com1.log', 'file'],
    ['Files/LPT9 .x', 'file'],
    ['Files/dot.', 'file'],
    ['Files/space ', 'file'],
    ['Files//x', 'file'],
    ['Files/./x', 'file'],
    ['Other/x', 'file'],
    ['etc/passwd', 'file'],
    [`Files/${'x'.repeat(256)}`, 'file'],
    ['Files/.wh..wh..opq', 'file'],
    ['Files/.wh.', 'file'],
    ['Files/.WH.x', 'file'],
    ['Files/.wh...', 'file'],
    ['Files/l', 'symlink', '../../etc'],
    ['Files/l', 'symlink', '/etc/passwd'],
    ['Files/l', 'symlink', 'D:\\x'],
    ['Files/l', 'symlink', '\\\\server\\share'],
    ['Files/l', 'symlink', 'C:\\..\\x'],
    ['Files/l', 'symlink', 'a/../../..'],
    ['Files/l', 'hardlink', 'Files/nothing'],
    ['Files/l', 'hardlink', '../../etc/passwd'],
    ['Files/l', 'hardlink', '/etc/passwd'],
  ];
  for (const [name, type, linkName] of HOSTILE) {
    it(`refuses the ${type} ${JSON.stringify(name.slice(0, 40))}${linkName === undefined ? '' : ` -> ${linkName}`}`, async () => {
      const entry = { type: type as 'file', name, modifiedSeconds: 0, ...(linkName === undefined ? {} : { linkName }) };
      const tar = await collect(writeTar(each([entry])));
      const error = await refusal(readAll(each([tar])));
      expect(isFault(error, 'InvalidArgument'), String(error)).to.equal(true);
      expect(String(error)).to.contain('is refused');
    });
  }

  it('takes links that stay on the drive', async () => {
    const links = ['Program Files', '..\\Files2', 'a/../b', 'C:\\Users\\Public'].map((linkName, at) => ({
      type: 'symlink' as const,
      name: `Files/x/${at}`,
      linkName,
      modifiedSeconds: 0,
    }));
    expect(await readAll(each([await collect(writeTar(each(links)))]))).to.have.length(4);
  });

  it('refuses names twice, in different case, below a file or a link, and devices', async () => {
    const plain = (name: string, type = 'file', linkName = ''): never =>
      ({ type, name, linkName, modifiedSeconds: 0 }) as never;
    for (const [entries, why] of [
      [[plain('Files/a'), plain('Files/a')], 'twice'],
      [[plain('Files/a'), plain('Files/A')], 'different case'],
      [[plain('Files/é/x'), plain('Files/É/y')], 'different case'],
      [[plain('Files/a'), plain('Files/a/b')], 'is a file, not a folder'],
      [[plain('Files/a', 'symlink', 'b'), plain('Files/a/b')], 'is a symlink, not a folder'],
      [[plain('Files/a/b'), plain('Files/a')], 'entries below it'],
      [[plain('Files/.wh.a'), plain('Files/a')], 'twice'],
    ] as const) {
      expect(String(await refusal(readAll(each([await collect(writeTar(each(entries)))]))))).to.contain(why);
    }
    const tar = await collect(writeTar(each([plain('Files/pipe')])));
    for (const flag of ['3', '4', '6', 'S', 'Z']) {
      tar[156] = flag.charCodeAt(0);
      fixChecksum(tar, 0);
      expect(String(await refusal(readAll(each([tar])))), flag).to.contain('which a Windows layer cannot hold');
    }
  });

  it('holds to its limits, before it reads what is over them', async () => {
    const tar = await write(SAMPLE());
    expect(String(await refusal(readAll(each([tar]), { maxBytes: 1e9, maxEntries: 3 })))).to.contain(
      'more than 3 entries',
    );
    expect(String(await refusal(readAll(each([tar]), { maxBytes: 5000, maxEntries: 100 })))).to.contain('5000');
    const huge = await write([file('Files/huge', '')]);
    huge.write('77777777777\0', 124, 'latin1');
    fixChecksum(huge, 0);
    expect(String(await refusal(readAll(each([huge]), { maxBytes: 1e9, maxEntries: 3 })))).to.contain(
      "'Files/huge' has 8589934591 bytes",
    );
  });

  it('never fails with anything but a fault on damaged bytes with right checksums', async function () {
    this.timeout(60_000);
    const tar = await write(SAMPLE());
    const spot = fc.record({ at: fc.nat(tar.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(spot, { minLength: 1, maxLength: 6 }), async (spots) => {
        const damaged = Buffer.from(tar);
        for (const { at, byte } of spots) {
          damaged[at] = byte;
          fixChecksum(damaged, at - (at % 512));
        }
        const error = await refusal(readAll(chunked(damaged, 1000), { maxBytes: 1 << 20, maxEntries: 100 }));
        expect(
          error === undefined || isFault(error, 'Corrupt') || isFault(error, 'InvalidArgument'),
          String(error),
        ).to.equal(true);
      }),
      { numRuns: 400 },
    );
  });

  it('writes any sorted tree and reads the same', async () => {
    const part = fc
      .stringMatching(/^[a-z\u00e9\ud7ff\uffe0-\uffe5!~]{1,3}$/u)
      .filter((text) => !/^(con|prn|aux|nul)$/i.test(text));
    const names = fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 1200 }), async (paths, content) => {
        const all = new Map<string, boolean>();
        for (const path of paths)
          for (let depth = 1; depth <= path.length; depth++)
            all.set(
              `Files/${path.slice(0, depth).join('/')}`,
              depth < path.length || all.get(`Files/${path.join('/')}`) === true,
            );
        const sorted = [...all].sort(([a], [b]) =>
          Buffer.compare(Buffer.from(a.replaceAll('/', '\0')), Buffer.from(b.replaceAll('/', '\0'))),
        );
        expect(sorted.map(([name]) => name)).to.deep.equal([...all.keys()].sort(compareLayerNames));
        const entries = sorted.map(
          ([name, isFolder]): LayerEntry =>
            isFolder ? { kind: 'folder', name, modifiedMs: 5000 } : file(name, Buffer.from(content)),
        );
        const read = await readAll(each([await write(entries)]));
        expect(read.map((entry) => entry.name)).to.deep.equal(sorted.map(([name]) => name));
      }),
      { numRuns: 100 },
    );
  });

  it('refuses to write disorder, names that mean something else, and a file that changed', async () => {
    expect(String(await refusal(write([file('Files/b', ''), file('Files/a', '')])))).to.contain('out of order');
    expect(String(await refusal(write([file('Files/a', ''), file('Files/a', '')])))).to.contain('twice');
    expect(String(await refusal(write([file('Files/.wh.a', '')])))).to.contain('means a removed file');
    const error = await refusal(write([{ ...file('Files/a', 'abc'), sizeBytes: 2 } as LayerEntry]));
    expect(isFault(error, 'InvalidState')).to.equal(true);
  });
});

function fixChecksum(tar: Buffer, block: number): void {
  if (block + 512 > tar.length) return;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += tar[block + i] ?? 0;
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, block + 148, 'latin1');
}
