import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bufferBlocks } from '../../core/base/block-source.ts';
import { isFault } from '../../core/base/fault.ts';
import { openFileBlocks } from '../../core/base/file-blocks.ts';
import { checkIntegrity } from '../../core/formats/wim/check-integrity.ts';
import { openWim } from '../../core/formats/wim/open-wim.ts';
import { readWimHeader } from '../../core/formats/wim/wim-header.ts';
import { checkedEnd, withIntegrity } from '../formats/wim/integrity.ts';
import { type ReadEntry, readEntries } from '../formats/wim/read-wim.ts';
import { sampleImage } from '../formats/wim/sample-wim.ts';
import { sha1, writeWim } from '../formats/wim/write-wim.ts';
import { skip } from '../skip.ts';

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Skips without wimtools; on CI that is a failure. */
function needWimlib(context: Mocha.Context): void {
  try {
    run('wimlib-imagex', '--version');
  } catch (error) {
    if (process.env['CI'] === 'true')
      throw new Error('wimlib is not installed: apt-get install wimtools', { cause: error });
    skip(context, 'wimlib is not installed');
  }
}

/** The forms that wimlib writes and we read. */
const FORMS = [
  ['none'],
  ['XPRESS'],
  ['XPRESS', '--chunk-size=4096'],
  ['XPRESS', '--chunk-size=65536'],
  ['XPRESS:100'],
  ['LZX'],
  ['LZX:20'],
  ['LZX:100'],
  ['LZX', '--chunk-size=65536'],
  ['LZX', '--chunk-size=524288'],
  ['LZX', '--chunk-size=2097152'],
] as const;

