import { resolve } from 'node:path';
import { fault, toFault } from '../../base/fault.ts';
import { openFile } from '../../base/open-file.ts';
import type { CmdletContext } from '../context.ts';

/** Gives the input of one program, or undefined: then it gets no pipe. The caller's own is read once only. */
export type OpenInput = () => AsyncIterable<Uint8Array> | undefined;

/** What a program reads: the text or the file that the parameters name, else what the caller sends. */
export async function chooseInput(
  { InputText: text, InputFile: file }: { InputText?: string; InputFile?: string },
  context: CmdletContext,
): Promise<OpenInput> {
  if (text !== undefined && file !== undefined) {
    throw fault('InvalidArgument', 'Give -InputText or -InputFile, not both.');
  }
  if (text !== undefined) return () => oneChunk(Buffer.from(text, 'utf8'));
  if (file !== undefined) {
    const path = resolve(context.workingDirectory, file);
    try {
      await (await openFile(path)).close();
    } catch (error) {
      throw toFault(error, 'read the input file', path);
    }
    return () => contentOf(path);
  }
  const input = await openCallersInput(context);
  return () => input;
}

async function* contentOf(path: string): AsyncGenerator<Uint8Array> {
  yield* (await openFile(path)).createReadStream();
}

async function* oneChunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

/** The caller's standard input, or undefined when it has none: then the command gets no pipe. */
async function openCallersInput(context: CmdletContext): Promise<AsyncIterable<Uint8Array> | undefined> {
  const iterator = context.input()[Symbol.asyncIterator]();
  const first = iterator.next();
  first.catch(() => undefined); // heard again below, by whoever reads
  const soon = new Promise<undefined>((done) => setImmediate(done, undefined));
  const known = await Promise.race([first, soon]);
  if (known?.done === true) return undefined;
  return (async function* () {
    for (let item = await first; item.done !== true; item = await iterator.next()) yield item.value;
  })();
}
