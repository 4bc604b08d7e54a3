/**
 * Under Wine: many programs that write at once, through one keeper. `node.exe streams.ts '{"stateFolder":...}'`; its result
 * is a line of JSON in `resultPath`.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { streamAtOnce } from '../../../test/win32/kit/streams.ts';
import { openBenchHost, prepareDocument } from './bench-host.ts';

export interface StreamsJob {
  stateFolder: string;
  /** Where the stand-ins are. */
  dllsFolder: string;
  /** Where the keeper's program is. */
  programsFolder: string;
  probe: string;
  count: number;
  /** What each writes. */
  sizeBytes: number;
  /** How often; each is told. */
  rounds: number;
  resultPath: string;
}

export type StreamsResult = { seconds: number; bytes: number }[];

async function run(job: StreamsJob): Promise<StreamsResult> {
  const host = await openBenchHost(job);
  const results: StreamsResult = [];
  const systemId = randomUUID();
  await host.compute.create(systemId, await prepareDocument(job.stateFolder));
  await host.compute.start(systemId);
  for (let round = 0; round < job.rounds; round++) {
    results.push(await streamAtOnce({ ...job, compute: host.compute, systemId }));
  }
  await host.compute.terminate(systemId);
  await host.compute.close(systemId);
  await host.close();
  return results;
}

const job = JSON.parse(process.argv[2] ?? '{}') as StreamsJob; // from windows.ts
writeFileSync(job.resultPath, JSON.stringify(await run(job)));
