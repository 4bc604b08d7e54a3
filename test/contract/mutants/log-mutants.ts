import { rm } from 'node:fs/promises';
import type { LogOutput, ProcessOutput } from '../../../core/host/port.ts';
import { breakCompute, type Mutant } from './break.ts';

const KEPT = 'the last bytes stay, about twice as much is on the disk at most, and places stay what they were';
const NEXT = 'a next process goes on where the log ends, with a limit or without';

/** Output that is asked for with a limit is made with something else. */
function limited(
  name: string,
  cases: string[],
  change: (output: LogOutput) => ProcessOutput | Promise<ProcessOutput>,
): Mutant {
  const changed = async (output: ProcessOutput) =>
    output.kind === 'log' && output.maximumBytes !== undefined ? change(output) : output;
  return {
    name,
    cases,
    break: (host) =>
      breakCompute(host, (compute) => ({
        createProcess: async (id, key, parameters, output) =>
          compute.createProcess(id, key, parameters, await changed(output)),
      })),
  };
}

const withoutLimit = ({ maximumBytes: _, ...output }: LogOutput): LogOutput => output;

export const LOG_MUTANTS: Mutant[] = [
  limited('a log keeps everything', [KEPT, 'a limit holds while no caller is there'], withoutLimit),
  limited('a log keeps half of what it should', [KEPT], (output) => ({
    ...output,
    maximumBytes: (output.maximumBytes ?? 0) / 2,
  })),
  limited('a log with a limit begins anew with each process', [NEXT], async (output) => {
    await rm(output.stdoutPath, { force: true });
    return output;
  }),
  limited('a log that is too long already stays so', ['a log that is too long already loses its front'], withoutLimit),
  limited(
    'a limit that is none keeps everything',
    ['a limit that is none is InvalidArgument, and nothing is made'],
    (output) => ((output.maximumBytes ?? 0) >= 65_536 ? output : withoutLimit(output)),
  ),
];
