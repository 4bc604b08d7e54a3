import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findWine } from '../../../core/embedded/wine.ts';
import { nodeExe } from '../../../test/contract/node-exe.ts';
import { buildDlls } from '../../../test/standin/build-dlls.ts';
import { ensureKoffi } from '../../../test/standin/wine/koffi.ts';
import { WinePrefix, windowsPath } from '../../../test/standin/wine/prefix.ts';
import { whyNot } from '../../../test/standin/wine/run.ts';
import { PROJECT } from '../../demo/project.ts';
import { type Times, timesOf } from '../measure.ts';
import { versionOf } from '../peer.ts';
import { type Finding, ms, type Row, ratioRow } from '../report.ts';
import type { RoundsOptions, RoundsResult, RoundTimes } from './rounds.ts';
import type { StreamsJob, StreamsResult } from './streams.ts';

/** What is not file-backed of a keeper with one container under Wine: RssAnon of Linux, measured. */
const KEEPER_MEGABYTES = 146;
const COMMAND = 'cmd /c exit 0';
const TARGET_RATIO = 3;
const TARGET_OVER_MS = 20;
const TARGET_CAPABILITIES_MS = 50;
const STREAMS = 200;
const STREAM_BYTES = 4 * 1024 * 1024;
const STREAM_ROUNDS = 3;
const TARGET_MB_PER_S = 100;

/** The Windows host under Wine against a C program, on the same stand-in for HCS; and how much output its keeper moves. */
export async function benchWindows(rounds: number): Promise<Finding> {
  const bed = await Bed.open();
  try {
    const life = { command: COMMAND, rounds, keeperMegabytes: KEEPER_MEGABYTES };
    const { ours, theirs, large, capabilities } = await bed.run<RoundsResult>('rounds.ts', life);
    const streams = await bed.run<StreamsResult>('streams.ts', {
      probe: windowsPath(join(PROJECT, 'test/contract/probe/probe.exe')),
      count: STREAMS,
      sizeBytes: STREAM_BYTES,
      rounds: STREAM_ROUNDS,
    });
    return {
      rows: [...lifeRows(ours, theirs, large), capabilitiesRow(timesOf(capabilities)), streamsRow(streams)],
      notes: [
        `${(await versionOf('wine', '--version')) ?? 'wine of unknown version'}, node.exe for Windows, the plain stand-in computecore.dll of Windows build 26100`,
        `ours: create, start, createProcess '${COMMAND}' with its output read to the end, shutdown, through the keeper`,
        `ours, medians: ${parts(ours)}`,
        `peer: test/standin/bench/bench.c makes the same calls at the DLL, keeps no record and no output`,
        `peer, medians: ${parts(theirs)}`,
        `peer of the second row, medians: ${parts(large)}: the same with ${KEEPER_MEGABYTES} MB of memory, as the keeper has: the plain`,
        `stand-in starts programs from its caller, where HCS has a service for it, and Wine forks all of the caller's memory`,
        `the program's own run is in all; the second row is the median of the rounds' differences`,
        `streams: ${STREAMS} x ${STREAM_BYTES / 2 ** 20} MiB, every byte compared; the programs make their bytes meanwhile`,
      ],
    };
  } finally {
    await bed.close();
  }
}

function lifeRows(ours: RoundTimes[], theirs: RoundTimes[], large: RoundTimes[]): Row[] {
  const [our, their, larger] = [ours, theirs, large].map((rounds) => timesOf(rounds.map(whole))) as [
    Times,
    Times,
    Times,
  ]; // of three
  const over = timesOf(ours.map((round, index) => whole(round) - whole(large[index] ?? round)));
  return [
    ratioRow('Windows host: create, start, exec, stop', { ours: our, theirs: their }, TARGET_RATIO),
    {
      what: 'Windows host: what the core adds to them',
      ours: ms(our),
      theirs: ms(larger),
      figure: `+${over.medianMs.toFixed(1)} ms`,
      target: `< +${TARGET_OVER_MS} ms`,
      holds: over.medianMs < TARGET_OVER_MS,
    },
  ];
}

