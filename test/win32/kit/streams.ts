import type { Readable } from 'node:stream';
import type { ComputeHost, HostProcess } from '../../../core/host/port.ts';
import { pattern } from '../../contract/kit/pattern.ts';

/** Programs that are being started at once: more only wait for each other. */
const STARTING = 8;

export interface StreamsOptions {
  compute: ComputeHost;
  /** A running system. */
  systemId: string;
  /** `probe.exe`, as a path. */
  probe: string;
  count: number;
  /** What each writes. */
  sizeBytes: number;
  /** Called when all are up and none writes yet, and often while they write. */
  look?: () => Promise<void>;
}

/**
 * Programs that write all at once, and are all read to the end.
 *
 * @returns how long it took from the word to begin until the last byte was here and compared.
 * @throws when a byte is not what it must be, or an exit code is not 0.
 */
export async function streamAtOnce(options: StreamsOptions): Promise<{ seconds: number; bytes: number }> {
  const { count, sizeBytes, look = async () => undefined } = options;
  const expected = pattern(1, sizeBytes);
  const all = await startAll(options);
  await look();
  const startedMs = performance.now();
  let left = all.length;
  const done = all.map(async (one) => {
    one.stdin?.end();
    const [code] = await Promise.all([one.exited, compareAll(one, expected)]);
    if (code !== 0) throw new Error(`process ${one.processKey} ended with ${code}`);
    left--;
  });
  const looking = (async () => {
    for (; left > 0; await look())
      await Promise.race([Promise.all(done), new Promise((tick) => setTimeout(tick, 500))]);
  })();
  await Promise.all([...done, looking]);
  const seconds = (performance.now() - startedMs) / 1000;
  for (const one of all) await one.close();
  return { seconds, bytes: count * sizeBytes };
}

/** They wait for the end of their input, and then write. */
async function startAll({ compute, systemId, probe, count, sizeBytes }: StreamsOptions): Promise<HostProcess[]> {
  const all: HostProcess[] = [];
  let next = 0;
  const parameters = {
    CommandLine: `"${probe}" cat fill:${sizeBytes}`,
    CreateStdInPipe: true,
    CreateStdOutPipe: true,
  };
  const starter = async (): Promise<void> => {
    while (next < count) all.push(await compute.createProcess(systemId, `s-${next++}`, parameters, { kind: 'spool' }));
  };
  await Promise.all(Array.from({ length: STARTING }, starter));
  return all;
}

async function compareAll(one: HostProcess, expected: Buffer): Promise<void> {
  let at = 0;
  for await (const chunk of one.stdout as Readable & AsyncIterable<Buffer>) {
    if (!expected.subarray(at, at + chunk.length).equals(chunk)) {
      throw new Error(`process ${one.processKey}: wrong bytes between ${at} and ${at + chunk.length}`);
    }
    at += chunk.length;
  }
  if (at !== expected.length) throw new Error(`process ${one.processKey}: ${at} bytes of ${expected.length}`);
}
