/**
 * A helper: makes the layer calls that need backup privileges, or may hang, on a thread and in a process of its own.
 * Tasks come on standard input, replies go to standard output (`helper-frames.ts`); its end of input is its end.
 *
 * The one argument is JSON: `{"dlls":{"vmcompute":"..."}}`.
 */
import { once } from 'node:events';
import { encodeFault } from '../keeper/wire-fault.ts';
import { LayerCalls } from '../layers/layer-calls.ts';
import { type NativeOptions, openNative } from '../native.ts';
import { exportScratch } from './export-scratch.ts';
import { FileCalls } from './file-calls.ts';
import { dataHeader, encodeMessage, type HelperFrame, HelperFrameDecoder } from './helper-frames.ts';
import type { HelperReply, HelperStep, HelperTask } from './helper-tasks.ts';
import { LayerSteps } from './layer-steps.ts';
import { enableLayerPrivileges } from './privileges.ts';
import { type EntrySink, readFiles } from './read-files.ts';
import { FileWriter } from './write-files.ts';

const { dlls } = JSON.parse(process.argv[2] ?? '{}') as NativeOptions; // written by `start-helper.ts`
const native = openNative({ dlls: dlls ?? {} });
const files = new FileCalls(native);
const layers = new LayerCalls(native);
let hasPrivileges = false;

async function write(bytes: Buffer): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

const reply = (message: HelperReply): Promise<void> => write(encodeMessage(message));

const sink: EntrySink = {
  entry: (entry) => reply({ entry }),
  data: (bytes) => write(Buffer.concat([dataHeader(bytes.length), bytes])),
};

async function* frames(): AsyncGenerator<HelperFrame, void, void> {
  const decoder = new HelperFrameDecoder();
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) yield* decoder.push(chunk);
}

/** What takes steps. */
interface Steps {
  step(step: HelperStep): void | Promise<void>;
  data(bytes: Buffer): void;
  finish(): void;
  close(): void;
}

async function openSteps(task: HelperTask): Promise<Steps | undefined> {
  switch (task.task) {
    case 'base':
      return new LayerSteps(files, native, task.root);
    case 'child':
      await layers.import(task.root, task.source, task.parents);
      return new LayerSteps(files, native, task.root);
    case 'write':
      return new FileWriter(files, task.volume, task.parts);
    default:
      return undefined;
  }
}

/** Steps until the end or the abort. After a failure, told at once, the rest is passed over. */
async function takeSteps(task: HelperTask, input: AsyncGenerator<HelperFrame, void, void>): Promise<void> {
  let steps: Steps | undefined;
  let failed = false;
  const guarded = async (work: () => unknown): Promise<void> => {
    if (failed) return;
    try {
      await work();
    } catch (error) {
      failed = true;
      await reply({ fault: encodeFault(error, `${task.task} layer`, undefined) });
    }
  };
  await guarded(async () => {
    steps = await openSteps(task);
  });
  for (let next = await input.next(); !next.done; next = await input.next()) {
    const frame = next.value;
    if (frame.kind === 'data') {
      await guarded(() => steps?.data(frame.bytes));
      continue;
    }
    const step = frame.message as unknown as HelperStep; // our own core wrote it
    if (step.step === 'end') await guarded(() => steps?.finish());
    if (step.step === 'end' || step.step === 'abort') break;
    await guarded(() => steps?.step(step));
  }
  await guarded(() => steps?.close());
  await guarded(() => reply({ done: true }));
}

async function run(task: HelperTask, input: AsyncGenerator<HelperFrame, void, void>): Promise<void> {
  if (task.task === 'base' || task.task === 'child' || task.task === 'write') return takeSteps(task, input);
  try {
    if (task.task === 'export') await exportScratch(layers, task);
    else await readFiles(files, task.volume, task.parts, sink);
    await reply({ done: true });
  } catch (error) {
    await reply({ fault: encodeFault(error, `${task.task} layer`, undefined) });
  }
}

async function serve(): Promise<never> {
  const input = frames();
  for (let next = await input.next(); !next.done; next = await input.next()) {
    if (next.value.kind !== 'message') throw new Error('content without a task');
    if (!hasPrivileges) {
      try {
        enableLayerPrivileges(native);
        hasPrivileges = true;
      } catch (error) {
        await reply({ fault: encodeFault(error, 'switch on privileges', undefined) });
        process.exit(1);
      }
    }
    await run(next.value.message as unknown as HelperTask, input); // our own core wrote it
  }
  process.exit(0);
}

// A core that is gone: there is nobody to tell.
process.stdout.on('error', () => process.exit(0));
void serve();
