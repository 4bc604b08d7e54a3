import { Writable } from 'node:stream';
import { isFault } from '../base/fault.ts';
import { MAX_INPUT_BYTES } from './keeper/protocol.ts';
import type { KeeperClient } from './keeper-client.ts';

/** `isKept`: the input goes on when this end of it is let go. */
export type InputOf = { id: string; key: string; isKept: boolean };

/**
 * A process's standard input, written through the keeper: who writes is held back until the pipe has taken it. Ending
 * it is the program's end of file, unless it is kept. A program that has ended reads no more: that is no error here.
 */
export function processInput(keeper: KeeperClient, { id, key, isKept }: InputOf): Writable {
  const on = { id, key };
  const end = () => (isKept ? Promise.resolve() : keeper.call('endInput', on));
  const settled = (work: Promise<unknown>, callback: (error?: Error | null) => void): void => {
    work.then(
      () => callback(),
      (error: unknown) => {
        if (isFault(error, 'NotFound') || isFault(error, 'InvalidState')) callback();
        else callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
  return new Writable({
    highWaterMark: 4 * MAX_INPUT_BYTES,
    write(chunk: Buffer, _encoding, callback) {
      settled(writeAll(keeper, on, chunk), callback);
    },
    final(callback) {
      settled(end(), callback);
    },
    destroy(error, callback) {
      settled(end(), () => callback(error));
    },
  });
}

async function writeAll(keeper: KeeperClient, on: { id: string; key: string }, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; at += MAX_INPUT_BYTES) {
    const data = chunk.subarray(at, at + MAX_INPUT_BYTES).toString('base64');
    await keeper.call('writeInput', { ...on, data });
  }
}
