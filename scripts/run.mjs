/** `node scripts/run.mjs <script.ts | tool> ...`: sets up, then runs a source of ours or an installed tool under Node 22. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
const [what = '', ...argv] = process.argv.slice(2);
const isScript = existsSync(join(PROJECT, what));
const [command, args] = isScript
  ? [process.execPath, [what, ...argv]]
  : [join(PROJECT, 'node_modules/.bin', what), argv];
const path = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`;
const child = spawn(command, args, { cwd: PROJECT, stdio: 'inherit', env: { ...process.env, PATH: path } });
process.on('SIGINT', () => undefined);
child.on('error', (error) => {
  process.stderr.write(`Cannot run '${what}': ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
