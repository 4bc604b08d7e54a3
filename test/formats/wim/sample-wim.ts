import { createHash } from 'node:crypto';
import { encodeReparsePoint, TAG_JUNCTION, TAG_SYMLINK } from '../../../core/formats/backup-stream/reparse-point.ts';
import type { NewFile, NewImage } from './write-wim.ts';

/** Bytes that do not compress, the same each time. */
export function noise(sizeBytes: number, seed = 'noise'): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < sizeBytes; at += 32) pieces.push(createHash('sha256').update(`${seed} ${at}`).digest());
  return Buffer.concat(pieces).subarray(0, sizeBytes);
}

/** Words, which compress, with calls (E8) to places near and far among them. */
export function prose(sizeBytes: number, seed = 'prose'): Buffer {
  const words = [
    'container ',
    'layer ',
    'the ',
    'of ',
    'Windows ',
    'base\r\n',
    '\xe8\x10\x00\x00\x00',
    '\xe8\xf0\xff\xff\xff',
  ];
  const pieces: Buffer[] = [];
  let left = sizeBytes;
  for (const byte of noise(Math.ceil(sizeBytes / 5), seed)) {
    const word = Buffer.from(words[byte % 8] ?? '', 'latin1').subarray(0, left);
    pieces.push(word);
    left -= word.length;
  }
  return Buffer.concat(pieces);
}

const link = (name: string, target: string, more: Partial<NewFile> = {}): NewFile => ({
  name,
  reparse: { tag: TAG_SYMLINK, data: encodeReparsePoint({ target, isJunction: false }).subarray(8) },
  ...more,
});

export const junction = (name: string, target: string, isKept?: true): NewFile => ({
  name,
  attributes: 0x10,
  reparse: {
    tag: TAG_JUNCTION,
    data: encodeReparsePoint({ target, isJunction: true }).subarray(8),
    ...(isKept === undefined ? {} : { isKept }),
  },
});

/** O:SYG:SY, without a list. */
export const SECURITY = Buffer.from(
  '0100008014000000200000000000000000000000010100000000000512000000010100000000000512000000',
  'hex',
);
const OTHER_SECURITY = Buffer.from(
  '0100008014000000200000000000000000000000010100000000000513000000010100000000000513000000',
  'hex',
);

const CHUNK = 32_768;

/** Windows, as small as it can be, with every kind of entry. @param isSmall Some tens of kilobytes, less than one chunk each. */
export function sampleRoot(isSmall = false): NewFile {
  return {
    name: '',
    security: SECURITY,
    children: [
      { name: 'Windows', security: SECURITY, attributes: 0x4, children: [system32(isSmall), link('sys', 'System32')] },
      { name: 'empty', children: [] },
      { name: 'Users', children: [junction('All Users', 'D:\\ProgramData'), junction('kept', 'C:\\Users', true)] },
      isSmall ? { name: 'sizes', children: [] } : sizes(),
      { name: 'größe 𝄞.txt', content: Buffer.from('ä') },
      { name: '\uffe0.txt', content: Buffer.from('after the surrogates, by UTF-16') },
    ],
  };
}

function system32(isSmall: boolean): NewFile {
  const shared = { content: prose(5000, 'shared'), linkGroup: 77n };
  return {
    name: 'System32',
    children: [
      { name: 'zz.dll', ...shared },
      { name: 'aa.dll', ...shared },
      // The same number, but another file: some writers do that.
      { name: 'bb.dll', content: Buffer.from('other'), linkGroup: 77n },
      { name: 'kernel.exe', attributes: 0x21, security: OTHER_SECURITY, content: prose(isSmall ? 9000 : 100_000) },
      {
        name: 'streams.txt',
        content: Buffer.from('main'),
        hasContentBelow: true,
        streams: [
          { name: 'b', content: prose(isSmall ? 34_000 : 40_000, 'b') },
          { name: 'Zone', content: Buffer.alloc(0) },
        ],
      },
      {
        name: 'ea.txt',
        content: Buffer.from('x'),
        times: [132_000_000_000_000_001n, 132_000_000_000_000_002n, 132_000_000_000_000_003n],
        extendedAttributes: [
          { name: '$KERNEL.PURGE', value: Buffer.of(1, 2, 3) },
          { name: '$CI.HINT', value: Buffer.from('hint') },
        ],
      },
      { name: 'kernel.exe.txt', content: Buffer.alloc(0) },
    ],
  };
}

function sizes(): NewFile {
  const of = (sizeBytes: number): NewFile => ({ name: `${sizeBytes}.txt`, content: prose(sizeBytes, `${sizeBytes}`) });
  return {
    name: 'sizes',
    streams: [{ name: 'of folder', content: Buffer.from('a folder has streams too') }],
    children: [
      ...[1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_001].map(of),
      { name: 'noise.bin', content: noise(CHUNK + 5) },
      { name: 'zeros.bin', content: Buffer.alloc(3 * CHUNK) },
      { name: 'mixed.bin', content: Buffer.concat([prose(CHUNK), noise(CHUNK), prose(100)]) },
    ],
  };
}

export const WINDOWS_XML = `<DIRCOUNT>6</DIRCOUNT><FILECOUNT>25</FILECOUNT><WINDOWS><ARCH>9</ARCH><EDITIONID>ServerStandard</EDITIONID>
<INSTALLATIONTYPE>Server Core</INSTALLATIONTYPE><LANGUAGES><LANGUAGE>de-DE</LANGUAGE><LANGUAGE>en-US</LANGUAGE><DEFAULT>en-US</DEFAULT></LANGUAGES>
<VERSION><MAJOR>10</MAJOR><MINOR>0</MINOR><BUILD>20348</BUILD><SPBUILD>587</SPBUILD></VERSION></WINDOWS><NAME>Server &amp; Core</NAME>`;

export function sampleImage(isSmall = false): NewImage {
  return { root: sampleRoot(isSmall), xml: WINDOWS_XML };
}
