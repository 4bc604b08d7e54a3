import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../../core/base/fault.ts';
import { lookUp, readTree, SAMPLE } from './sample-hive.ts';
import { numberValue, sealHive, type WrittenKey, writeHive } from './write-hive.ts';

const BASE = 4096;
/** Nothing that is made of a small hive may take longer. */
const MAX_MS = 60_000;

/** Reads all of it: it is read, or refused. Nothing else may come of any bytes. */
async function readOrRefuse(bytes: Buffer): Promise<string> {
  const started = performance.now();
  try {
    await readTree(bytes);
    return 'read';
  } catch (error) {
    if (isFault(error, 'Corrupt') || isFault(error, 'NotSupported')) return error.message;
    throw error;
  } finally {
    expect(performance.now() - started).to.be.lessThan(MAX_MS);
  }
}

/** Where the content of a key's cell begins, by its name in Latin letters. */
function keyAt(hive: Buffer, name: string): number {
  for (let at = hive.indexOf(name, 0, 'latin1'); at !== -1; at = hive.indexOf(name, at + 1, 'latin1'))
    if (hive.toString('latin1', at - 76, at - 74) === 'nk') return at - 76;
  throw new Error(`there is no key ${name}`);
}

function changed(make: (hive: Buffer) => void, root: WrittenKey = SAMPLE): Buffer {
  const hive = writeHive(root);
  make(hive);
  return sealHive(hive);
}