function capabilitiesRow(times: Times): Row {
  return {
    what: 'Windows host: what the machine can do',
    ours: ms(times),
    theirs: '',
    figure: `${times.medianMs.toFixed(1)} ms`,
    target: `< ${TARGET_CAPABILITIES_MS} ms`,
    holds: times.medianMs < TARGET_CAPABILITIES_MS,
  };
}

function streamsRow(streams: StreamsResult): Row {
  const rates = timesOf(streams.map(({ seconds, bytes }) => bytes / 1e6 / seconds));
  return {
    what: `Windows host: output of ${STREAMS} processes`,
    ours: `${rates.medianMs.toFixed(0)} MB/s (${rates.leastMs.toFixed(0)} to ${rates.mostMs.toFixed(0)})`,
    theirs: '',
    figure: `${rates.medianMs.toFixed(0)} MB/s`,
    target: `>= ${TARGET_MB_PER_S} MB/s`,
    holds: rates.medianMs >= TARGET_MB_PER_S,
  };
}

function whole({ create, start, run, stop }: RoundTimes): number {
  return create + start + run + stop;
}

function parts(rounds: RoundTimes[]): string {
  const median = (pick: (round: RoundTimes) => number): Times => timesOf(rounds.map(pick));
  return (['create', 'start', 'run', 'stop'] as const)
    .map((part) => `${part} ${median((round) => round[part]).medianMs.toFixed(1)} ms`)
    .join(', ');
}

type Job = RoundsOptions | StreamsJob;

/** A Wine prefix with the stand-ins, below one folder. */
class Bed {
  readonly #folder: string;
  readonly #prefix: WinePrefix;
  readonly #node: string;
  #jobs = 0;

  static async open(): Promise<Bed> {
    const reason = await whyNot();
    const [wine, node] = [await findWine(), await nodeExe()];
    if (wine === undefined || node === undefined || reason !== undefined) throw new Error(reason ?? 'Wine has gone');
    const folder = await mkdtemp(join(tmpdir(), 'hcs-bench-wine-'));
    try {
      await ensureKoffi();
      await buildDlls(join(folder, 'dlls'));
      await mkdir(join(folder, 'streams'));
      return new Bed(folder, await WinePrefix.make(join(folder, 'prefix'), wine), node);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor(folder: string, prefix: WinePrefix, node: string) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#node = node;
  }

  /** Runs a program of this folder with node.exe. @throws with its words when it fails. */
  async run<Result>(
    program: string,
    rest: Omit<Job, 'stateFolder' | 'dllsFolder' | 'programsFolder' | 'resultPath'> & Record<string, unknown>,
  ): Promise<Result> {
    const at = join(this.#folder, `job-${++this.#jobs}`);
    await mkdir(at);
    const job = {
      ...rest,
      stateFolder: windowsPath(join(at, 'state')),
      dllsFolder: windowsPath(join(this.#folder, 'dlls')),
      programsFolder: windowsPath(join(PROJECT, 'dist')),
      resultPath: windowsPath(join(at, 'result')),
    };
    await mkdir(join(at, 'state'));
    const output = openSync(join(at, 'output'), 'w');
    const child = this.#prefix.spawn(
      this.#node,
      [windowsPath(join(import.meta.dirname, program)), JSON.stringify(job)],
      {
        cwd: PROJECT,
        env: { HCS_STANDIN_STREAMS: windowsPath(join(this.#folder, 'streams')) },
        output,
      },
    );
    closeSync(output);
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    const words = await readFile(join(at, 'output'), 'utf8');
    if (code !== 0) throw new Error(`${program} ended with ${code}: ${words.slice(-2000)}`);
    return JSON.parse(await readFile(join(at, 'result'), 'utf8')) as Result; // written by that program
  }

  async close(): Promise<void> {
    await this.#prefix.end();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
