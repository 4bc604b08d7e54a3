import { fault } from '../../base/fault.ts';
import type { CommandSink } from '../../container/command.ts';
import type { CmdletContext } from '../context.ts';
import type { ContainerCommandResultObject } from '../generated/contract.gen.ts';
import { warnOfDropped } from './dropped-output.ts';

/** What -AsObject holds of each stream. */
const MOST_OBJECT_BYTES = 64 * 1024 * 1024;

/** What a command did, in which container. `exitCode` is undefined when the container was ended under it. */
export interface Ended {
  name: string;
  id: string;
  commandLine: string;
  exitCode: number | undefined;
  durationMs: number;
}

/**
 * Gives a command's output as it comes, or at its end as one object, and its exit code to the caller.
 *
 * @throws {RuntimeFault} `CommandFailed` when the exit code cannot be known; `InvalidState` for an object over 64 MB.
 */
export async function giveOutput(
  context: CmdletContext,
  isObject: boolean,
  run: (sink: CommandSink) => Promise<Ended>,
): Promise<void> {
  const stdout = collector();
  const stderr = collector();
  const through: CommandSink = {
    stdout: (chunk) => context.output('stdout', chunk),
    stderr: (chunk) => context.output('stderr', chunk),
    dropped: (stream, bytes) => warnOfDropped(context, undefined, stream, bytes),
  };
  const ended = await run(isObject ? { ...through, stdout: stdout.add, stderr: stderr.add } : through);
  const { name, exitCode } = ended;
  if (exitCode === undefined) throw endedUnder(name);
  context.setExitCode(exitCode);
  if (!isObject) return;
  const result: ContainerCommandResultObject = {
    ContainerName: name,
    ContainerId: ended.id,
    Command: ended.commandLine,
    ExitCode: exitCode,
    StandardOutput: stdout.text(),
    StandardError: stderr.text(),
    Duration: ended.durationMs / 1000,
  };
  await context.emit('ContainerCommandResult', result);
}

function collector(): { add(chunk: Uint8Array): Promise<void>; text(): string } {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  return {
    async add(chunk) {
      sizeBytes += chunk.length;
      if (sizeBytes > MOST_OBJECT_BYTES) {
        throw fault('InvalidState', 'The command wrote over 64 MB and was ended.', {
          hint: 'Leave -AsObject out: then output is given as it comes',
        });
      }
      chunks.push(chunk);
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

function endedUnder(name: string): Error {
  return fault('CommandFailed', `Container '${name}' ended under the command; its exit code is not known.`, {
    target: name,
    hint: `Get-Container ${name}`,
  });
}
