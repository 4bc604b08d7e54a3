/** `npm run -s hcs -- <Cmdlet> ...`: sets up and builds when needed, then is dist/hcs.mjs itself, in this process. */
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './build.mjs';
import { ensureNode22, PROJECT } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
await buildIfStale();
// npm runs scripts in the project's folder; paths that the user types are relative to where he typed them.
const typedIn = process.env.npm_lifecycle_event === 'hcs' ? process.env.INIT_CWD : undefined;
if (typedIn !== undefined) process.chdir(typedIn);
await import(pathToFileURL(join(PROJECT, 'dist', 'hcs.mjs')).href);
