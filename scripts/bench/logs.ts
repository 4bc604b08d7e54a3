import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn } from './measure.ts';
import { versionOf } from './peer.ts';
import { type Finding, ms } from './report.ts';
import { IMAGE, type Session } from './session.ts';

const LINE = `${'a line as programs print them all day long, with a number and a few words'.padEnd(99)}\n`;
const LINES = 4_000_000;
const LEAST_MB_PER_S = 100;

/** Get-ContainerLog -Follow of a log of 400 MB through the command line, to its end, beside `cat`. */
export async function benchLogs(session: Session, rounds: number): Promise<Finding> {
  await session.invoke('New-Container', { Name: 'log', ContainerImageName: IMAGE, LogMaximumBytes: 0 });
  const { objects } = await session.invoke('Get-Container', { Name: ['log'] });
  const folder = join(session.root, 'containers', String(objects[0]?.['ContainerId']), 'logs');
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'stdout.log');
  writeLog(log);
  const given = join(session.folder, 'given');
  const side = (words: readonly string[]) => async (): Promise<number> => {
    const [program = '', ...argv] = words;
    const to = openSync(given, 'w');
    const startedMs = performance.now();
    const { status } = spawnSync(program, argv, {
      stdio: ['ignore', to, 'inherit'],
      env: { ...process.env, HCS_CONTAINERS_ROOT: session.root },
    });
    const took = performance.now() - startedMs;
    closeSync(to);
    if (status !== 0 || !sameBytes(given, log)) throw new Error(`'${words.join(' ')}' lost something`);
    return took;
  };
  const hcs = [
    process.execPath,
    session.commandLine,
    'Get-ContainerLog',
    'log',
    '-Follow',
    '-Stream',
    'StandardOutput',
  ];
  const times = await inTurn(rounds, side(hcs), side(['cat', log]));
  const speed = (LINE.length * LINES) / 1000 / times.ours.medianMs;
  return {
    rows: [
      {
        what: 'Following a log of 400 MB, lines of 100 characters',
        ours: ms(times.ours),
        theirs: ms(times.theirs),
        figure: `${speed.toFixed(0)} MB/s`,
        target: `>= ${LEAST_MB_PER_S} MB/s`,
        holds: speed >= LEAST_MB_PER_S,
      },
    ],
    notes: [`peer: ${await versionOf('cat', '--version')}, into a file`, 'verified: every byte is there, each round'],
  };
}

function writeLog(path: string): void {
  const file = openSync(path, 'w');
  const piece = Buffer.from(LINE.repeat(10_000));
  for (let at = 0; at < LINES; at += 10_000) writeSync(file, piece);
  closeSync(file);
}

function sameBytes(one: string, other: string): boolean {
  return readFileSync(one).equals(readFileSync(other));
}
