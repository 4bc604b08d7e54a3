import { errnoOf } from '../base/fault.ts';
import type { HostProcess } from '../host/port.ts';

/** Passes standard input on, until either side ends it. What a program does not read is no error. */
export async function feedInput(process: HostProcess, input: AsyncIterable<Uint8Array>): Promise<void> {
  const { stdin } = process;
  if (stdin === undefined) return;
  const closed = new Promise<void>((resolve) => {
    stdin.once('close', resolve);
    stdin.on('error', () => resolve());
    void process.exited.then(() => resolve());
  });
  try {
    for await (const chunk of input) {
      if (stdin.destroyed || stdin.writableEnded) break;
      if (!stdin.write(chunk)) await Promise.race([new Promise((resolve) => stdin.once('drain', resolve)), closed]);
    }
    if (!stdin.destroyed) stdin.end();
  } catch (error) {
    // The caller's side broke off: for the program this is the end of its input, or of its pipe.
    stdin.destroy(errnoOf(error) === undefined ? undefined : new Error(String(error)));
  }
}
