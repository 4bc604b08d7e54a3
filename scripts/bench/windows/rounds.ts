/**
 * Under Wine: the life of a container by the product's host and by a C program, in turn, on the same stand-in.
 *
 * `node.exe rounds.ts '{"stateFolder":...}'`; its result is a line of JSON in `resultPath`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Host } from '../../../core/host/port.ts';
import type { ComputeSystemDocument } from '../../../core/spec/compute-document.ts';
import { timed } from '../measure.ts';
import { openBenchHost, prepareDocument } from './bench-host.ts';

export interface RoundsOptions {
  stateFolder: string;
  /** Where the stand-ins and the C program, `bench.exe`, are. */
  dllsFolder: string;
  /** Where the keeper's program is. */
  programsFolder: string;
  /** As much memory as the keeper has, in megabytes. */
  keeperMegabytes: number;
  command: string;
  /** How many are counted; one more is run first. */
  rounds: number;
  resultPath: string;
}

/** How long each part of a round took, in milliseconds. */
export interface RoundTimes {
  create: number;
  start: number;
  run: number;
  stop: number;
}

export interface RoundsResult {
  ours: RoundTimes[];
  theirs: RoundTimes[];
  /** By the C program with as much memory as the keeper has. */
  large: RoundTimes[];
  /** How long the host took to say what the machine can do, in milliseconds. */
  capabilities: number[];
}

/** The C program, waiting for the next round. */
class Peer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(program: string, dll: string, megabytes: number) {
    this.#child = spawn(program, [dll, String(megabytes)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.#child;
    if (stdout === null) throw new Error('bench.exe has no output');
    this.#lines = linesOf(stdout);
  }

  async round(command: string): Promise<RoundTimes> {
    this.#child.stdin?.write(`${command}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`bench.exe ended with ${this.#child.exitCode}`);
    const [create = 0, start = 0, run = 0, stop = 0] = String(value)
      .split(' ')
      .map((microseconds) => Number(microseconds) / 1000);
    return { create, start, run, stop };
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.stdin?.end();
    await ended;
  }
}

async function* linesOf(stream: Readable): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function ourRound({ compute }: Host, document: ComputeSystemDocument, command: string): Promise<RoundTimes> {
  const id = randomUUID();
  const marks = [performance.now()];
  const mark = (): unknown => marks.push(performance.now());
  await compute.create(id, document);
  mark();
  await compute.start(id);
  mark();
  const parameters = { CommandLine: command, CreateStdOutPipe: true, CreateStdErrPipe: true };
  const one = await compute.createProcess(id, 'bench', parameters, { kind: 'spool' });
  const [code] = await Promise.all([one.exited, finished(one.stdout.resume()), finished(one.stderr.resume())]);
  mark();
  await compute.shutdown(id);
  mark();
  if (code !== 0) throw new Error(`'${command}' ended with ${code}`);
  await compute.close(id);
  const [create = 0, start = 0, run = 0, stop = 0] = marks.slice(1).map((at, index) => at - (marks[index] ?? 0));
  return { create, start, run, stop };
}

async function run(options: RoundsOptions): Promise<RoundsResult> {
  const host = await openBenchHost(options);
  const [program, dll] = [join(options.dllsFolder, 'bench.exe'), join(options.dllsFolder, 'computecore.dll')];
  const peers = { theirs: new Peer(program, dll, 0), large: new Peer(program, dll, options.keeperMegabytes) };
  const result: RoundsResult = { ours: [], theirs: [], large: [], capabilities: [] };
  const document = await prepareDocument(options.stateFolder);
  for (let round = 0; round <= options.rounds; round++) {
    const ours = await ourRound(host, document, options.command);
    const theirs = await peers.theirs.round(options.command);
    const large = await peers.large.round(options.command);
    const capabilities = (await timed(() => host.capabilities())).ms;
    if (round === 0) continue; // the first of each starts the keeper and warms the file cache
    result.ours.push(ours);
    result.theirs.push(theirs);
    result.large.push(large);
    result.capabilities.push(capabilities);
  }
  await peers.theirs.end();
  await peers.large.end();
  await host.close();
  return result;
}

const options = JSON.parse(process.argv[2] ?? '{}') as RoundsOptions; // from windows.ts
writeFileSync(options.resultPath, JSON.stringify(await run(options)));
