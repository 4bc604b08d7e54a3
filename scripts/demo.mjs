/**
 * `npm run demo`: the main job from start to end, in a state root of its own, each step checked from outside the product.
 *
 * Plain JavaScript, so that Node 20 can begin; the walk itself is demo/walk.ts. Exit codes: 0 every check held, 1 one
 * did not, 2 something must be installed first (it says what), 130 after Ctrl+C.
 */
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';
import { ensureNode22 } from './node22.mjs';
import { ensureSetUp } from './setup.mjs';

ensureSetUp();
await ensureNode22(fileURLToPath(import.meta.url));
const { ensurePrerequisites } = await import('./demo/prerequisites.ts');
const missing = await ensurePrerequisites();
if (missing) process.exit(2);
await buildIfStale();
const { runDemo } = await import('./demo/run-demo.ts');
process.exit(await runDemo());
