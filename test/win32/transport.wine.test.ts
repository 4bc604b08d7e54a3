import { writeFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { isFault } from '../../core/base/fault.ts';
import { encodeStreamHeader, SPARSE_STREAM, STREAM_ID } from '../../core/formats/backup-stream/stream-header.ts';
import { encodeTombstones } from '../../core/formats/transport-layer/tombstones.ts';
import type { LayerEntry } from '../../core/spec/layer-entry.ts';
import { LayerWriter } from '../../core/win32/layers/layer-writer.ts';
import { readTransport } from '../../core/win32/layers/read-transport.ts';
import { TransportSink } from '../../core/win32/layers/transport-sink.ts';
import { file, folder, names, type ReadEntry, readEntries, symlink, whiteout } from '../contract/kit/entries.ts';
import { LayersBed } from './kit/layers-bed.ts';

const DESCRIPTOR = Buffer.from('0100048000000000000000000000000000000000', 'hex');

/** All that NTFS keeps of files, in layer order. */
const EXACT = (): LayerEntry[] => [
  { kind: 'folder', name: 'Files', modifiedMs: 0 },
  {
    ...folder('Files/d'),
    attributes: 0x2010,
    securityDescriptor: DESCRIPTOR,
    times: { modified: '1580608922.1234567', created: '1500000000.0000001' },
  } as LayerEntry,
  {
    ...file('Files/d/a.txt', 'content'),
    attributes: 0x22,
    securityDescriptor: DESCRIPTOR,
    times: { modified: '1580608922.0000001', created: '1400000000' },
    extendedAttributes: [
      { name: 'A', value: Uint8Array.of(1, 2, 3) },
      { name: 'B', value: Uint8Array.of(4) },
    ],
  } as LayerEntry,
  { ...file('Files/d/a.txt:one', 'first stream'), modifiedMs: 0 } as LayerEntry,
  { ...file('Files/d/a.txt:two', ''), modifiedMs: 0 } as LayerEntry,
  file('Files/d/a.txt-b', 'b'),
  {
    kind: 'symlink',
    name: 'Files/d/j',
    target: 'C:\\d',
    isJunction: true,
    attributes: 0x410,
    modifiedMs: 1_580_608_922_000,
  },
  { ...symlink('Files/d/link', 'a.txt'), attributes: 0x400 } as LayerEntry,
  whiteout('Files/gone'),
  { kind: 'folder', name: 'Hives', modifiedMs: 0 },
  file('Hives/Software_Delta', 'registry'),
];

/** Without the time of creation, which Wine keeps for no file that Node looks at (`describe-transport.test.ts`). */
function comparable(entry: ReadEntry): object {
  if (!('modifiedMs' in entry)) return entry;
  const { times, securityDescriptor, ...rest } = entry;
  return {
    ...rest,
    modified: times?.modified,
    securityDescriptor: securityDescriptor && Buffer.from(securityDescriptor).toString('hex'),
  };
}

describe('the transport folder', () => {
  let bed: LayersBed;
  before(async () => {
    bed = await LayersBed.make();
  });
  after(() => bed.dispose());

  async function* each<T>(items: Iterable<T>): AsyncIterable<T> {
    yield* items;
  }

  async function written(entries: readonly LayerEntry[]): Promise<{ path: string; sink: TransportSink }> {
    const path = bed.folder('transport');
    await mkdir(path, { recursive: true });
    const sink = new TransportSink(bed.native, path);
    try {
      const writer = new LayerWriter(sink, false);
      for (const entry of entries) await writer.write(entry);
      await sink.finish();
    } finally {
      sink.close();
    }
    return { path, sink };
  }

  it('gives back what was written, bit for bit', async () => {
    const { path } = await written(EXACT());
    const found = await readEntries(each(readTransport(path)));
    expect(found.map(comparable)).to.deep.equal((await readEntries(each(EXACT()))).map(comparable));
  });

  it('leaves what ImportLayer does not do to be done afterwards, folders last and from the inside', async () => {
    const { sink } = await written(EXACT());
    expect(sink.steps.map((step) => `${step.step} ${'path' in step ? step.path : ''}`)).to.deep.equal([
      'remove Files\\gone',
      'info Files\\d',
      'info Files',
    ]);
  });

  it('makes folders that no entry tells of; told later, the entry counts', async () => {
    const { path, sink } = await written([file('Files/x/y/z.txt', 'z'), folder('Files/x')]);
    const found = await readEntries(each(readTransport(path)));
    expect(names(found)).to.deep.equal(['folder Files', 'folder Files/x', 'folder Files/x/y', 'file Files/x/y/z.txt']);
    expect(found[1]).to.include({ modifiedMs: 1_580_608_922_000 });
    expect(sink.steps.filter((step) => step.step === 'info' && step.path === 'Files\\x')).to.have.length(1);
  });

  it('holes are zeros, the recycle bin is left out, a tombstone of what is there again is none', async () => {
    const path = bed.folder('transport');
    await mkdir(join(path, 'Files/$Recycle.Bin'), { recursive: true });
    const header = (id: number, sizeBytes: number) =>
      encodeStreamHeader({ id, attributes: SPARSE_STREAM, sizeBytes, name: '' });
    const at = (offset: number) => Buffer.from(new BigUint64Array([BigInt(offset)]).buffer);
    const sparse = [
      Buffer.from([0x20, 0, 0, 0]),
      header(STREAM_ID.data, 0),
      header(STREAM_ID.sparseBlock, 10),
      at(3),
      Buffer.from('ab'),
      header(STREAM_ID.sparseBlock, 8),
      at(7),
    ];
    writeFileSync(join(path, 'Files/holes'), Buffer.concat(sparse));
    writeFileSync(join(path, 'tombstones.txt'), encodeTombstones(['HOLES', 'other', '$Recycle.Bin/x']));
    const found = await readEntries(each(readTransport(path)));
    expect(names(found)).to.deep.equal(['folder Files', 'file Files/holes', 'whiteout Files/other']);
    const [, holes] = found;
    expect(holes?.kind === 'file' && holes.content.toString('latin1')).to.equal('\0\0\0ab\0\0');
  });

  const damaged: Record<string, (path: string) => void> = {
    'no list of tombstones': () => {},
    'a file without attributes': (path) => {
      writeFileSync(join(path, 'tombstones.txt'), encodeTombstones([]));
      writeFileSync(join(path, 'Files/x'), 'abc');
    },
    'a file that ends in a stream': (path) => {
      writeFileSync(join(path, 'tombstones.txt'), encodeTombstones([]));
      const header = encodeStreamHeader({ id: STREAM_ID.data, attributes: 0, sizeBytes: 9, name: '' });
      writeFileSync(join(path, 'Files/x'), Buffer.concat([Buffer.alloc(4), header, Buffer.from('short')]));
    },
  };
  for (const [what, damage] of Object.entries(damaged)) {
    it(`${what} is Corrupt`, async () => {
      const path = bed.folder('transport');
      await mkdir(join(path, 'Files'), { recursive: true });
      damage(path);
      let error: unknown;
      try {
        await readEntries(each(readTransport(path)));
      } catch (found) {
        error = found;
      }
      expect(isFault(error, 'Corrupt'), String(error)).to.equal(true);
      await rm(path, { recursive: true });
    });
  }

  it('hives have no streams, no folders, and none is taken away', async () => {
    const bad: LayerEntry[][] = [
      [file('Hives/a', 'x'), file('Hives/a:s', 'x')],
      [folder('Hives/sub')],
      [whiteout('Hives/a')],
    ];
    for (const entries of bad) {
      let error: unknown;
      try {
        await written(entries);
      } catch (found) {
        error = found;
      }
      expect(isFault(error, 'InvalidArgument') || isFault(error, 'NotSupported'), JSON.stringify(entries)).to.equal(
        true,
      );
    }
  });
});
