import type { CommandSink } from '../command.ts';
import type { ContainerWorld } from '../world.ts';
import { type FollowBytesOptions, followBytes, type LogStream } from './log-bytes.ts';

export interface GiveLogOptions extends Omit<FollowBytesOptions, 'from'> {
  /** Where each stream begins. Default: at its beginning. */
  from?: (stream: LogStream) => FollowBytesOptions['from'];
}

/**
 * Gives both streams of a container's main process to a sink, as they come, to the end of its run. Whatever ends it: no
 * file stays open.
 *
 * @throws what the sink throws; the signal's reason when it is aborted.
 */
export async function giveLog(
  world: ContainerWorld,
  id: string,
  { runId, signal, from }: GiveLogOptions,
  sink: CommandSink,
): Promise<void> {
  const broken = new AbortController();
  const either = AbortSignal.any([signal, broken.signal]);
  const pump = async (stream: LogStream): Promise<void> => {
    const begin = from?.(stream);
    const options = { runId, signal: either, ...(begin === undefined ? {} : { from: begin }) };
    let at: number | undefined;
    for await (const { offset, bytes } of followBytes(world, id, stream, options)) {
      if (at !== undefined && offset !== at) sink.dropped?.(stream, offset - at);
      at = offset + bytes.length;
      await sink[stream](bytes);
    }
  };
  const pumps = [pump('stdout'), pump('stderr')];
  for (const one of pumps) one.catch((error: unknown) => broken.abort(error));
  await Promise.allSettled(pumps);
  await Promise.all(pumps);
}
