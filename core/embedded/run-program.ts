import { execFile } from 'node:child_process';

/** Runs a program of this machine to its end. @throws the system error when it cannot be started. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  signal?: AbortSignal,
) => Promise<{ exitCode: number; output: string }>;

/** Package managers ask nothing, and speak English. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  DEBIAN_FRONTEND: 'noninteractive',
  LC_ALL: 'C.UTF-8',
};
const MOST_OUTPUT_BYTES = 8 * 1024 * 1024;

export const runProgram: RunProgram = (program, args, signal) =>
  new Promise((resolve, reject) => {
    const options = { env: ENVIRONMENT, maxBuffer: MOST_OUTPUT_BYTES, ...(signal === undefined ? {} : { signal }) };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, output: stdout + stderr });
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, output: stdout + stderr });
      else reject(error);
    });
  });