describe('peers: wimlib', function () {
  this.timeout(120_000);
  let root: string;
  let plain: string;
  let expected: ReadEntry[];

  before(async function () {
    needWimlib(this);
    root = await mkdtemp(join(tmpdir(), 'wimlib-'));
    plain = join(root, 'plain.wim');
    const bytes = writeWim([{ root: { name: '', children: [] }, xml: '<NAME>first</NAME>' }, sampleImage()]);
    await writeFile(plain, bytes);
    expected = await readEntries(bytes, 2);
  });

  after(async () => {
    if (root !== undefined) await rm(root, { recursive: true, force: true });
  });

  it('takes the samples that these tests write', () => {
    expect(run('wimverify', plain)).to.contain('successfully verified');
  });

  for (const [compression, ...more] of FORMS) {
    it(`what it writes with ${[compression, ...more].join(' ')} is read as it was`, async () => {
      const path = join(root, `${[compression, ...more].join('')}.wim`.replaceAll(/[:=]/g, '_'));
      run('wimexport', plain, 'all', path, `--compress=${compression}`, '--check', ...more);
      expect(await readEntries(await readFile(path), 2)).to.deep.equal(expected);
    });
  }

  it('judges integrity tables as we do, whole and damaged', async () => {
    const path = join(root, 'checked.wim');
    run('wimexport', plain, 'all', path, '--compress=LZX', '--check');
    expect(await chunksOf(path), 'its own table').to.equal(1);
    const whole = withIntegrity(await readFile(plain), 4096);
    await writeFile(path, whole);
    run('wiminfo', path, '--check');
    const [end, verdicts] = [checkedEnd(whole), { whole: 0, damaged: 0 }];
    for (let at = 200; at < end; at += 40_009) {
      const damaged = Buffer.from(whole);
      damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at);
      await writeFile(path, damaged);
      const theirs = verdictOf(() => run('wiminfo', path, '--check'));
      expect(
        await chunksOf(path).then(
          () => 'whole',
          () => 'damaged',
        ),
        `byte ${at}`,
      ).to.equal(theirs);
      verdicts[theirs]++;
    }
    expect(verdicts.whole, 'the header is not in it').to.be.greaterThan(0);
    expect(verdicts.damaged).to.be.greaterThan(10);
  });

  it('extracts the same bytes, links and hard links', async () => {
    const target = join(root, 'applied');
    run('wimapply', plain, '2', target);
    let files = 0;
    for (const entry of expected) {
      const path = join(target, entry.name.slice('Files'.length));
      if (entry.name.includes(':')) continue; // this file system has no streams
      if (entry.kind === 'hardlink') {
        const other = join(target, entry.target.slice('Files'.length));
        expect(run('stat', '--format=%i', path), entry.name).to.equal(run('stat', '--format=%i', other));
      } else if (entry.kind === 'file') {
        expect((await readFile(path)).equals(entry.content ?? Buffer.alloc(0)), entry.name).to.equal(true);
        files++;
      } else if (entry.kind === 'symlink' && entry.isJunction !== true) {
        expect(await readlink(path)).to.equal(entry.target);
      }
    }
    expect(files).to.be.greaterThan(15);
  });

  it('shows the same attributes, times, descriptors, tags and hashes', () => {
    const shown = showDetails(run('wimdir', plain, '2', '--detailed'));
    for (const entry of expected) {
      if (entry.kind === 'hardlink' || entry.name.includes(':')) continue;
      const detail = shown.get(entry.name.slice('Files'.length) || '/') ?? '';
      const usual = entry.kind === 'folder' ? 0x10 : 0;
      const attributes = Number(/Attributes\s+= (0x[0-9a-f]+)/.exec(detail)?.[1]);
      expect(attributes, entry.name).to.equal(('attributes' in entry ? entry.attributes : undefined) ?? usual);
      const written = /Last Write Time\s+= (.*) UTC/.exec(detail)?.[1];
      const time = 'modifiedMs' in entry ? entry.modifiedMs : 0;
      expect(Date.parse(`${written} UTC`), entry.name).to.equal(time);
      if (entry.kind === 'file' && entry.content !== undefined && entry.content.length > 0) {
        expect(detail, entry.name).to.contain(`0x${sha1(entry.content).toString('hex')}`);
      }
      const descriptor = 'securityDescriptor' in entry ? entry.securityDescriptor : undefined;
      expect(/Security Descriptor/i.test(detail), entry.name).to.equal(descriptor !== undefined);
    }
  });

  it('reads files that it captures from a folder', async () => {
    const folder = join(root, 'captured');
    run('mkdir', folder);
    await writeFile(join(folder, 'a.txt'), 'a');
    run('ln', join(folder, 'a.txt'), join(folder, 'b.txt'));
    run('ln', '-s', 'a.txt', join(folder, 'link'));
    const path = join(root, 'captured.wim');
    run('wimcapture', folder, path, 'captured', '--compress=LZX', '--unix-data');
    const entries = await readEntries(await readFile(path));
    expect(entries.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal([
      'folder Files',
      'file Files/a.txt',
      'hardlink Files/b.txt',
      'symlink Files/link',
    ]);
  });

  it('what it writes as ESD, in parts or as a pipe is refused', async () => {
    run('wimexport', plain, 'all', join(root, 'solid.esd'), '--solid');
    run('wimcapture', join(root, 'applied'), join(root, 'pipable.wim'), 'x', '--pipable');
    run('wimsplit', plain, join(root, 'part.swm'), '0.4');
    for (const [name, message] of [
      ['solid.esd', /ESD/],
      ['pipable.wim', /pipable/],
      ['part.swm', /part 1 of/],
      ['part2.swm', /part 2 of/],
    ] as const) {
      const file = await openFileBlocks(join(root, name));
      const error: unknown = await openWim(file).catch((caught: unknown) => caught);
      await file.close();
      expect(isFault(error, 'NotSupported'), `${name}: ${error}`).to.equal(true);
      expect(String(error)).to.match(message);
    }
  });
});

/** How many chunks of its integrity table fit. */
async function chunksOf(path: string): Promise<number | undefined> {
  const source = bufferBlocks(await readFile(path), path);
  return checkIntegrity(source, await readWimHeader(source));
}

function verdictOf(judge: () => unknown): 'whole' | 'damaged' {
  try {
    judge();
    return 'whole';
  } catch {
    return 'damaged';
  }
}

/** What `wimdir --detailed` says, by path. */
function showDetails(text: string): Map<string, string> {
  const parts = text.split(/^-{20,}$/m).map((part): [string, string] => {
    const path = /Full Path\s+= "(.*)"/.exec(part)?.[1] ?? '';
    return [path, part];
  });
  return new Map(parts);
}
