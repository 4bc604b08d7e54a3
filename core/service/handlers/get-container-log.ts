import type { LogStream } from '../../container/logs/log-bytes.ts';
import type { LogOptions } from '../../container/logs/logs.ts';
import type { CmdletHandler } from '../context.ts';
import type { GetContainerLogParameters } from '../generated/contract.gen.ts';
import { warnOfDropped } from './dropped-output.ts';
import { eachContainer, tryItem } from './each-container.ts';

const STREAMS: Record<string, readonly LogStream[]> = {
  both: ['stdout', 'stderr'],
  standardoutput: ['stdout'],
  standarderror: ['stderr'],
};

/**
 * Get-ContainerLog: what the main command printed: standard output first, then standard error; both as they come with
 * -Follow.
 */
export const handler: CmdletHandler<GetContainerLogParameters> = async (parameters, context) => {
  const streams = STREAMS[(parameters.Stream ?? 'Both').toLowerCase()] ?? [];
  const { containers } = context.services;
  const give = async (batches: AsyncIterable<string[]>) => {
    for await (const lines of batches) await context.emitAll('String', lines);
  };
  const onDropped = (name: string, stream: LogStream) => (bytes: number) => warnOfDropped(context, name, stream, bytes);
  const wanted: LogOptions = { isStamped: parameters.Timestamp === true };
  if (parameters.Tail !== undefined) wanted.tail = parameters.Tail;
  if (parameters.Since !== undefined) wanted.since = new Date(parameters.Since);
  const op = 'read the log of container';
  if (parameters.Follow !== true) {
    await eachContainer(parameters, context, op, async ({ record }) => {
      for (const stream of streams)
        await give(containers.readLog(record.id, stream, { ...wanted, onDropped: onDropped(record.name, stream) }));
    });
    return;
  }
  const options = { ...wanted, signal: context.signal };
  const followed: Promise<void>[] = [];
  // All at once: the first may never end.
  await eachContainer(parameters, context, op, async ({ record: { id, name } }) => {
    const follow = streams.map((stream) =>
      give(containers.followLog(id, stream, { ...options, onDropped: onDropped(name, stream) })),
    );
    followed.push(tryItem(context, op, name, () => Promise.all(follow).then(() => undefined)));
  });
  await Promise.all(followed);
};
