import type { Readable } from 'node:stream';
import type { HostProcess, ProcessOutput } from '../../../core/host/port.ts';
import type { ProcessParameters } from '../../../core/spec/compute-document.ts';
import type { Bed, TestSystem } from './bed.ts';
import { quote } from './quote.ts';
import { within } from './within.ts';

export const PROBE = 'C:\\probe\\probe.exe';

/** The command line of the probe with these steps. */
export function probe(...steps: readonly string[]): string {
  return quote(PROBE, ...steps);
}

export interface RunOptions extends Omit<Partial<ProcessParameters>, 'CommandLine'> {
  key?: string;
  output?: ProcessOutput;
  /** Written to stdin, then ended; implies CreateStdInPipe. */
  input?: Buffer | string;
  timeoutMs?: number;
}

export interface RunResult {
  code: number | undefined;
  stdout: Buffer;
  stderr: Buffer;
}

let sequence = 0;

/** A process key that nobody used. */
export function newKey(): string {
  return `case-${process.pid}-${++sequence}`;
}

/** Starts a process with all output pipes. */
export function launch(
  bed: Bed,
  system: TestSystem,
  commandLine: string,
  options: RunOptions = {},
): Promise<HostProcess> {
  const { key = newKey(), output = { kind: 'spool' }, input, timeoutMs: _, ...parameters } = options;
  return within(
    15_000,
    `createProcess of ${commandLine.slice(0, 80)}`,
    bed.host.compute.createProcess(
      system.id,
      key,
      {
        CommandLine: commandLine,
        CreateStdOutPipe: true,
        CreateStdErrPipe: true,
        ...(input === undefined ? {} : { CreateStdInPipe: true }),
        ...parameters,
      },
      output,
    ),
  );
}

/** Reads a stream to its end. */
export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Waits for a process to end, with both streams read to their ends. */
export async function finish(process: HostProcess, timeoutMs = 20_000): Promise<RunResult> {
  const all = Promise.all([process.exited, readAll(process.stdout), readAll(process.stderr)]);
  const [code, stdout, stderr] = await within(timeoutMs, `process ${process.processKey}`, all);
  return { code, stdout, stderr };
}

/** Runs a command line to its end and frees the process. */
export async function run(
  bed: Bed,
  system: TestSystem,
  commandLine: string,
  options: RunOptions = {},
): Promise<RunResult> {
  const process = await launch(bed, system, commandLine, options);
  if (options.input !== undefined) process.stdin?.end(options.input);
  const result = await finish(process, options.timeoutMs);
  await process.close();
  return result;
}

/** Runs a command line; gives its output's lines. It must end with 0 and write nothing to stderr. */
export async function lines(
  bed: Bed,
  system: TestSystem,
  commandLine: string,
  options: RunOptions = {},
): Promise<string[]> {
  const { code, stdout, stderr } = await run(bed, system, commandLine, options);
  if (code !== 0 || stderr.length > 0) {
    throw new Error(`${commandLine.slice(0, 200)} ended with ${code}: ${stdout.toString()}${stderr.toString()}`);
  }
  return stdout
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line, index, all) => index < all.length - 1 || line !== '');
}

/** The first bytes of a stream up to a line feed, while the process runs; the stream stays readable. */
export async function firstLine(stream: Readable): Promise<string> {
  return within(
    15_000,
    'the first line of output',
    new Promise<string>((resolve, reject) => {
      let text = '';
      const onData = (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (!text.includes('\n')) return;
        done();
        resolve(text.slice(0, text.indexOf('\n')).trimEnd());
      };
      const onEnd = () => {
        done();
        reject(new Error(`the output ended before a whole line: '${text}'`));
      };
      const done = () => {
        stream.off('data', onData);
        stream.off('end', onEnd);
        stream.pause();
      };
      stream.on('data', onData);
      stream.once('end', onEnd);
    }),
  );
}
