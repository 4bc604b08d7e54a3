import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the fake does with each request: answers, never answers, ends, writes what is no answer. */
export type Behaviour =
  | { kind: 'answer'; answer: unknown }
  | { kind: 'hang' }
  | { kind: 'exit'; code: number }
  | { kind: 'raw'; text: string };

export interface FakePowerShell {
  /** Absolute. */
  executable: string;
  /** How it was started, and each request it was given, in order. */
  record(): Promise<{ args: string[]; requests: Record<string, unknown>[]; pids: number[] }>;
  dispose(): Promise<void>;
}

/** A program that speaks as PowerShell does with `-Command -`: a line in, its output out. */
export async function fakePowerShell(behaviour: Behaviour): Promise<FakePowerShell> {
  const folder = await mkdtemp(join(tmpdir(), 'hcs-powershell-'));
  const executable = join(folder, 'powershell');
  const log = join(folder, 'record.jsonl');
  await writeFile(log, '');
  await writeFile(executable, program(behaviour, log));
  await chmod(executable, 0o755);
  return {
    executable,
    async record() {
      const lines = (await readFile(log, 'utf8')).split('\n').filter(Boolean);
      const entries = lines.map((line) => JSON.parse(line) as { args?: string[]; request?: object; pid?: number }); // written by the program below
      return {
        args: entries.find(({ args }) => args !== undefined)?.args ?? [],
        requests: entries.flatMap(({ request }) => (request === undefined ? [] : [{ ...request }])),
        pids: entries.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
      };
    },
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

function program(behaviour: Behaviour, log: string): string {
  return `#!${process.execPath}
const { appendFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const behaviour = ${JSON.stringify(behaviour)};
const note = (entry) => appendFileSync(${JSON.stringify(log)}, JSON.stringify(entry) + '\\n');
note({ args: process.argv.slice(2), pid: process.pid });
createInterface({ input: process.stdin }).on('line', (line) => {
  const written = /^\\[Console\\]::(Out|Error)\\.WriteLine\\("(.*)"\\)$/.exec(line);
  if (written) {
    if (behaviour.kind !== 'hang') (written[1] === 'Out' ? process.stdout : process.stderr).write(written[2] + '\\n');
    return;
  }
  const argument = / '([A-Za-z0-9+/=]*)'$/.exec(line);
  if (!argument) return;
  note({ request: JSON.parse(Buffer.from(argument[1], 'base64').toString('utf8')) });
  if (behaviour.kind === 'exit') process.exit(behaviour.code);
  if (behaviour.kind === 'raw') process.stdout.write(behaviour.text + '\\n');
  if (behaviour.kind === 'answer') {
    const text = Buffer.from(JSON.stringify(behaviour.answer)).toString('base64');
    process.stdout.write('[answer:' + text + ']\\n');
  }
});
`;
}