describe('hostile registry hives', function () {
  this.timeout(120_000);

  it('cut at any byte, it is refused', async () => {
    const hive = writeHive(SAMPLE);
    for (let at = 0; at < hive.length; at++) {
      expect(await readOrRefuse(hive.subarray(0, at)), `cut at ${at}`).to.match(/damaged: /);
    }
    expect(await readOrRefuse(hive)).to.equal('read');
    expect(await readOrRefuse(Buffer.concat([hive, Buffer.alloc(5000, 'x')])), 'what follows does not matter').to.equal(
      'read',
    );
  });

  it('each byte changed, with the checksum made right: it is read or refused', async () => {
    const hive = writeHive(SAMPLE);
    const seen = { read: 0, refused: 0 };
    for (let at = 0; at < hive.length; at += at >= 512 && at < BASE ? 97 : 1) {
      const copy = Buffer.from(hive);
      copy.writeUInt8(copy.readUInt8(at) ^ 0xff, at);
      seen[(await readOrRefuse(sealHive(copy))) === 'read' ? 'read' : 'refused']++;
    }
    expect(seen.refused).to.be.greaterThan(300);
    expect(seen.read).to.be.greaterThan(300);
  });

  it('any fields changed: it is read or refused', async () => {
    const hive = writeHive(SAMPLE);
    const change = fc.record({
      at: fc.integer({ min: BASE / 4, max: BASE / 4 + 400 }),
      value: fc.oneof(
        fc.nat(4096).map((offset) => offset * 8),
        fc.constantFrom(0, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (list) => {
        const copy = Buffer.from(hive);
        for (const { at, value } of list) copy.writeUInt32LE(value, at * 4);
        await readOrRefuse(sealHive(copy));
      }),
      { numRuns: 3000 },
    );
  });

  it('what is no hive, or of another kind, is told', async () => {
    const cases: [number, number, RegExp][] = [
      [0, 0x6765_7266, /does not begin with 'regf'/],
      [4, 2, /not written to its end \(sequence numbers 2 and 1\)/],
      [20, 2, /version is 2\.6/],
      [24, 7, /version is 1\.7/],
      [24, 2, /version is 1\.2/],
      [28, 1, /file of type 1/],
      [32, 0, /format 0/],
      [40, 0, /bins are said to have 0 bytes/],
      [40, 100, /bins are said to have 100 bytes/],
      [40, 0xffff_f000, /bins are said to have 4294963200 bytes/],
      [40, 0x7fff_f000, /it ends at byte \d+, before its bins/],
      [36, 0x7fff_fff8, /the key at 0x7ffffff8 is outside its bins/],
      [36, 36, /outside its bins/],
    ];
    for (const [at, value, message] of cases)
      expect(await readOrRefuse(changed((hive) => hive.writeUInt32LE(value, at))), `${at}`).to.match(message);
    const unsealed = writeHive(SAMPLE);
    unsealed.writeUInt32LE(7, 44);
    expect(await readOrRefuse(unsealed)).to.match(/the checksum of its base block differs/);
  });

  it('a key in itself, or in two places, is refused', async () => {
    const cycle = changed((hive) => {
      const list = BASE + hive.readUInt32LE(keyAt(hive, 'Demo') + 28) + 4;
      hive.writeUInt32LE(keyAt(hive, 'Demo') - 4 - BASE, list + 4);
    });
    expect(await readOrRefuse(cycle)).to.match(/in a key that is not its parent/);
    const twice = changed((hive) => {
      const list = BASE + hive.readUInt32LE(keyAt(hive, 'Demo') + 28) + 4;
      hive.writeUInt32LE(hive.readUInt32LE(list + 4), list + 12);
    });
    expect(await readOrRefuse(twice)).to.match(/twice in one key|in use again and again/);
    const throughRoot = changed((hive) => {
      const demo = keyAt(hive, 'Demo');
      const list = BASE + hive.readUInt32LE(demo + 28) + 4;
      const root = hive.readUInt32LE(36);
      hive.writeUInt32LE(demo - 4 - BASE, BASE + root + 4 + 16);
      hive.writeUInt32LE(root, list + 4);
    });
    expect(await readOrRefuse(throughRoot)).to.match(/in use again and again|keys deep/);
    expect(
      isFault(await lookUp(throughRoot, 'Demo', 'ROOT', 'Demo').catch((error: unknown) => error)),
      'looked up',
    ).to.equal(false);
  });

  it('counts that there is no room for are refused, and nothing is made for them', async () => {
    for (const [field, message] of [
      [20, /said to have 4000000000 keys/],
      [36, /said to have 4000000000 values/],
    ] as const) {
      const hive = changed((bytes) => bytes.writeUInt32LE(4_000_000_000, keyAt(bytes, 'Demo') + field));
      expect(await readOrRefuse(hive)).to.match(message);
    }
    const fewer = changed((bytes) => bytes.writeUInt32LE(2, keyAt(bytes, 'Demo') + 20));
    expect(await readOrRefuse(fewer)).to.match(/more keys are listed than/);
    const more = changed((bytes) => bytes.writeUInt32LE(4, keyAt(bytes, 'Demo') + 20));
    expect(await readOrRefuse(more)).to.match(/said to have 4 keys, and 3 are listed/);
  });

  it('values that are one and the same are refused, also where a key is looked up', async () => {
    const values = Array.from({ length: 2000 }, (_, index) => numberValue(`${index}`, index));
    const hive = changed(
      (bytes) => {
        const list = BASE + bytes.readUInt32LE(keyAt(bytes, 'Demo') + 40) + 4;
        for (let at = 1; at <= 2000; at++) bytes.writeUInt32LE(bytes.readUInt32LE(list), list + at * 4);
      },
      { name: 'ROOT', keys: [{ name: 'Demo', values: [numberValue('x'.repeat(16_000), 1), ...values] }] },
    );
    expect(await readOrRefuse(hive)).to.match(/in use again and again/);
    const demo = await lookUp(hive, 'Demo');
    const refused: unknown = await demo?.values().catch((error: unknown) => error);
    expect(isFault(refused, 'Corrupt'), String(refused)).to.equal(true);
  });

  it('an index of indexes, an empty leaf and a leaf that is none are refused', async () => {
    const many = { name: 'ROOT', keys: Array.from({ length: 1200 }, (_, index) => ({ name: `Key ${index}` })) };
    const rootList = (hive: Buffer) => BASE + hive.readUInt32LE(BASE + hive.readUInt32LE(36) + 4 + 28) + 4;
    const nested = changed((hive) => {
      const list = rootList(hive);
      hive.writeUInt32LE(list - 4 - BASE, list + 4);
    }, many);
    expect(await readOrRefuse(nested)).to.match(/no list of keys/);
    const empty = changed((hive) => hive.writeUInt16LE(0, BASE + hive.readUInt32LE(rootList(hive) + 4) + 4 + 2), many);
    expect(await readOrRefuse(empty)).to.match(/it lists no key/);
    const other = changed((hive) => hive.write('zz', rootList(hive), 'latin1'), many);
    expect(await readOrRefuse(other)).to.match(/no list of keys/);
  });

  it('keys deeper than Windows makes them are refused', async () => {
    let key: WrittenKey = { name: 'last' };
    for (let depth = 0; depth < 513; depth++) key = { name: 'k', keys: [key] };
    expect(await readOrRefuse(writeHive(key))).to.match(/more than 512 keys deep/);
  });

  it('a key that stands for another has no values, whatever its number says', async () => {
    const hive = changed((bytes) => {
      const demo = keyAt(bytes, 'Demo');
      bytes.writeUInt16LE(bytes.readUInt16LE(demo + 2) | 0x40, demo + 2);
      bytes.writeUInt32LE(0x8000_0050, demo + 36);
    });
    expect((await readTree(hive)).root.children.get('demo')?.values.size).to.equal(0);
  });

  it('a tombstone that holds something is refused', async () => {
    const key = writeHive({ name: 'ROOT', keys: [{ name: 'Gone', layer: 'tombstone', keys: [{ name: 'Held' }] }] });
    expect(await readOrRefuse(key)).to.match(/it is gone and has keys or values/);
  });
});
