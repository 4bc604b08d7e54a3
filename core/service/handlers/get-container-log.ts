import type { LogStream } from '../../container/logs.ts';
import type { CmdletHandler } from '../context.ts';
import type { GetContainerLogParameters } from '../generated/contract.gen.ts';
import { eachContainer } from './each-container.ts';

const STREAMS: Record<string, readonly LogStream[]> = {
  both: ['stdout', 'stderr'],
  standardoutput: ['stdout'],
  standarderror: ['stderr'],
};

/** Get-ContainerLog: what the main command printed: standard output first, then standard error. */
export const handler: CmdletHandler<GetContainerLogParameters> = async (parameters, context) => {
  const streams = STREAMS[(parameters.Stream ?? 'Both').toLowerCase()] ?? [];
  await eachContainer(parameters, context, 'read the log of container', async ({ record }) => {
    for (const stream of streams) {
      for await (const line of context.services.containers.readLog(record.id, stream, parameters.Tail)) {
        context.signal.throwIfAborted();
        await context.emit('String', line);
      }
    }
  });
};
